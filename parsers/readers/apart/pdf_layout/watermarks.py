"""Watermarks laid over a page's text, and cells of which nothing tells whether one has added to them.

A watermark is told by its style, a size and a colour that the tables' text has not, and by what no text does
on purpose: its characters lie over others, or run on over the border of a cell.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

Box = tuple[float, float, float, float]
Character = dict[str, Any]
Style = tuple[float, tuple[float, ...]]

# Characters of one run are set apart by less (ems), and by a space.
RUN_GAP = 0.35
# Boxes of lines that are set solid overlap by less than this share of the smaller one.
OVERLAP = 0.25
# What sticks out over a border by so many points is no mere edge of a glyph.
OVER_BORDER = 2.0
# A style most of which lies over other text or over borders is a watermark's.
WATERMARK_SHARE = 0.5
# Light text, from this grey to white, is as likely a watermark as it is a figure; white stands on dark cells.
LIGHT, WHITE = 0.55, 0.97
# How much the eye sees of red, green and blue.
LUMINANCE = (0.299, 0.587, 0.114)


def without_watermarks(
    characters: Sequence[Character], borders: Sequence[Box]
) -> tuple[list[Character], set[int]]:
    """The characters without those of watermarks, and the ids of those kept that may be a watermark's."""
    runs = list(_runs(characters))
    main = Counter(style_of(c) for c in characters).most_common(1)
    if not main:
        return [], set()
    numbers = {id(c): number for number, run in enumerate(runs) for c in run}
    pairs = [(numbers[id(a)], numbers[id(b)]) for a, b in _overlapping(characters)]
    over = {(a, b) for a, b in pairs if a != b}
    crossing = {number for number, run in enumerate(runs) if _crosses(run, borders)}
    odd = crossing | {number for pair in over for number in pair}
    total, suspicious = Counter[Style](), Counter[Style]()
    for number, run in enumerate(runs):
        total[style_of(run[0])] += len(run)
        suspicious[style_of(run[0])] += len(run) if number in odd else 0
    marks = {
        style
        for style, count in suspicious.items()
        if style != main[0][0] and count > WATERMARK_SHARE * total[style]
    }
    is_mark = [style_of(run[0]) in marks for run in runs]
    doubtful = {number for number in crossing if not is_mark[number]}
    doubtful |= {n for a, b in over if not is_mark[a] and not is_mark[b] for n in (a, b)}
    doubtful |= {
        number
        for number, run in enumerate(runs)
        if (is_mark[number] and number not in odd)
        or (style_of(run[0]) != main[0][0] and LIGHT <= _lightness(style_of(run[0])[1]) < WHITE)
    }
    kept = [run for number, run in enumerate(runs) if not (is_mark[number] and number in odd)]
    left = {id(c) for run in kept for c in run}
    return [c for c in characters if id(c) in left], {id(c) for n in doubtful for c in runs[n]}


def is_doubtful(characters: Sequence[Character], doubtful: set[int]) -> bool:
    """Whether digits of a cell may be a watermark's: some are, or they are of two styles."""
    digits = [c for c in characters if c["text"].isdigit()]
    return bool(digits) and (
        any(id(c) in doubtful for c in characters) or len({style_of(c) for c in digits}) > 1
    )


def style_of(character: Character) -> Style:
    """Size, to half a point, and colour."""
    colour = character["non_stroking_color"]
    parts = colour if isinstance(colour, tuple | list) else (colour,)
    # A pattern is named, not mixed.
    mixed = tuple(round(float(part), 2) for part in parts if isinstance(part, int | float))
    return round(2 * character["size"]) / 2, mixed


def _lightness(colour: tuple[float, ...]) -> float:
    """From 0, black, to 1, white."""
    if len(colour) == len("RGB"):
        return sum(share * part for share, part in zip(LUMINANCE, colour, strict=True))
    if len(colour) == len("CMYK"):
        return (1 - colour[3]) * (1 - sum(colour[:3]) / 3)
    return colour[0] if colour else 0.0


def _runs(characters: Sequence[Character]) -> Iterator[list[Character]]:
    """Characters that were written one after another, of one style on one line."""
    run: list[Character] = []
    for character in characters:
        if run and not _follows(run[-1], character):
            yield run
            run = []
        run.append(character)
    if run:
        yield run


def _follows(before: Character, after: Character) -> bool:
    gap = after["x0"] - before["x1"]
    return (
        style_of(before) == style_of(after)
        and abs(after["top"] - before["top"]) < 1
        and -OVER_BORDER < gap < RUN_GAP * after["size"]
    )


def _overlapping(characters: Iterable[Character]) -> Iterator[tuple[Character, Character]]:
    """Pairs of characters that lie over each other."""
    ordered = sorted(characters, key=lambda c: float(c["x0"]))
    for number, one in enumerate(ordered):
        for other in ordered[number + 1 :]:
            if other["x0"] >= one["x1"]:
                break
            wide = min(one["x1"], other["x1"]) - other["x0"]
            high = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
            if high > 0 and wide * high > OVERLAP * min(map(_area, (one, other))):
                yield one, other


def _area(character: Character) -> float:
    return float(character["x1"] - character["x0"]) * float(character["bottom"] - character["top"])


def _crosses(run: Sequence[Character], borders: Sequence[Box]) -> bool:
    """Whether a run goes on over the left or right border of a cell."""
    left, right = run[0]["x0"], run[-1]["x1"]
    middle = (run[0]["top"] + run[0]["bottom"]) / 2
    return any(
        top <= middle < bottom and left < x - OVER_BORDER and x + OVER_BORDER < right
        for x0, top, x1, bottom in borders
        for x in (x0, x1)
    )
