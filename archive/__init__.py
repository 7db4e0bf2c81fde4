"""What was fetched and what it says: WARC files, the database, revisions, extracts, the published site."""
