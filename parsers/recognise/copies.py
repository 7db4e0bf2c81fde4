"""Which of several copies of a table is the report's own."""

from collections.abc import Sequence
from dataclasses import replace

from parsers.recognise.anchors import CONTRADICTED, Anchor, say_the_same
from parsers.recognise.rows import PageRow
from parsers.recognise.segments import Segment

# A second copy of a table displaces the first only where the first has lost more than a fifth of its rows.
NEARLY_COMPLETE = 0.8
# So many pieces of a table before a whole one are a table of their own, cut up by its layout.
MIN_PIECES = 3


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
                    if anchor.form_row in pieces and not say_the_same(pieces[anchor.form_row], anchor, rows)
                    else anchor
                    for anchor in segment.anchors
                )
            )
    return None


def _another_report(earlier: Sequence[Segment], segment: Segment, rows: Sequence[PageRow]) -> Segment | None:
    """The table of the first of two reports, which counts with half its rows where their numbers differ.

    Rows with more numbers or fewer than the report's are of another table that has labels in common with it.
    """
    anchors = {anchor.form_row: anchor for anchor in segment.anchors}
    for other in earlier:
        shared = [
            anchor
            for anchor in other.anchors
            if anchor.form_row in anchors
            and anchor.page_row != anchors[anchor.form_row].page_row
            and _are_as_wide(anchor, anchors[anchor.form_row], rows)
        ]
        if 2 * len(shared) >= len(anchors) and not all(
            say_the_same(anchor, anchors[anchor.form_row], rows) for anchor in shared
        ):
            return other
    return None


def _are_as_wide(first: Anchor, second: Anchor, rows: Sequence[PageRow]) -> bool:
    before, after = (rows[anchor.page_row].after(anchor.label, 0) for anchor in (first, second))
    return len(before) == len(after)
