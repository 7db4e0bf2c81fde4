"""The statistics table of 2014 to 2018: a list of indicators, each with its unit and one number.

Some provinces print a cumulative number beside the year's; the header tells which is which, and where it
does not, the row is ambiguous.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile

from parsers.document import Cell
from parsers.forms import FORMS, Form, Table
from parsers.labels import NUMBERING, fold_label, fold_text
from parsers.recognise.anchors import CONTRADICTED, Anchor
from parsers.recognise.copies import first_complete
from parsers.recognise.figures import TableResult, table_keys
from parsers.recognise.kinds import BLANK, VALUE, kind_of
from parsers.recognise.matrix import remark_evidence
from parsers.recognise.row_labels import RowLabels, labels_of
from parsers.recognise.rows import PageRow
from parsers.recognise.segments import Segment, find_segments
from parsers.values import MONEY_UNITS, unit_in_label

# Fewer indicators than this may be a sentence or another table that names them.
MIN_ROWS = 4
# How many columns of numbers a list may have: the year's, and perhaps a cumulative one or a comparison.
MAX_NUMBERS = 3
HEADER_REACH = 4
CUMULATIVE = ("累计", "总计", "上年", "去年", "同比", "增减")


def recognise_list(rows: Sequence[PageRow], table_key: str, neighbour: str | None) -> TableResult | None:
    """Read the copy of the list that has most of its indicators."""
    del neighbour  # a list is told by its own labels
    best: TableResult | None = None
    for form in FORMS.values():
        if table_key in form.tables:
            segment = first_complete(find_segments(rows, _row_labels(form.form, table_key)), rows)
            if segment and len(segment.anchors) >= MIN_ROWS:
                result = _read(rows, segment, form, form.tables[table_key])
                if best is None or result.found > best.found:
                    best = result
    return best


@lru_cache
def _row_labels(form: str, table_key: str) -> RowLabels:
    table = FORMS[form].tables[table_key]
    return labels_of(table.blocks[0].rows, frozenset(range(1, MAX_NUMBERS + 1)), table.groups)


def _read(rows: Sequence[PageRow], segment: Segment, form: Form, table: Table) -> TableResult:
    result = TableResult(form.form)
    block = table.blocks[0]
    groups = frozenset(fold_label(group.zh) for group in table.groups)
    numbers = _number_columns(rows, segment.anchors[0], groups)
    for anchor in segment.anchors:
        row, page_row = block.rows[anchor.form_row], rows[anchor.page_row]
        key = f"{table.key}.{row.key}"
        cells = page_row.after(anchor.label, max(len(numbers), 1))
        cell = _of_the_year(cells, numbers)
        if cell is None or anchor.evidence == CONTRADICTED:
            result.cannot_tell([key], cells, f"{row.zh}: nothing says which number is the year's")
            continue
        unit = page_row.unit or unit_in_label(page_row.cells[anchor.label].text)
        named = unit if unit in MONEY_UNITS and row.unit == "yuan" else ""
        result.read(key, cell, block.columns[0], named, row.unit or "")
        remark_evidence(result, anchor, row.zh, rows)
    result.complete(table_keys(form.form, table.key))
    return result


def _number_columns(rows: Sequence[PageRow], first: Anchor, groups: frozenset[str]) -> list[str]:
    """What the header says over the columns of numbers, from left to right; empty where there is none."""
    for number in range(first.page_row, max(first.page_row - 1 - HEADER_REACH, -1), -1):
        row = rows[number]
        if row.table != rows[first.page_row].table:
            break
        # One cell a line, the header stands before the first label in the same row.
        cells = row.cells[: first.label] if number == first.page_row else row.cells
        texts = [fold_text(cell.text) for cell in cells if kind_of(cell.text) not in (BLANK, VALUE)]
        position = next((i for i, text in enumerate(texts) if "指标" in text or "项目" in text), None)
        if position is not None and len(texts) > position + 1:
            after = takewhile(
                lambda text: not NUMBERING.match(text) and fold_label(text) not in groups,
                texts[position + 1 :],
            )
            return [text for text in after if "单位" not in text]
    return []


def _of_the_year(cells: Sequence[Cell], numbers: Sequence[str]) -> Cell | None:
    """The one cell that holds the year's number."""
    if not numbers and len(cells) == 1:
        return cells[0]
    if len(cells) != len(numbers):
        # With a number left out, the one that is there may be the cumulative one.
        return None
    of_year = [cell for cell, header in zip(cells, numbers, strict=True) if not _is_other(header)]
    return of_year[0] if len(of_year) == 1 else None


def _is_other(header: str) -> bool:
    return any(word in header for word in CUMULATIVE)
