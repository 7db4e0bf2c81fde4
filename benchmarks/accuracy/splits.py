"""How many ways numbers glued together can be taken apart, by trying them all: the oracle for glued cells.

>>> list(splits("25", 2))
[('2', '5')]
>>> list(sums("2538036", 5))
[('25', '3', '8', '0', '36')]
"""

from collections.abc import Iterator, Sequence
from itertools import islice

Reading = tuple[str, ...]


def splits(digits: str, parts: int) -> Iterator[Reading]:
    """Every way to read digits as so many whole numbers without leading zeros."""
    if parts == 1:
        if digits == "0" or (digits and digits[0] != "0"):
            yield (digits,)
        return
    longest = 1 if digits.startswith("0") else len(digits) - parts + 1
    for length in range(1, min(longest, len(digits) - parts + 1) + 1):
        for rest in splits(digits[length:], parts - 1):
            yield (digits[:length], *rest)


def sums(digits: str, parts: int) -> Iterator[Reading]:
    """Every way to read digits as so many numbers of which the last is the sum of the others."""
    for length in range(1, len(digits) - parts + 2):
        last = digits[-length:]
        if last == "0" or last[0] != "0":
            for addends in _adding_up(digits[:-length], parts - 1, int(last)):
                yield (*addends, last)


def _adding_up(digits: str, parts: int, total: int) -> Iterator[Reading]:
    if parts == 1:
        if digits and int(digits) == total and (digits == "0" or digits[0] != "0"):
            yield (digits,)
        return
    longest = 1 if digits.startswith("0") else len(digits) - parts + 1
    for length in range(1, min(longest, len(digits) - parts + 1) + 1):
        number = int(digits[:length])
        if number > total:
            return
        for rest in _adding_up(digits[length:], parts - 1, total - number):
            yield (digits[:length], *rest)


def groups_of_sums(digits: str, groups: Sequence[int]) -> Iterator[Reading]:
    """Every way to read digits as groups of so many numbers, each group ending in its sum."""
    if not groups:
        if not digits:
            yield ()
        return
    for end in range(groups[0], len(digits) - sum(groups[1:]) + 1):
        for reading in sums(digits[:end], groups[0]):
            for others in groups_of_sums(digits[end:], groups[1:]):
                yield (*reading, *others)


def is_unique(ways: Iterator[Reading]) -> bool:
    """Whether there is exactly one way."""
    return sum(1 for _ in islice(ways, 2)) == 1
