"""Where a form's rows stand on the page: a run of page rows whose labels come in the form's order.

Exact labels set the anchors. Where the order starts again, another copy of the table begins (a mobile
version, last year's table), and each copy is a segment of its own. Between two anchors a row whose label
is mistyped is found by likeness, and one whose label is destroyed by its place and shape.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from rapidfuzz import fuzz

from parsers.forms import Group, Row
from parsers.labels import fold_label
from parsers.recognise.kinds import BLANK, UNIT, VALUE
from parsers.recognise.rows import PageRow
from parsers.spellings import last_label
from parsers.values import is_value

# The most alike labels of different rows (本年新收…数量, 上年结转…数量) score 79; 予以公开, 不予公开 75.
LIKE_ENOUGH = 80.0
# A row is read by its place alone only where its label is a ruin of the expected one: an agency's own row in
# the place of a statutory one must not lend it its numbers.
LIKE_A_RUIN = 50.0
MAX_RUIN_LENGTH = 2
# The evidence of a row that the page prints twice with other numbers.
CONTRADICTED = "contradiction"
NUMBER_FIRST = re.compile(r"^(\d)\..*$")
# So many pieces of a table before a whole one are a table of their own, cut up by its layout.
MIN_PIECES = 3
# A label cut off after so many characters may still be told.
MIN_CUT_LENGTH = 4
# A label broken over lines or cells has at most so many pieces.
MAX_BROKEN = 3
# The longest label of any form has 40 characters, a few more with a note.
MAX_LABEL_LENGTH = 60
# A second copy of a table displaces the first only where the first has lost more than a fifth of its rows.
NEARLY_COMPLETE = 0.8


@dataclass(frozen=True, slots=True)
class Anchor:
    """A form row found on the page: the positions of both rows and of the label cell."""

    page_row: int
    form_row: int
    label: int
    evidence: str = "label"


@dataclass(frozen=True)
class RowLabels:
    """A form's rows: every folded spelling with the rows it names, the official ones, their widths."""

    spellings: Mapping[str, tuple[int, ...]]
    official: tuple[str, ...]
    widths: tuple[frozenset[int], ...]
    # What numbers each row's label, and every folded group that a row may stand in.
    numbers: tuple[str, ...] = ()
    groups: frozenset[str] = frozenset()

    def names_better(self, label: str, form_row: int, score: float) -> bool:
        """Whether a label resembles another row more: 政务微信 is not 政务微博 with a mistake."""
        return any(
            fuzz.ratio(label, official) > score
            for number, official in enumerate(self.official)
            if number != form_row
        )

    def shares(self, form_row: int, wanted: range) -> bool:
        """Whether another wanted row has the same label."""
        named = self.spellings.get(self.official[form_row], ())
        return any(other in wanted for other in named if other != form_row)

    def spelt(self, form_row: int) -> tuple[str, ...]:
        """Every folded spelling of one row."""
        return self._by_row[form_row]

    @cached_property
    def _by_row(self) -> tuple[tuple[str, ...], ...]:
        return tuple(
            (official, *(s for s, rows in self.spellings.items() if number in rows and s != official))
            for number, official in enumerate(self.official)
        )


@dataclass(frozen=True, slots=True)
class Segment:
    """One copy of the table: its anchors, in the order of the form."""

    anchors: tuple[Anchor, ...]


def find_segments(rows: Sequence[PageRow], labels: RowLabels) -> list[Segment]:
    """Every copy of the form's rows on the page, each completed by likeness and place, in reading order."""
    segments: list[list[Anchor]] = []
    unread = 0
    for number, row in enumerate(rows):
        if VALUE not in row.kinds and BLANK not in row.kinds:
            continue  # a header
        last = segments[-1][-1].form_row if segments else -1
        # Of rows that share a label none stand next to each other: there the same label is the same row.
        is_next = bool(segments) and segments[-1][-1].page_row == number - 1
        anchor = _exact_anchor(number, row, labels, last - 1 if is_next else last, unread)
        if anchor is None:
            # Rows with numbers since the last one that was told, in the same table.
            is_inside = bool(segments) and row.table == rows[segments[-1][-1].page_row].table
            unread = unread + (VALUE in row.kinds) if is_inside else 0
            continue
        unread = 0
        if is_next and anchor.form_row == last:
            segments[-1][-1] = _printed_twice(segments[-1][-1], anchor, rows)
            continue
        if not segments or anchor.form_row <= last:
            segments.append([])
        segments[-1].append(anchor)
    return [_completed(Segment(tuple(anchors)), rows, labels) for anchors in segments]


def _printed_twice(first: Anchor, second: Anchor, rows: Sequence[PageRow]) -> Anchor:
    """A row printed twice running: the first where both say the same, else a row that says two things."""
    return first if _say_the_same(first, second, rows) else replace(first, evidence=CONTRADICTED)


def _say_the_same(first: Anchor, second: Anchor, rows: Sequence[PageRow]) -> bool:
    before, after = (rows[a.page_row].after(a.label, 0) for a in (first, second))
    return [cell.text for cell in before] == [cell.text for cell in after]


def first_complete(segments: Sequence[Segment], rows: Sequence[PageRow]) -> Segment | None:
    """Of several copies the first that is nearly as complete as any: the report's own table comes first.

    Where a table in pieces stands before it with other numbers, its rows say two things.
    """
    most = max((len(segment.anchors) for segment in segments), default=0)
    for number, segment in enumerate(segments):
        if len(segment.anchors) >= NEARLY_COMPLETE * most:
            other = _another_report(segments[:number], segment, rows)
            if other:
                return other
            pieces = {a.form_row: a for piece in segments[:number] for a in piece.anchors}
            if number < MIN_PIECES or len(pieces) < len(segment.anchors) // 2:
                return segment
            return Segment(
                tuple(
                    replace(anchor, evidence=CONTRADICTED)
                    if anchor.form_row in pieces and not _say_the_same(pieces[anchor.form_row], anchor, rows)
                    else anchor
                    for anchor in segment.anchors
                )
            )
    return None


def _another_report(earlier: Sequence[Segment], segment: Segment, rows: Sequence[PageRow]) -> Segment | None:
    """The table of the first of two reports, which counts with half its rows where their numbers differ."""
    anchors = {anchor.form_row: anchor for anchor in segment.anchors}
    for other in earlier:
        shared = [anchor for anchor in other.anchors if anchor.form_row in anchors]
        if 2 * len(shared) >= len(anchors) and not all(
            _say_the_same(anchor, anchors[anchor.form_row], rows) for anchor in shared
        ):
            return other
    return None


def _exact_anchor(number: int, row: PageRow, labels: RowLabels, last: int, unread: int) -> Anchor | None:
    """The row of the form that a page row names; of several with the same label, the first after `last`.

    Where unread rows stand before it, it may be the second as well: then the rows around it decide.
    """
    for position in row.label_positions:
        named = _named(row, position, labels)
        if named is None:
            continue
        if len(named) > 1:
            last = max(last, -1, *_rows_named_before(row, position, labels))
        following = [candidate for candidate in named if candidate > last]
        if len(following) > 1 and unread:
            continue
        form_row = following[0] if following else named[0]
        if _has_values(row, position, labels.widths[form_row]):
            return Anchor(number, form_row, position)
    return None


def _rows_named_before(row: PageRow, position: int, labels: RowLabels) -> list[int]:
    """The form rows that labels left of a position name: one cell a line, their numbers are blank."""
    named = [labels.spellings.get(name, ()) for name in row.names[:position] if name]
    return [rows[0] for rows in named if len(rows) == 1]


def _named(row: PageRow, position: int, labels: RowLabels) -> tuple[int, ...] | None:
    """The form rows that a label names, alone or together with those before it: labels break over lines."""
    named = labels.spellings.get(row.names[position])
    if named is not None:
        return named
    text = row.cells[position].text
    # The group's label may stand in the same cell.
    named = labels.spellings.get(last_label(text))
    start = position - 1
    pieces = 1
    while named is None and start >= 0 and row.kinds[start] == "L" and pieces < MAX_BROKEN:
        # Characters set apart by spaces are no pieces.
        pieces += len(row.cells[start].text) > 1
        text = row.cells[start].text + text
        if len(text) > MAX_LABEL_LENGTH:
            break
        named = labels.spellings.get(fold_label(text))
        start -= 1
    return named


def labels_of(rows: Sequence[Row], widths: frozenset[int], groups: Iterable[Group] = ()) -> RowLabels:
    """The labels of a block's rows, each of which is followed by as many cells as `widths` allows."""
    return RowLabels(
        spellings=spellings_of((n, label) for n, row in enumerate(rows) for label in (row.zh, *row.aliases)),
        official=tuple(fold_label(row.zh) for row in rows),
        widths=(widths,) * len(rows),
        numbers=tuple(NUMBER_FIRST.sub(r"\1", row.zh) if NUMBER_FIRST.match(row.zh) else "" for row in rows),
        groups=frozenset(fold_label(group.zh) for group in groups),
    )


def spellings_of(rows: Iterable[tuple[int, str]]) -> dict[str, tuple[int, ...]]:
    """Every folded spelling with the rows it names, from (row number, label) pairs."""
    spellings: dict[str, tuple[int, ...]] = {}
    for number, label in rows:
        folded = fold_label(label)
        if number not in spellings.get(folded, ()):
            spellings[folded] = (*spellings.get(folded, ()), number)
    return spellings


def _has_values(row: PageRow, position: int, widths: frozenset[int]) -> bool:
    """Whether cells that may be values follow the label.

    A header has none, a group's label has another label and then one cell too many; a sentence in a value's
    place leaves the number of cells right.
    """
    cells = row.after(position, max(widths))
    kinds = row.kinds[position + 1 : position + 1 + len(cells)]
    if len(cells) in widths:
        return "V" in kinds or "L" not in kinds
    return "V" in kinds and "L" not in kinds


def _completed(segment: Segment, rows: Sequence[PageRow], labels: RowLabels) -> Segment:
    anchors = list(segment.anchors)
    ends = [
        Anchor(max(anchors[0].page_row - len(labels.official), -1), -1, -1),
        *anchors,
        Anchor(min(anchors[-1].page_row + len(labels.official), len(rows)), len(labels.official), -1),
    ]
    found: list[Anchor] = []
    for before, after in pairwise(ends):
        found.extend(_between(before, after, rows, labels))
        found.append(after)
    used = {anchor.page_row for anchor in found[:-1]}
    return Segment(tuple(_beside_another(anchor, used, rows, labels) for anchor in found[:-1]))


def _beside_another(anchor: Anchor, used: set[int], rows: Sequence[PageRow], labels: RowLabels) -> Anchor:
    """The anchor, or a contradiction where an unread row beside it has a like label and other numbers."""
    for number in (anchor.page_row - 1, anchor.page_row + 1, anchor.page_row - 2):
        if number in used or not 0 <= number < len(rows) or VALUE not in rows[number].kinds:
            continue
        for position in rows[number].label_positions[:1]:
            other = Anchor(number, anchor.form_row, position)
            is_like = _likeness(rows[number].names[position], anchor.form_row, labels) > LIKE_ENOUGH
            if is_like and not _say_the_same(anchor, other, rows):
                return replace(anchor, evidence=CONTRADICTED)
    return anchor


def _between(before: Anchor, after: Anchor, rows: Sequence[PageRow], labels: RowLabels) -> list[Anchor]:
    """The form rows between two anchors, found by likeness first and then by place."""
    wanted = range(before.form_row + 1, after.form_row)
    if not wanted:
        return []
    free = [n for n in range(before.page_row + 1, after.page_row) if _fits(rows[n], labels, wanted)]
    found: list[Anchor] = []
    for form_row in wanted:
        best = None if labels.shares(form_row, wanted) else _most_alike(form_row, free, rows, labels)
        if best is not None:
            found.append(best)
            free = [number for number in free if number > best.page_row]
    return _placed(found, before, after, rows, labels)


def _fits(row: PageRow, labels: RowLabels, wanted: range) -> bool:
    return any(
        len(row.after(position, max(labels.widths[form_row]))) in labels.widths[form_row]
        for form_row in wanted
        for position in row.label_positions[:1]
    )


def _most_alike(form_row: int, free: list[int], rows: Sequence[PageRow], labels: RowLabels) -> Anchor | None:
    best: Anchor | None = None
    best_score = LIKE_ENOUGH
    for number in free:
        for position in rows[number].label_positions[:1]:
            score = _likeness(rows[number].names[position], form_row, labels)
            if score > best_score and not labels.names_better(rows[number].names[position], form_row, score):
                best, best_score = Anchor(number, form_row, position, "likeness"), score
    return best


def _likeness(label: str, form_row: int, labels: RowLabels) -> float:
    """How much a label resembles a row's, 0 to 100; a beginning that only its label has counts as whole."""
    official = labels.official[form_row]
    if len(label) >= MIN_CUT_LENGTH and official.startswith(label):
        return 100.0 if sum(other.startswith(label) for other in labels.official) == 1 else 0.0
    return max(fuzz.ratio(label, spelling) for spelling in labels.spelt(form_row))


def _placed(
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


def _names_a_group(row: PageRow, labels: RowLabels) -> bool:
    """Whether a row has nothing but a group's label."""
    return VALUE not in row.kinds and any(
        row.names[position] in labels.groups for position in row.label_positions
    )


def _is_number_of(row: PageRow, position: int, form_row: int, labels: RowLabels) -> bool:
    """Whether all that is left of a label is the digit that numbers it."""
    return bool(labels.numbers) and row.cells[position].text == labels.numbers[form_row] != ""


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
    if not _fits(row, labels, range(form_row, form_row + 1)):
        return None
    label = row.names[row.label_positions[0]]
    alike = len(label) <= MAX_RUIN_LENGTH or fuzz.ratio(label, labels.official[form_row]) >= LIKE_A_RUIN
    return row.label_positions[0] if alike else None
