"""Table two: items of article 20, each with a header of its own that tells the form.

Rows are found by their labels, which both forms share; the header above a row says what its cells mean.
Cells are paired with columns by their order in the row, never by their place in the grid: real pages span
header and value cells differently.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from parsers.document import Cell
from parsers.forms import FORMS, Block, Column, Row, Table
from parsers.labels import fold_label, fold_text
from parsers.recognise.figures import TableResult, table_keys
from parsers.recognise.glued import split_plainly
from parsers.recognise.headers import (
    ALL_NAMED,
    LIKE_ENOUGH,
    Header,
    header_of,
    named_columns,
    own_columns,
    without_repeats,
)
from parsers.recognise.matrix import is_glued, remark_evidence
from parsers.recognise.rows import PageRow
from parsers.recognise.segments import (
    CONTRADICTED,
    Anchor,
    RowLabels,
    Segment,
    find_segments,
    first_complete,
    spellings_of,
)
from parsers.report import Remark
from parsers.values import unit_in_label

# A header split over lines has so many at most.
HEADER_REACH = 6
# A header has the corner and two columns at least; so many labels before values are one.
MIN_HEADER_LABELS = 3
# One row may stand in a sentence; two with values are a table.
MIN_ROWS = 2
# Without a header that can be read most of its eight rows must be there: menus name some of them too.
MIN_ROWS_WITHOUT_HEADER = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """What a row of a form could be in one form: the block it stands in and the row itself."""

    form: str
    table: Table
    block: Block
    row: Row


@dataclass(frozen=True, slots=True)
class Found:
    """One row on the page with its header and what it could be."""

    anchor: Anchor
    page_row: PageRow
    header: Header
    choices: tuple[Choice, ...]


def recognise_items(rows: Sequence[PageRow], table_key: str, neighbour: str | None) -> TableResult | None:
    """Read the table from the page's rows; the form is the one that most of its headers name."""
    del neighbour  # its own headers tell
    segment = first_complete(find_segments(rows, _row_labels(table_key)), rows)
    if segment is None or len(segment.anchors) < MIN_ROWS:
        return None
    found = list(_with_headers(rows, segment, table_key))
    told = [choice for choice in map(_told_by_header, found) if choice]
    if not told and len(found) < MIN_ROWS_WITHOUT_HEADER:
        return None
    form = _majority([choice.form for choice in told], found)
    result = TableResult(form)
    lengths = Counter(len(item.page_row.cells) for item in found)
    usual, rows_alike = lengths.most_common(1)[0]
    usual = usual if rows_alike > len(found) // 2 else 0
    for item in found:
        _read_row(item, form, result, usual)
        remark_evidence(result, item.anchor, item.choices[0].row.zh, rows)
    result.complete(table_keys(form, table_key))
    _note_hybrid(result, told, form)
    return result


@lru_cache
def _choices(table_key: str) -> dict[str, tuple[Choice, ...]]:
    """By row key, what each form prints for it, in the order of the form that has most rows."""
    choices: dict[str, tuple[Choice, ...]] = {}
    tables = [(form.form, form.tables[table_key]) for form in FORMS.values() if table_key in form.tables]
    for form, table in sorted(tables, key=lambda pair: -sum(len(b.rows) for b in pair[1].blocks)):
        for block in table.blocks:
            for row in block.rows:
                choices[row.key] = (*choices.get(row.key, ()), Choice(form, table, block, row))
    return choices


@lru_cache
def _row_labels(table_key: str) -> RowLabels:
    choices = _choices(table_key)
    return RowLabels(
        spellings=spellings_of(
            (number, label)
            for number, of_row in enumerate(choices.values())
            for choice in of_row
            for label in (choice.row.zh, *choice.row.aliases)
        ),
        official=tuple(fold_label(of_row[0].row.zh) for of_row in choices.values()),
        widths=tuple(frozenset(len(c.block.columns) for c in of_row) for of_row in choices.values()),
    )


@lru_cache
def _titles(table_key: str) -> frozenset[str]:
    """What stands in a header beside the columns: the items' own titles and the corner."""
    return frozenset(
        fold_label(text)
        for of_row in _choices(table_key).values()
        for choice in of_row
        for text in (choice.block.zh, choice.block.corner_zh)
    )


def _with_headers(rows: Sequence[PageRow], segment: Segment, table_key: str) -> Iterator[Found]:
    """Each row of the segment with the label cells between it and the values before it."""
    choices, titles = list(_choices(table_key).values()), _titles(table_key)
    anchors = {anchor.page_row: anchor for anchor in segment.anchors}
    headers: tuple[Header, ...] = (Header((), ""),)
    pending: list[list[Cell]] = []
    first = segment.anchors[0].page_row
    for number in range(max(first - HEADER_REACH, 0), segment.anchors[-1].page_row + 1):
        row, anchor = rows[number], anchors.get(number)
        if anchor is None:
            before = pending if number and row.table == rows[number - 1].table else []
            labels = _labels(row, len(row.cells))
            if "V" not in row.kinds:
                pending = [*before, labels]
            else:
                # One cell a line, the first row below a header has no label left to end the header.
                pending = [labels] if len(labels) >= MIN_HEADER_LABELS else []
            continue
        own = tuple(_readings([*pending, _labels(row, anchor.label)], titles))
        headers, pending = (own or headers), []
        of_row = choices[anchor.form_row]
        yield Found(anchor, row, _best_reading(headers, of_row), of_row)


def _best_reading(headers: Sequence[Header], choices: Sequence[Choice]) -> Header:
    """The reading of the label rows above that resembles some form most."""
    return max(headers, key=lambda header: max(header.likeness(choice.block) for choice in choices))


def _readings(lines: list[list[Cell]], titles: frozenset[str]) -> Iterator[Header]:
    """What the header may be: the last line of labels, the last two, and so on, for it may be split."""
    for start in range(len(lines) - 1, max(len(lines) - 1 - HEADER_REACH, -1), -1):
        cells = [cell for line in lines[start:] for cell in line]
        header = header_of(cells, titles)
        if header.cells:
            yield header
        for variant in (header_of(_after_titles(cells, titles), titles), without_repeats(header)):
            if variant and variant.cells:
                yield variant


def _after_titles(cells: Sequence[Cell], titles: frozenset[str]) -> Sequence[Cell]:
    """What stands after the last title or corner, where whole sections stand in one line before it."""
    last = max((n for n, cell in enumerate(cells) if fold_label(cell.text) in titles), default=-1)
    return cells[last + 1 :]


def _labels(row: PageRow, before: int) -> list[Cell]:
    return [cell for cell, kind in zip(row.cells[:before], row.kinds, strict=False) if kind == "L"]


def _told_by_header(item: Found) -> Choice | None:
    """The choice whose header the page prints above the row, or None where it resembles none enough."""
    likeness, choice = max(
        ((item.header.likeness(choice.block), choice) for choice in item.choices), key=lambda pair: pair[0]
    )
    return choice if likeness >= LIKE_ENOUGH else None


def _majority(told: list[str], found: list[Found]) -> str:
    if told:
        return Counter(told).most_common(1)[0][0]
    # No header can be read: the widths of the rows say which form fits, the earlier one where both do.
    fits = Counter(
        choice.form
        for item in found
        for choice in item.choices
        if len(item.page_row.after(item.anchor.label, len(choice.block.columns))) == len(choice.block.columns)
    )
    return max(sorted(fits), key=lambda form: fits[form]) if fits else found[0].choices[0].form


def _read_row(item: Found, form: str, result: TableResult, usual: int) -> None:
    choice = _told_by_header(item)
    by_header = choice is not None
    if choice is None:
        choice = next((c for c in item.choices if c.form == form), None)
    if choice is None:
        return
    keys = [choice.table.figure_key(choice.row.key, column.key) for column in choice.block.columns]
    columns = _columns(item, choice)
    cells = _without_repeats(item.page_row.right_of(item.anchor.label), item.header)
    if cells is None:
        cells = item.page_row.after(item.anchor.label, len(columns))
    label = item.page_row.cells[item.anchor.label]
    if item.anchor.evidence == CONTRADICTED:
        result.cannot_tell(keys, cells, f"{choice.row.zh} is printed twice with other numbers")
        return
    if len(cells) == 1 and is_glued(label, cells[0], len(keys)):
        digits = fold_text(cells[0].text)
        # Headers are lost in glue: unless all are there nobody knows how many numbers there are.
        readings = split_plainly(digits, len(columns)) if len(columns) == len(keys) else []
        named = [c for c in columns if c is not None] or list(choice.block.columns)
        places = [(choice.table.figure_key(choice.row.key, column.key), column) for column in named]
        result.read_glued(places, cells[0], readings)
        return
    is_short = len(item.page_row.cells) < usual and bool(cells) and not cells[-1].text
    if len(cells) != len(columns) or is_short:
        # In a row shorter than most a blank cell at the end may make up for one left out.
        result.cannot_tell(keys, cells, f"{choice.row.zh}: {len(cells)} cells for {len(columns)} columns")
        return
    if not by_header:
        if _is_undecided(item, cells) or _is_of_another_form(item, form) or _is_narrower(item, columns):
            result.cannot_tell(keys, cells, f"{choice.row.zh}: the header does not say which form this is")
            return
        result.remarks.append(
            Remark(
                "header_wrong", f"{choice.row.zh} stands under another header: {item.header.text}", keys[0]
            )
        )
    _read_cells(result, choice, columns, cells, item.header)


def _read_cells(
    result: TableResult,
    choice: Choice,
    columns: Sequence[Column | None],
    cells: Sequence[Cell],
    header: Header,
) -> None:
    unit = next(filter(None, (unit_in_label(cell.text) for cell in header.cells)), "")
    for column, cell in zip(columns, cells, strict=True):
        if column is not None:
            key = choice.table.figure_key(choice.row.key, column.key)
            result.read(key, cell, column, unit if column.unit == "yuan" else "")


def _columns(item: Found, choice: Choice) -> Sequence[Column | None]:
    """The columns of a row in the order of print: those its header names, else the form's.

    A row with no more numbers than its header has names for, too few for the form, stands under columns of
    the agency's own: those that are not the form's are None.
    """
    columns = choice.block.columns
    named = named_columns(item.header, columns)
    if named:
        return named
    if _is_narrower(item, columns) and item.header.likeness(choice.block) < ALL_NAMED:
        own = own_columns(item.header, columns)
        return own if any(own) else columns
    return columns


def _is_narrower(item: Found, columns: Sequence[Column | None]) -> bool:
    """Whether a row has no more numbers than its header has names for, and these are too few for the form."""
    numbers = len(item.page_row.after(item.anchor.label, 0))
    return numbers <= len(item.header.cells) < len(columns)


def _without_repeats(cells: tuple[Cell, ...], header: Header) -> tuple[Cell, ...] | None:
    """One cell for each of the header's, where a tool has written spanning cells into every column."""
    if not header.spans or sum(header.spans) != len(cells):
        return None
    ends = list(accumulate(header.spans))
    spanned = [cells[end - span : end] for end, span in zip(ends, header.spans, strict=True)]
    if any(len({cell.text for cell in group}) > 1 for group in spanned):
        return None
    return tuple(group[0] for group in spanned)


def _is_undecided(item: Found, cells: Sequence[Cell]) -> bool:
    """Whether two forms have this row with as many columns but other meanings, and no header decides.

    Digits run together have the columns of any form.
    """
    if (
        any(is_glued(item.page_row.cells[item.anchor.label], cell, 2) for cell in cells)
        and len({len(c.block.columns) for c in item.choices}) > 1
    ):
        return True
    fitting = {
        tuple(column.key for column in choice.block.columns)
        for choice in item.choices
        if len(choice.block.columns) == len(cells)
    }
    return len(fitting) > 1


def _is_of_another_form(item: Found, form: str) -> bool:
    """Whether the header above a row is one that only other forms print."""
    likeness: dict[bool, float] = {True: 0.0, False: 0.0}
    for choices in _choices(item.choices[0].table.key).values():
        for choice in choices:
            ours = choice.form == form
            likeness[ours] = max(likeness[ours], item.header.likeness(choice.block))
    return likeness[False] >= LIKE_ENOUGH and likeness[False] > likeness[True]


def _note_hybrid(result: TableResult, told: list[Choice], form: str) -> None:
    others = sorted({choice.form for choice in told if choice.form != form})
    if others:
        result.remarks.append(
            Remark(
                "hybrid_table", f"table two is of the {form} form with items of the {', '.join(others)} form"
            )
        )
