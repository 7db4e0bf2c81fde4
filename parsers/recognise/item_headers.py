"""The header above each row of table two: the label cells between it and the values before it."""

from collections.abc import Iterator, Sequence

from parsers.document import Cell
from parsers.labels import fold_label
from parsers.recognise.headers import Header, header_of, without_repeats
from parsers.recognise.item_choices import Choice, Found, choices_of, titles_of
from parsers.recognise.rows import PageRow
from parsers.recognise.segments import Segment

# A header split over lines has so many at most.
HEADER_REACH = 6
# A header has the corner and two columns at least; so many labels before values are one.
MIN_HEADER_LABELS = 3


def with_headers(rows: Sequence[PageRow], segment: Segment, table_key: str) -> Iterator[Found]:
    """Each row of the segment with the label cells between it and the values before it."""
    choices, titles = list(choices_of(table_key).values()), titles_of(table_key)
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
