"""What stands where in a PDF: a package that runs on its own, see `parsers.readers.apart`."""
