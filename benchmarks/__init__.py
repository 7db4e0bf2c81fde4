"""What the parser is measured by: how many figures it gets right, and how fast it is."""
