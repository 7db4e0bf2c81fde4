"""From figures to pages: what is printed in each cell, tables, prose, articles, lists and attachments."""
