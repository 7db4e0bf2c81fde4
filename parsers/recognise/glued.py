"""Cells run together: digits that the form's own sums split in exactly one way.

`25380363300630003` under table four is 25|3|8|0|36|3|3|0|0|6|3|0|0|0|3 and nothing else, for each procedure's
results sum to its total. Where the sums allow two readings, or there is no sum, nothing is split.

>>> split_by_total("253836", 4)
[(25, 3, 8, 36)]
"""

from collections.abc import Iterator
from functools import lru_cache

# Counts of one report have at most so many digits; longer ones are glued themselves.
MAX_DIGITS = 7
# More readings than this are no reading: the search ends.
MAX_READINGS = 20


@lru_cache(maxsize=2_000)
def split_by_total(digits: str, parts: int) -> list[tuple[int, ...]]:
    """Every way to cut `digits` into numbers of which the last is the sum of the others."""
    if len(digits) > parts * MAX_DIGITS:
        return []
    return list(_limited(_splits(digits, parts)))


def split_in_groups(digits: str, groups: int, parts: int) -> list[tuple[int, ...]]:
    """Every way to cut `digits` into `groups` runs of `parts` numbers, each with its sum last."""
    if len(digits) > groups * parts * MAX_DIGITS:
        return []
    return list(_limited(_grouped(digits, groups, parts)))


def split_plainly(digits: str, parts: int) -> list[tuple[int, ...]]:
    """Every way to cut `digits` into numbers, none beginning with 0: 001372 is 0|0|1372."""
    if len(digits) > parts * MAX_DIGITS:
        return []
    return list(_limited(_cuts(digits, parts)))


def _cuts(digits: str, parts: int) -> Iterator[tuple[int, ...]]:
    longest = 1 if digits[:1] == "0" else len(digits) - parts + 1
    if parts == 1:
        if 0 < len(digits) <= longest:
            yield (int(digits),)
        return
    for length in range(1, min(longest, len(digits) - parts + 1) + 1):
        yield from ((int(digits[:length]), *rest) for rest in _cuts(digits[length:], parts - 1))


def _limited(readings: Iterator[tuple[int, ...]]) -> Iterator[tuple[int, ...]]:
    for number, reading in enumerate(readings):
        if number == MAX_READINGS:
            return
        yield reading


def _grouped(digits: str, groups: int, parts: int) -> Iterator[tuple[int, ...]]:
    if groups == 1:
        yield from split_by_total(digits, parts)
        return
    for end in range(parts, len(digits) - parts * (groups - 1) + 1):
        first = split_by_total(digits[:end], parts)
        if first:
            for rest in _grouped(digits[end:], groups - 1, parts):
                yield from (head + rest for head in first)


def _splits(digits: str, parts: int) -> Iterator[tuple[int, ...]]:
    """Cut off the total first: it bounds the others."""
    for length in range(1, min(MAX_DIGITS, len(digits) - parts + 1) + 1):
        total = digits[-length:]
        if length == 1 or total[0] != "0":
            yield from (
                (*addends, int(total)) for addends in _addends(digits[:-length], parts - 1, int(total))
            )


def _addends(digits: str, parts: int, total: int) -> Iterator[tuple[int, ...]]:
    """Every way to cut `digits` into `parts` numbers that sum to `total`."""
    if parts == 0:
        if not digits and total == 0:
            yield ()
        return
    longest = min(len(digits) - parts + 1, MAX_DIGITS)
    if digits[:1] == "0":
        longest = min(longest, 1)
    for length in range(1, longest + 1):
        number = int(digits[:length])
        if number > total:
            return
        for rest in _addends(digits[length:], parts - 1, total - number):
            yield (number, *rest)
