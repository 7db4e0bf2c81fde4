"""What was measured as docs/reparse-speed.md."""

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.reparse.archive import KIND, RUNS
from benchmarks.reparse.stages import SERIAL, SHARED
from benchmarks.reparse.whole import Run

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything that was measured; `size` is that of the rebuilt database in bytes."""

    few: int
    many: int
    stages: Mapping[str, float]
    small: Run
    one: Run
    two: Run
    size: int


def document(measured: Measured) -> str:
    """The whole document."""
    total = sum(measured.stages.values())
    rows = "\n".join(
        f"| {stage} | {milliseconds:.2f} | {100 * milliseconds / total:.0f} % |"
        for stage, milliseconds in measured.stages.items()
    )
    shared, serial = (sum(measured.stages[stage] for stage in part) for part in (SHARED, SERIAL))
    rate = measured.many / measured.one.processor_seconds
    # Processes of the pool are none of its children, so this is the writer alone.
    writer = measured.many / measured.two.processor_seconds
    return f"""# Speed of reparsing

Made by `make bench-reparse` (`python -m benchmarks.reparse --write docs/reparse-speed.md`): an archive of
{measured.many:,} invented reports, no two alike, {KIND} (67-87 KB a page), fetched in {RUNS} runs. Compare the shares
and ratios, not the milliseconds: they are those of one machine on one day.

## Where the time goes

Median processor time of one report:

| stage | ms a report | share |
|---|---|---|
{rows}

Reading the record includes gunzipping it and checking its SHA-256. Everything up to packing is shared by the
processes ({shared:.1f} ms); one process unpacks and writes ({serial:.1f} ms), so that up to
{shared / serial + 1:.0f} processes are kept busy.

## The whole command

| | reports a second and core | largest process |
|---|---|---|
| `gongkai reparse --jobs 1`, {measured.few:,} reports | {measured.few / measured.small.processor_seconds:.0f} | {measured.small.peak_mb:.0f} MB |
| `gongkai reparse --jobs 1`, {measured.many:,} reports | {rate:.0f} | {measured.one.peak_mb:.0f} MB |
| `gongkai reparse --jobs 2`, {measured.many:,} reports, the process that writes | {writer:.0f} | {measured.two.peak_mb:.0f} MB |

Starting, copying what was fetched, comparing with the old database and the swap are included. Memory does not grow
with the archive. By the clock two processes beside the writer took {measured.two.seconds / measured.one.seconds:.2f} of the time of one alone. At this rate
a million reports take {MILLION / rate / 3600:.1f} hours of processor time, and no less than {MILLION / writer / 3600:.1f} hours with any number of processes,
for one writes. The database takes {measured.size / measured.many * MILLION / 1e9:.0f} GB, for which there must be room twice. A page that came again with the
same bytes is told from its last reading and costs a small part of this.
"""
