"""`python -m benchmarks.speed`: all readers in turn on the same pages; ratios, not seconds."""

import argparse
import statistics
import time
from pathlib import Path

import parsers
from benchmarks.speed.pages import SpeedPage, speed_pages
from benchmarks.speed.readers import READERS, Reader
from parsers.readers import read_page

OURS = "gongkai, the whole report"
FLOOR = "selectolax, cells alone (the floor)"
PANDAS = "pandas.read_html on lxml"


def main() -> None:
    """Measure, print, and write the document where asked."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=15)
    arguments.add_argument("--write", type=Path, metavar="FILE", help="write docs/speed.md")
    chosen = arguments.parse_args()
    pages = speed_pages()
    names = list(dict.fromkeys(page.name for page in pages))
    tables = {name: measure([p for p in pages if p.name == name], chosen.rounds) for name in names}
    text = document(tables, pages)
    print(text)
    if chosen.write:
        chosen.write.write_text(text, "utf-8")


def measure(pages: list[SpeedPage], rounds: int) -> dict[str, list[float]]:
    """Processor seconds a page for each reader and round; the readers take turns within a round."""
    times: dict[str, list[float]] = {name: [] for name in READERS}
    for page in pages:
        for reader in READERS.values():
            reader(page.data)
    for _ in range(rounds):
        for name, reader in READERS.items():
            times[name].append(_once(reader, pages))
    return times


def _once(reader: Reader, pages: list[SpeedPage]) -> float:
    start = time.process_time()
    for page in pages:
        reader(page.data)
    return (time.process_time() - start) / len(pages)


def ratio(times: dict[str, list[float]], name: str, other: str) -> float:
    """The median over the rounds of one reader's time over another's."""
    return statistics.median(a / b for a, b in zip(times[name], times[other], strict=True))


def document(tables: dict[str, dict[str, list[float]]], pages: list[SpeedPage]) -> str:
    """docs/speed.md: one table a kind of page, then how often the second reader was needed."""
    lines = [
        "# Speed of reading",
        "",
        "One run on one core, all readers in turn on the same pages: compare the ratios, not the milliseconds. Made by",
        "`make bench-speed` (`python -m benchmarks.speed --write docs/speed.md`).",
        "",
    ]
    for name, times in tables.items():
        sizes = [len(page.data) // 1024 for page in pages if page.name == name]
        lines += [
            f"## Pages {name}, {min(sizes)}-{max(sizes)} KB",
            "",
            "| reader | ms a page | times the floor |",
            "|---|---|---|",
        ]
        for reader, seconds in times.items():
            lines.append(
                f"| {reader} | {statistics.median(seconds) * 1000:.1f} | {ratio(times, reader, FLOOR):.2f} |"
            )
        lines += [
            "",
            f"Ours is {ratio(times, PANDAS, OURS):.1f} times as fast as `pandas.read_html`, which recognises nothing, and runs at "
            f"{100 / ratio(times, OURS, FLOOR):.0f} % of the floor.",
            "",
        ]
    return "\n".join([*lines, *second_reader(pages)])


def second_reader(pages: list[SpeedPage]) -> list[str]:
    """How often a page was read twice, and how often that brought figures."""
    reports = [parsers.parse(page.data) for page in pages]
    needed = sum(
        parsers.needs_second_reader(report, read_page(page.data))
        for report, page in zip(reports, pages, strict=True)
    )
    found = sum(any(r.kind == "second_reader" for r in report.remarks) for report in reports)
    return [
        "## The second reader",
        "",
        f"Of these {len(pages)} pages {needed} were read a second time with BeautifulSoup, because a check failed or a figure was",
        f"missing; it found more figures on {found}.",
        "",
    ]


if __name__ == "__main__":
    main()
