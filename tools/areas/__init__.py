"""Building the table of areas that `parsers/agencies/areas.tsv` holds."""
