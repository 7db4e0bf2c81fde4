"""The measurements as docs/crawl-speed.md."""

import os
from dataclasses import dataclass

from benchmarks.crawl.crawls import Timed
from benchmarks.crawl.server import Pages

HEAD = """# Speed of crawling

One run on one machine, all crawls one after another against the same local server, those beside Scrapy several times in
turn, of which the middle one is shown: compare the ratios, not the seconds. Made by `make bench-crawl`
(`python -m benchmarks.crawl --write docs/crawl-speed.md`).

The server makes its pages as they are asked, on the same machine: what it takes is missing to all alike, and most to
whoever has use for the last core. On a machine that has other work to do, the share of it that a crawl gets decides over
the seconds, and the pauses cannot be kept.

*Following* is what compares: Gongkai, too, looks through every page for links, to documents. Both crawls of Scrapy alone
have its own settings, but for one request at a time a host, and connections to the proxy that are kept. Scrapy runs in
one process, and so does Gongkai where hosts are asked without a pause; another process reads meanwhile what was fetched.
Processor time counts all of them, and starting them up.
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """All that was measured."""

    pages: Pages
    crawls: list[Timed]
    long: Timed
    long_pages: Pages
    polite: Timed
    polite_pages: Pages
    delay: float
    load: tuple[float, float]


def document(measured: Measured) -> str:
    """The whole document."""
    begun, ended = measured.load
    machine = f"{os.cpu_count()} cores; load average {begun:.1f} when it began, {ended:.1f} when it ended.\n"
    parts = (HEAD, machine, _beside(measured), _memory(measured), _pauses(measured))
    return "\n".join(parts)


def _beside(measured: Measured) -> str:
    *bare, ours = measured.crawls
    rows = "".join(
        f"| {timed.name} | {timed.responses:,} | {timed.seconds:.1f} | {timed.per_second:.0f} "
        f"| {1000 * timed.cpu / timed.responses:.1f} |\n"
        for timed in measured.crawls
    )
    ratios = "".join(
        f"- Ours, with archive, database and recognition of every page, makes {ours.per_second / one.per_second:.0%} of "
        f"the pages a second of *{one.name}*; fetching and archiving alone, "
        f"{ours.responses / ours.fetching / one.per_second:.0%}.\n"
        for one in reversed(bare)
    )
    return (
        f"## Beside Scrapy alone\n\n{measured.pages.hosts} hosts with {measured.pages.reports} reports each, every "
        f"report new and of an agency of its own; no pause between requests, one at a time a host.\n\n"
        f"| crawl | responses | seconds | a second | processor ms each |\n|---|---|---|---|---|\n{rows}\n{ratios}"
    )


def _memory(measured: Measured) -> str:
    steps = " | ".join(f"{megabytes:.0f}" for megabytes in measured.long.memory)
    # Towards the end processes that have done their share are gone.
    first, last = measured.long.memory[1], max(measured.long.memory[1:])
    tenths = " | ".join(f"{10 * (n + 1)} %" for n in range(len(measured.long.memory)))
    return (
        f"## Memory\n\n{measured.long.responses:,} pages of {measured.long_pages.hosts} hosts; megabytes of all "
        f"processes at each tenth of the way.\n\n| {tenths} |\n{'|---' * len(measured.long.memory)}|\n| {steps} |\n\n"
        f"From the second tenth to its highest it grew by {last - first:.0f} MB, "
        f"{1000 * (last - first) / (0.8 * measured.long.responses):.1f} kB a page.\n"
    )


def _pauses(measured: Measured) -> str:
    ideal = measured.delay * (measured.polite_pages.reports + 1)
    fetched, ended = measured.polite.fetching, measured.polite.seconds
    return (
        f"## Many hosts at once\n\n{measured.polite_pages.hosts} hosts with {measured.polite_pages.reports + 2} requests "
        f"each, {measured.delay:g} s apart: {ideal:.1f} s at best. All was fetched after {fetched:.1f} s, "
        f"{fetched / ideal:.2f} times as long, and the run had ended after {ended:.1f} s, {ended / ideal:.2f} times as "
        f"long. The processor was busy for {measured.polite.cpu:.1f} s of it.\n"
    )
