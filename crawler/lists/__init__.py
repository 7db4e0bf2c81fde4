"""Reading list pages: pure functions from decoded text to entries, sub-channels and pagers. No network."""
