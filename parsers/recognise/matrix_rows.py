"""Which cells of each row of table three are its figures, told from all its rows together.

Rows that stand under as many groups have labels that span as many columns, so that their figures begin at
the same place; and where spans are written as blank cells, a row under one group more has one blank less.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from parsers.document import Cell
from parsers.forms import Table
from parsers.recognise.anchors import Anchor
from parsers.recognise.placing import Sums, common_start, is_last_the_sum, starts
from parsers.recognise.rows import PageRow
from parsers.recognise.segments import Segment


def place_cells(
    rows: Sequence[PageRow], segment: Segment, table: Table, wanted: int
) -> list[tuple[Cell, ...] | None]:
    """For each anchor the cells of its figures, None where they cannot be told."""
    right = [rows[anchor.page_row].right_of(anchor.label) for anchor in segment.anchors]
    if all(len(cells) == wanted for cells in right):
        return list(right)
    depths = [_depth(table, anchor) for anchor in segment.anchors]
    lengths = {
        depth: Counter(len(c) for c, d in zip(right, depths, strict=True) if d == depth).most_common(1)[0][0]
        for depth in set(depths)
    }
    usual = {
        depth: [
            cells
            for cells, d in zip(right, depths, strict=True)
            if d == depth and len(cells) == lengths[depth] >= wanted
        ]
        for depth in lengths
    }
    begins = _begins(usual, wanted)
    figures = [
        _figures(cells, begins.get(depth, ()), lengths[depth], wanted)
        for cells, depth in zip(right, depths, strict=True)
    ]
    if any(1 < len(cells) < wanted for cells in right):
        # Where rows have lost cells, a blank one at the end of another may stand for one lost further left.
        return [None if row and row[0].text and not row[-1].text else row for row in figures]
    return figures


def _begins(usual: Mapping[int, Sequence[Sequence[Cell]]], wanted: int) -> dict[int, list[int]]:
    """By depth, where figures may begin: after no blank cell in any row, or after one less the deeper."""
    sums: Sums = is_last_the_sum
    begins = {depth: common_start(rows, wanted, sums) for depth, rows in usual.items() if rows}
    ways = [
        way for way in ((0, 0, 0), (2, 1, 0)) if all(way[min(d, 2)] in found for d, found in begins.items())
    ]
    if len(ways) == 1:
        return {depth: [ways[0][min(depth, 2)]] for depth in begins}
    return begins


def _figures(
    cells: tuple[Cell, ...], begins: Sequence[int], usual: int, wanted: int
) -> tuple[Cell, ...] | None:
    """The figures of one row; None where the place of some is not certain."""
    texts = [cell.text for cell in cells]
    possible = starts(texts, wanted)
    chosen = possible if len(possible) == 1 else [place for place in possible if place in begins]
    if not any(texts) and possible:
        # A row left blank is blank wherever it begins.
        return cells[possible[0] : possible[0] + wanted]
    if len(chosen) == 1:
        figures = cells[chosen[0] : chosen[0] + wanted]
        # In a row of another length a cell was left out, and a blank one before or after made up the number.
        is_whole = bool(figures[0].text and figures[-1].text)
        if len(cells) == usual or is_whole or (figures[-1].text and chosen == list(begins)):
            return figures
    return None


def _depth(table: Table, anchor: Anchor) -> int:
    """Under how many groups a row of the form stands."""
    parents = {group.key: group.parent for group in table.groups}
    depth, group = 0, table.blocks[0].rows[anchor.form_row].group
    while group:
        depth, group = depth + 1, parents[group]
    return depth
