"""Where a form's rows stand on the page: a run of page rows whose labels come in the form's order.

Exact labels set the anchors. Where the order starts again, another copy of the table begins (a mobile
version, last year's table), and each copy is a segment of its own. Between two anchors a row whose label
is mistyped is found by likeness, and one whose label is destroyed by its place and shape.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from parsers.recognise.anchors import CONTRADICTED, Anchor, exact_anchor, say_the_same
from parsers.recognise.by_likeness import completed
from parsers.recognise.kinds import BLANK, VALUE
from parsers.recognise.row_labels import RowLabels
from parsers.recognise.rows import PageRow


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
        anchor = exact_anchor(number, row, labels, last - 1 if is_next else last, unread)
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
    return [Segment(completed(anchors, rows, labels)) for anchors in segments]


def _printed_twice(first: Anchor, second: Anchor, rows: Sequence[PageRow]) -> Anchor:
    """A row printed twice running: the first where both say the same, else a row that says two things."""
    return first if say_the_same(first, second, rows) else replace(first, evidence=CONTRADICTED)
