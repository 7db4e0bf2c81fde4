"""Table two: items of article 20, each with a header of its own that tells the form.

Rows are found by their labels, which both forms share; the header above a row says what its cells mean.
"""

from collections import Counter
from collections.abc import Sequence

from parsers.recognise.copies import first_complete
from parsers.recognise.figures import TableResult, table_keys
from parsers.recognise.item_choices import row_labels
from parsers.recognise.item_forms import majority, note_hybrid, told_by_header
from parsers.recognise.item_headers import with_headers
from parsers.recognise.item_rows import read_row
from parsers.recognise.matrix import remark_evidence
from parsers.recognise.rows import PageRow
from parsers.recognise.segments import find_segments

# One row may stand in a sentence; two with values are a table.
MIN_ROWS = 2
# Without a header that can be read most of its eight rows must be there: menus name some of them too.
MIN_ROWS_WITHOUT_HEADER = 5


def recognise_items(rows: Sequence[PageRow], table_key: str, neighbour: str | None) -> TableResult | None:
    """Read the table from the page's rows; the form is the one that most of its headers name."""
    del neighbour  # its own headers tell
    segment = first_complete(find_segments(rows, row_labels(table_key)), rows)
    if segment is None or len(segment.anchors) < MIN_ROWS:
        return None
    found = list(with_headers(rows, segment, table_key))
    told = [choice for choice in map(told_by_header, found) if choice]
    if not told and len(found) < MIN_ROWS_WITHOUT_HEADER:
        return None
    form = majority([choice.form for choice in told], found)
    result = TableResult(form)
    lengths = Counter(len(item.page_row.cells) for item in found)
    usual, rows_alike = lengths.most_common(1)[0]
    usual = usual if rows_alike > len(found) // 2 else 0
    for item in found:
        read_row(item, form, result, usual)
        remark_evidence(result, item.anchor, item.choices[0].row.zh, rows)
    result.complete(table_keys(form, table_key))
    note_hybrid(result, told, form)
    return result
