"""Rows whose label is mistyped: between two exact ones, or beside one, the most alike."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from parsers.recognise.anchors import CONTRADICTED, Anchor, say_the_same
from parsers.recognise.by_place import fits, placed_between
from parsers.recognise.kinds import VALUE
from parsers.recognise.row_labels import LIKE_ENOUGH, RowLabels, likeness
from parsers.recognise.rows import PageRow


def completed(anchors: Sequence[Anchor], rows: Sequence[PageRow], labels: RowLabels) -> tuple[Anchor, ...]:
    """The anchors of a segment with those between, before and after them whose labels are not exact."""
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
    return tuple(_beside_another(anchor, used, rows, labels) for anchor in found[:-1])


def _between(before: Anchor, after: Anchor, rows: Sequence[PageRow], labels: RowLabels) -> list[Anchor]:
    """The form rows between two anchors, found by likeness first and then by place."""
    wanted = range(before.form_row + 1, after.form_row)
    if not wanted:
        return []
    free = [n for n in range(before.page_row + 1, after.page_row) if fits(rows[n], labels, wanted)]
    found: list[Anchor] = []
    for form_row in wanted:
        best = None if labels.shares(form_row, wanted) else _most_alike(form_row, free, rows, labels)
        if best is not None:
            found.append(best)
            free = [number for number in free if number > best.page_row]
    return placed_between(found, before, after, rows, labels)


def _most_alike(form_row: int, free: list[int], rows: Sequence[PageRow], labels: RowLabels) -> Anchor | None:
    best: Anchor | None = None
    best_score = LIKE_ENOUGH
    for number in free:
        for position in rows[number].label_positions[:1]:
            score = likeness(rows[number].names[position], form_row, labels)
            if score > best_score and not labels.names_better(rows[number].names[position], form_row, score):
                best, best_score = Anchor(number, form_row, position, "likeness"), score
    return best


def _beside_another(anchor: Anchor, used: set[int], rows: Sequence[PageRow], labels: RowLabels) -> Anchor:
    """The anchor, or a contradiction where an unread row beside it has a like label and other numbers."""
    for number in (anchor.page_row - 1, anchor.page_row + 1, anchor.page_row - 2):
        if number in used or not 0 <= number < len(rows) or VALUE not in rows[number].kinds:
            continue
        for position in rows[number].label_positions[:1]:
            other = Anchor(number, anchor.form_row, position)
            is_like = likeness(rows[number].names[position], anchor.form_row, labels) > LIKE_ENOUGH
            if is_like and not say_the_same(anchor, other, rows):
                return replace(anchor, evidence=CONTRADICTED)
    return anchor
