"""Several processes read units ahead of the one writer, which stores them in their order.

What the writer gets does not depend on the number of processes: a page that was not read ahead, or read in
another way than it turns out to be wanted, is read when it is wanted.
"""

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from archive.child_process import end_with_parent, forking_context
from archive.kept_readings import KeptReadings, pack, unpack
from archive.reading import PageToRead, Read, ReadPage, read_run_page
from archive.units import Unit, portions

# Units handed to a process at a time: enough that handing over costs nothing beside reading.
UNITS_AT_A_TIME = 16
# So many such portions a process are under way at most, so that memory does not grow with the archive.
PORTIONS_AHEAD = 3
ONE_PROCESS = (
    "no shared memory (%s; is /dev/shm writable?): pages are read in one process, which takes longer. "
    "共享内存不可用，改用单进程读取，耗时较长。"
)


@dataclass(frozen=True, slots=True)
class _Portion:
    units: list[Unit]
    wanted: list[PageToRead]
    packed: Future[list[bytes]] | None


class ReadAhead:
    """Reads pages as `archive.ingest` asks for them, most of them before it asks.

    `wanted` says what storing a unit will ask for; `read` must be something that processes can be handed.
    """

    def __init__(
        self, read: ReadPage, wanted: Callable[[Unit], list[PageToRead]], kept: KeptReadings, jobs: int
    ) -> None:
        self._read, self._wanted, self._kept, self._jobs = read, wanted, kept, jobs
        self._packed: dict[PageToRead, bytes] = {}
        self._stack = ExitStack()
        self._pool = self._processes(jobs) if jobs > 1 else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool and error:
            self._pool.shutdown(wait=True, cancel_futures=True)
        self._stack.close()

    def __call__(self, wanted: PageToRead) -> Read:
        """What a page says: as it was kept or read ahead, else read now."""
        packed = self._packed.pop(wanted, None)
        if packed is None and (kept := self._kept.find(wanted)):
            return unpack(kept)
        read = self._read(wanted) if packed is None else unpack(packed)
        if self._kept.comes_again(wanted):
            self._kept.keep(wanted, packed or pack(read))
        return read

    def units(self, units: Iterable[Unit]) -> Iterator[Unit]:
        """The same units in the same order, each when what it needs has been read."""
        if self._pool is None:
            yield from units
            return
        under_way: deque[_Portion] = deque()
        for portion in portions(units, UNITS_AT_A_TIME):
            under_way.append(self._hand_out(self._pool, portion))
            if len(under_way) > PORTIONS_AHEAD * self._jobs:
                yield from self._ready(under_way.popleft())
        while under_way:
            yield from self._ready(under_way.popleft())

    def _processes(self, jobs: int) -> ProcessPoolExecutor | None:
        """The processes; None where the system has no shared memory for what they wait on."""
        try:
            return self._stack.enter_context(_pool(jobs))
        except (OSError, NotImplementedError) as error:
            logging.getLogger(__name__).warning(ONE_PROCESS, error)
            return None

    def _hand_out(self, pool: ProcessPoolExecutor, units: list[Unit]) -> _Portion:
        wanted = [w for unit in units for w in self._wanted(unit) if not self._kept.find(w)]
        return _Portion(units, wanted, pool.submit(_read_all, self._read, wanted) if wanted else None)

    def _ready(self, portion: _Portion) -> Iterator[Unit]:
        packed = portion.packed.result() if portion.packed else []
        self._packed = dict(zip(portion.wanted, packed, strict=True))
        yield from portion.units


def _pool(jobs: int) -> ProcessPoolExecutor:
    context = forking_context([read_run_page.__module__])
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=end_with_parent)


def _read_all(read: ReadPage, wanted: Sequence[PageToRead]) -> list[bytes]:
    return [pack(read(one)) for one in wanted]
