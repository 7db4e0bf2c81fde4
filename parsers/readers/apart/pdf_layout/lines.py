"""Characters of a page's text as lines, and lines as the parts that stand apart in them."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any

from pdfplumber.utils.text import extract_words

from .watermarks import is_doubtful

# Lines of a table that stop short of each other by so much still meet.
TOLERANCE = 3
# Gaps between characters, in ems: digits of one number, what typesetting puts between Chinese and digits,
# characters of one justified line, columns.
WORD_GAP, MIXED_GAP, LINE_GAP, COLUMN_GAP = 0.2, 0.5, 1.1, 1.2
CJK = "\u2e80"  # and what follows
# Behind a number of which a watermark may have made another; the readers take it for a character untold.
UNTOLD = "\ufffd"


def cell_text(characters: list[dict[str, Any]]) -> str:
    """The text of one cell, a line of the cell a line."""
    lines = [line_in_parts(words, set()) for words in lines_of(characters)]
    return "\n".join(" ".join(part for part, *_ in line["parts"]) for line in lines)


def lines_of(characters: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """The words of each line, from top to bottom and from left to right."""
    words: list[dict[str, Any]] = extract_words(
        characters,
        x_tolerance_ratio=WORD_GAP,
        y_tolerance=TOLERANCE,
        keep_blank_chars=False,
        return_chars=True,
    )
    line: list[dict[str, Any]] = []
    for word in sorted(words, key=lambda w: ((w["top"] + w["bottom"]) / 2, w["x0"])):
        middle = (word["top"] + word["bottom"]) / 2
        if line and middle > max(w["bottom"] for w in line) - 0.3 * (word["bottom"] - word["top"]):
            yield sorted(line, key=lambda w: float(w["x0"]))
            line = []
        line.append(word)
    if line:
        yield sorted(line, key=lambda w: float(w["x0"]))


def line_in_parts(words: Sequence[dict[str, Any]], doubtful: set[int]) -> dict[str, Any]:
    """A line as its parts: what is set apart by more than a gap between columns."""
    size = max(w["bottom"] - w["top"] for w in words)
    row = len(words) - _values(words, size)
    numbers = [0]
    for position, (before, after) in enumerate(pairwise(words), start=1):
        least = MIXED_GAP if position >= row else COLUMN_GAP
        numbers.append(numbers[-1] + (after["x0"] - before["x1"] > least * size))
    parts = []
    for _number, group in groupby(zip(numbers, words, strict=True), key=lambda pair: pair[0]):
        part = [word for _n, word in group]
        text = _joined(part, size) + UNTOLD * is_doubtful([c for w in part for c in w["chars"]], doubtful)
        parts.append([text, rounded(part[0]["x0"]), rounded(part[-1]["x1"])])
    return {"top": rounded(min(w["top"] for w in words)), "size": rounded(size), "parts": parts}


def _values(words: Sequence[dict[str, Any]], size: float) -> int:
    """How many words at a line's end are numbers set apart, two at least: the columns of a narrow table."""
    count = 0
    for number in range(len(words) - 1, -1, -1):
        if not words[number]["text"].isdecimal():
            break
        count += 1
        if number and words[number]["x0"] - words[number - 1]["x1"] <= MIXED_GAP * size:
            break
    return count if count > 1 else 0


def _joined(words: Sequence[dict[str, Any]], size: float) -> str:
    """Words of one line; justified Chinese characters stand apart without being words."""
    text = str(words[0]["text"])
    for before, after in pairwise(words):
        chinese = (before["text"][-1] >= CJK) + (after["text"][0] >= CJK)
        gap = after["x0"] - before["x1"]
        text += after["text"] if gap < (0, MIXED_GAP, LINE_GAP)[chinese] * size else f" {after['text']}"
    return text


def rounded(length: float) -> float:
    """A length in hundredths of a point."""
    return round(float(length), 2)
