"""All readers in turn on the same pages, each page new to all of them.

A turn is a few pages long: over a folder a reader reads one page after another, and has no other's data in
the processor's caches before each. What one leaves for the garbage collector is collected before the next.
"""

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from benchmarks.speed.pages import speed_pages
from benchmarks.speed.readers import FLOOR, OURS, PANDAS, READERS, Reader
from parsers.recognise.layouts import forget_layouts

# Pages read before the clock runs: what all reports share is known by then, as in any run over a folder.
WARM_UP = 15
PAGES_OF_A_TURN = 10


@dataclass(frozen=True, slots=True)
class Turns:
    """One kind of page: the sizes of its pages in bytes and each reader's processor seconds for every page."""

    kind: str
    sizes: tuple[int, ...]
    seconds: Mapping[str, tuple[float, ...]]

    def milliseconds(self, reader: str) -> float:
        """The median time for a page."""
        return statistics.median(self.seconds[reader]) * 1000

    def ratio(self, reader: str, other: str) -> float:
        """The median over the pages of one reader's time over another's."""
        pairs = zip(self.seconds[reader], self.seconds[other], strict=True)
        return statistics.median(one / two for one, two in pairs)

    @property
    def share_of_floor(self) -> float:
        """Our speed as a share of the floor's."""
        return self.ratio(FLOOR, OURS)


def take_turns(
    kind: str,
    count: int,
    seed: int,
    readers: Mapping[str, Reader] = READERS,
    prepare: Callable[[], None] | None = None,
) -> Turns:
    """Let every reader read so many pages of a kind, after `prepare` before each page."""
    pages = speed_pages(kind, WARM_UP + count, seed)
    times: dict[str, list[float]] = {name: [] for name in readers}
    sizes: list[int] = []
    _turn(list(islice(pages, WARM_UP)), readers, prepare)
    while turn := list(islice(pages, PAGES_OF_A_TURN)):
        sizes += map(len, turn)
        for name, seconds in _turn(turn, readers, prepare):
            times[name] += seconds
    return Turns(kind, tuple(sizes), {name: tuple(spent) for name, spent in times.items()})


def _turn(
    pages: Sequence[bytes], readers: Mapping[str, Reader], prepare: Callable[[], None] | None
) -> list[tuple[str, list[float]]]:
    """Each reader's processor seconds for each of these pages."""
    spent = []
    for name, reader in readers.items():
        gc.collect()
        spent.append((name, [_timed(reader, page, prepare) for page in pages]))
    return spent


def _timed(reader: Reader, page: bytes, prepare: Callable[[], None] | None) -> float:
    if prepare:
        prepare()
    start = time.process_time()
    reader(page)
    return time.process_time() - start


def take_turns_on_new_layouts(kind: str, count: int, seed: int) -> Turns:
    """The floor, pandas and ours on pages each of which is the first of its layout."""
    readers = {name: READERS[name] for name in (FLOOR, PANDAS, OURS)}
    return take_turns(kind, count, seed + 2, readers, forget_layouts)
