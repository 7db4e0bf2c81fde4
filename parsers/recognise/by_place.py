"""Rows whose label is destroyed: between two that are told, as many unread rows as form rows.

A row is read by its place alone only where its label is a ruin of the expected one: an agency's own row in
the place of a statutory one must not lend it its numbers.
"""

from collections.abc import Sequence

from rapidfuzz import fuzz

from parsers.recognise.anchors import Anchor
from parsers.recognise.kinds import BLANK, UNIT, VALUE
from parsers.recognise.row_labels import RowLabels
from parsers.recognise.rows import PageRow
from parsers.values import is_value

LIKE_A_RUIN = 50.0
MAX_RUIN_LENGTH = 2


def placed_between(
    found: list[Anchor], before: Anchor, after: Anchor, rows: Sequence[PageRow], labels: RowLabels
) -> list[Anchor]:
    """Between two anchors inside one table, as many unread rows as form rows: each takes its place."""
    placed: list[Anchor] = []
    for left, right in zip([before, *found], [*found, after], strict=True):
        if left.form_row < 0 or right.form_row >= len(labels.official):
            if right is not after:
                placed.append(right)
            continue  # above the first row and below the last anything may stand
        missing = range(left.form_row + 1, right.form_row)
        between = range(left.page_row + 1, right.page_row)
        unread = [number for number in between if not _names_a_group(rows[number], labels)]
        same_table = rows[left.page_row].table == rows[right.page_row].table
        if same_table and len(missing) == len(unread):
            pairs = list(zip(unread, missing, strict=True))
            ruins = [_ruined_label(rows[number], form_row, labels) for number, form_row in pairs]
            if None not in ruins:
                placed.extend(
                    Anchor(number, form_row, label, "place")
                    for (number, form_row), label in zip(pairs, ruins, strict=True)
                    if label is not None
                )
        if right is not after:
            placed.append(right)
    return placed


def _ruined_label(row: PageRow, form_row: int, labels: RowLabels) -> int | None:
    """Where the ruin of a label stands: a remnant, a blank cell, or -1 where only values are left."""
    width = max(labels.widths[form_row])
    end = len(row.cells)
    while end > width + 1 and row.kinds[end - 1] == BLANK:
        end -= 1
    if not row.label_positions:
        position = end - width - 1
        if UNIT in row.kinds:
            # Beside its unit a list's row has one number, and the label before it.
            position = row.kinds.index(UNIT) - 1
        is_gone = position == -1 or (
            position >= 0
            and (not is_value(row.cells[position].text) or _is_number_of(row, position, form_row, labels))
        )
        return position if is_gone and "V" in row.kinds else None
    under = row.label_positions[0]
    if row.names[under] in labels.groups and end - width - 1 == under + 1:
        is_gone = not row.cells[under + 1].text or _is_number_of(row, under + 1, form_row, labels)
        return under + 1 if is_gone else None
    if not fits(row, labels, range(form_row, form_row + 1)):
        return None
    label = row.names[row.label_positions[0]]
    alike = len(label) <= MAX_RUIN_LENGTH or fuzz.ratio(label, labels.official[form_row]) >= LIKE_A_RUIN
    return row.label_positions[0] if alike else None


def _names_a_group(row: PageRow, labels: RowLabels) -> bool:
    """Whether a row has nothing but a group's label."""
    return VALUE not in row.kinds and any(
        row.names[position] in labels.groups for position in row.label_positions
    )


def _is_number_of(row: PageRow, position: int, form_row: int, labels: RowLabels) -> bool:
    """Whether all that is left of a label is the digit that numbers it."""
    return bool(labels.numbers) and row.cells[position].text == labels.numbers[form_row] != ""


def fits(row: PageRow, labels: RowLabels, wanted: range) -> bool:
    """Whether as many cells follow a row's first label as one of the wanted form rows has."""
    return any(
        len(row.after(position, max(labels.widths[form_row]))) in labels.widths[form_row]
        for form_row in wanted
        for position in row.label_positions[:1]
    )
