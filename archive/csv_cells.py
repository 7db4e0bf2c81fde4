"""Cells of the CSV extracts: numbers as numbers, and text that no spreadsheet takes for a formula.

A cell of text that begins with a formula's first character gets an apostrophe before it, and so does one
that begins with an apostrophe: whoever wants the text as it was drops one leading apostrophe.

>>> csv_cell("=1+1"), csv_cell(-3), csv_cell("减1"), csv_cell(None)
("'=1+1", '-3', '减1', '')
"""

# What Excel, LibreOffice and WPS start a formula with, full-width forms included; white space may precede.
FORMULA_STARTS = tuple("=+-@＝＋－＠\t\r\n'")


def csv_cell(value: object) -> str:
    """One cell: empty for NULL, digits for a number, neutralised text. Raises TypeError for other types."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.lstrip(" \u00a0\u3000").startswith(FORMULA_STARTS) else value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, int | float):
        return str(value)
    raise TypeError(f"a {type(value).__name__} cannot stand in a CSV extract")
