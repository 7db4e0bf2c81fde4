"""Table three: rows of outcomes by columns of applicants, the form told by its rows.

Values are the cells right of the row's label, however many group labels stand left of it. The columns are
the form's own unless the page's header says another order.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from parsers.document import Cell
from parsers.forms import FORMS, Column, Form, Table
from parsers.grid import columns_in_print
from parsers.labels import fold_label, fold_text
from parsers.recognise.anchors import CONTRADICTED, Anchor
from parsers.recognise.copies import first_complete
from parsers.recognise.figures import TableResult, column_names, table_keys
from parsers.recognise.glued import split_by_total
from parsers.recognise.matrix_rows import place_cells
from parsers.recognise.placing import is_last_the_sum
from parsers.recognise.row_labels import RowLabels, labels_of
from parsers.recognise.rows import PageRow
from parsers.recognise.segments import Segment, find_segments
from parsers.report import Remark

# The column whose number is the sum of the others.
TOTAL = "total"
# Fewer rows of a table than this may be a sentence about it.
MIN_ROWS = 3
# Rows with numbers in all seven columns are no sentence.
MIN_WHOLE_ROWS, MIN_COLUMNS = 2, 7


def recognise_matrix(rows: Sequence[PageRow], table_key: str, neighbour: str | None) -> TableResult | None:
    """Read the table from the page's rows as the form of which it has most rows.

    Where it has as many of several forms (a page cut off before they differ) it is of the form of its
    neighbour, and without one of the form it fills most completely.
    """
    best: tuple[tuple[int, bool, float], Form, Segment] | None = None
    for form in FORMS.values():
        table = form.tables.get(table_key)
        if table is None:
            continue
        segment = first_complete(find_segments(rows, _row_labels(form.form, table_key)), rows)
        found = len(segment.anchors) if segment else 0
        rank = (found, form.form == neighbour, found / len(table.blocks[0].rows))
        if segment and _is_table(segment, rows) and (best is None or rank > best[0]):
            best = (rank, form, segment)
    return _read(rows, best[2], best[1], best[1].tables[table_key]) if best else None


def _is_table(segment: Segment, rows: Sequence[PageRow]) -> bool:
    """Whether rows are enough of a table: a page cut off after two of them has numbers in every column."""
    whole = [anchor for anchor in segment.anchors if rows[anchor.page_row].kinds.endswith("V" * MIN_COLUMNS)]
    return len(segment.anchors) >= MIN_ROWS or len(whole) >= MIN_WHOLE_ROWS


@lru_cache
def _row_labels(form: str, table_key: str) -> RowLabels:
    """The labels of a matrix: each row is followed by one cell a column."""
    table = FORMS[form].tables[table_key]
    block = table.blocks[0]
    return labels_of(block.rows, frozenset({len(block.columns)}), table.groups)


def _read(rows: Sequence[PageRow], segment: Segment, form: Form, table: Table) -> TableResult:
    result = TableResult(form.form)
    block = table.blocks[0]
    columns = _columns(rows, segment, table, result)
    places = [None if column is None else block.columns.index(column) for column in columns]
    all_keys, width = table_keys(form.form, table.key), len(block.columns)
    placed = place_cells(rows, segment, table, len(columns))
    for anchor, figures in zip(segment.anchors, placed, strict=True):
        row = block.rows[anchor.form_row]
        cells = figures or rows[anchor.page_row].after(anchor.label, 0)
        keys = all_keys[anchor.form_row * width : (anchor.form_row + 1) * width]
        label = rows[anchor.page_row].cells[anchor.label]
        if anchor.evidence == CONTRADICTED:
            result.cannot_tell(keys, cells, f"{row.zh} is printed twice with other numbers")
        elif len(cells) == 1 and _has_row_total(table) and is_glued(label, cells[0], len(columns)):
            readings = split_by_total(fold_text(cells[0].text), len(columns))
            result.read_glued(list(zip(keys, block.columns, strict=True)), cells[0], readings)
        elif figures:
            for place, cell in zip(places, cells, strict=True):
                if place is not None:
                    result.read(keys[place], cell, block.columns[place])
        else:
            result.cannot_tell(keys, cells, f"{row.zh}: {len(cells)} cells for {len(columns)} columns")
        remark_evidence(result, anchor, row.zh, rows)
    result.complete(all_keys)
    return result


def _columns_in_reading_order(
    header: Sequence[Sequence[Cell]], names: Mapping[str, Column], groups: set[str]
) -> list[Column]:
    """The columns of a header whose spans are lost: a group's label stands for the group's columns."""
    labels = [fold_label(cell.text) for line in header for cell in line if cell.text]
    columns = [names[label] for label in labels if label in names]
    if not groups.intersection(labels):
        return columns
    in_order: list[Column] = []
    for label in labels:
        if label in groups:
            in_order.extend(column for column in columns if fold_label(column.group) == label)
        elif label in names and not names[label].group:
            in_order.append(names[label])
    return in_order


def _names_group(header: Sequence[Sequence[Cell]], groups: set[str]) -> bool:
    return any(fold_label(cell.text) in groups for line in header for cell in line)


def _by_sums(
    rows: Sequence[PageRow], segment: Segment, orders: Sequence[Sequence[Column]]
) -> Sequence[Column]:
    """The order of columns in which the rows add up to their totals; the first where no sum decides."""
    figures = [rows[anchor.page_row].after(anchor.label, len(orders[0])) for anchor in segment.anchors]
    whole = [cells for cells in figures if len(cells) == len(orders[0])]
    for order in orders:
        last = sorted(range(len(order)), key=lambda place: order[place].key == TOTAL)
        verdicts = {is_last_the_sum([cells[place] for place in last]) for cells in whole}
        if True in verdicts and False not in verdicts:
            return order
    return orders[0]


def _has_row_total(table: Table) -> bool:
    """Whether the form states that the last column is the sum of the others."""
    columns = [column.key for column in table.blocks[0].columns]
    return any(
        rule.along == "rows" and list(rule.left) == columns[:-1] and list(rule.right) == columns[-1:]
        for rule in table.checks
    )


def is_glued(label: Cell | None, cell: Cell, parts: int) -> bool:
    """Whether a cell holds the digits of `parts` numbers run into their label or into each other."""
    if label is not None and label.place != cell.place:
        return False
    folded = fold_text(cell.text)
    return folded.isdigit() and len(folded) >= parts > 1


def remark_evidence(result: TableResult, anchor: Anchor, label: str, rows: Sequence[PageRow]) -> None:
    """Say where a row was not told by its label alone."""
    if anchor.evidence in ("likeness", "place"):
        written = rows[anchor.page_row].cells[anchor.label].text if anchor.label >= 0 else "nothing"
        result.remarks.append(
            Remark(f"row_by_{anchor.evidence}", f"{written} was read as {label}, by its {anchor.evidence}")
        )


def _columns(
    rows: Sequence[PageRow], segment: Segment, table: Table, result: TableResult
) -> Sequence[Column | None]:
    """The columns in the order of print: the page's header where it names them all, else the form's.

    An agency that merges applicants prints fewer columns; one that is none of the form's is None.
    """
    first, official = segment.anchors[0], table.blocks[0].columns
    header: list[Sequence[Cell]] = [rows[first.page_row].cells[: first.label]]
    for number in range(first.page_row - 1, -1, -1):
        if rows[number].table != rows[first.page_row].table:
            break
        if rows[number].kinds.endswith("V" * len(official)):
            continue  # a row of this table whose label is not told
        if "V" in rows[number].kinds:
            break
        header.insert(0, rows[number].cells)
    names = column_names(result.form, table.key)
    groups = {fold_label(column.group) for column in official if column.group}
    printed: Sequence[Column] = _columns_in_reading_order(header, names, groups)
    if len(printed) != len(official):
        printed = columns_in_print([*header[:-1], rows[first.page_row].cells], names, fold_label)
    elif list(printed) != list(official) and not _names_group(header, groups):
        # Without the group's label the total may be read before the columns that it follows in print.
        printed = _by_sums(rows, segment, [official, printed])
    if len(printed) == len(official) and list(printed) != list(official):
        result.remarks.append(Remark("columns_reordered", "the header has the columns in another order"))
        return printed
    own = _own_columns(header, names, groups)
    lengths = Counter(len(rows[a.page_row].after(a.label, len(own))) for a in segment.anchors)
    if 1 < len(own) < len(official) and lengths.most_common(1)[0][0] == len(own):
        result.remarks.append(Remark("own_columns", "the table has other columns than the form"))
        return own
    return official


def _own_columns(
    header: Sequence[Sequence[Cell]], names: Mapping[str, Column], groups: set[str]
) -> list[Column | None]:
    """The columns of a header that merges applicants: those of the form, and None for each merged one."""
    labels = [fold_label(cell.text) for line in header for cell in line if cell.text]
    if any(names[label].group for label in labels if label in names):
        return []
    return [names.get(label) for label in labels if label in names or label in groups]
