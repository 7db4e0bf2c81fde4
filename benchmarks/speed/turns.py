"""All readers in turn on the same pages, each page new to all of them."""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from benchmarks.speed.pages import speed_pages
from benchmarks.speed.readers import FLOOR, OURS, PANDAS, READERS, Reader
from parsers.recognise.layouts import forget_layouts

# Pages read before the clock runs: what all reports share is known by then, as in any run over a folder.
WARM_UP = 15


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
    """Let every reader read so many pages of a kind, after `prepare` on each page."""
    times: dict[str, list[float]] = {name: [] for name in readers}
    sizes = []
    for number, page in enumerate(speed_pages(kind, WARM_UP + count, seed)):
        if prepare:
            prepare()
        for name, reader in readers.items():
            start = time.process_time()
            reader(page)
            spent = time.process_time() - start
            if number >= WARM_UP:
                times[name].append(spent)
        if number >= WARM_UP:
            sizes.append(len(page))
    return Turns(kind, tuple(sizes), {name: tuple(spent) for name, spent in times.items()})


def take_turns_on_new_layouts(kind: str, count: int, seed: int) -> Turns:
    """The floor, pandas and ours on pages each of which is the first of its layout."""
    readers = {name: READERS[name] for name in (FLOOR, PANDAS, OURS)}
    return take_turns(kind, count, seed + 2, readers, forget_layouts)
