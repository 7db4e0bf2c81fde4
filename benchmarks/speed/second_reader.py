"""How often a page is read a second time, and what that brings, over the pages of the benchmark of accuracy."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import parsers
from benchmarks.accuracy.compose import Spec, make_page
from benchmarks.accuracy.plan import plan
from benchmarks.accuracy.run import score_report
from parsers.readers import read_page
from parsers.recognise import recognise

# The remarks that say what a second reading found.
FOUND = ("tables_as_text", "second_reader")


@dataclass(slots=True)
class SecondReader:
    """Pages read, pages read twice, and by kind of remark the pages on which that told more.

    `figures` counts the figures of those pages by verdict: right, wrong or absent.
    """

    pages: int = 0
    needed: int = 0
    found: Counter[str] = field(default_factory=Counter)
    figures: Counter[str] = field(default_factory=Counter)


def count_second_readings(pages: int, seed: int) -> SecondReader:
    """Read so many HTML pages once, and again where the parser would."""
    counted = SecondReader()
    for spec in _html(plan(2 * pages, seed), pages):
        page = make_page(spec, seed)
        document = read_page(page.data, "text/html")
        counted.pages += 1
        if not parsers.needs_second_reader(recognise(document), document):
            continue
        counted.needed += 1
        report = parsers.parse(page.data, content_type="text/html")
        kinds = {remark.kind for remark in report.remarks}.intersection(FOUND)
        counted.found.update(kinds)
        if kinds:
            counted.figures.update(score_report(page, report).figures)
    return counted


def _html(specs: Iterable[Spec], most: int) -> list[Spec]:
    return [spec for spec in specs if spec.format == "html"][:most]
