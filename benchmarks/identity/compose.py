"""From a seed to pages: an invented agency, a year, one pattern for the title and one for the year."""

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from benchmarks.identity.agencies import Agency, invent
from benchmarks.identity.draft import Draft
from benchmarks.identity.noise import NOISE
from benchmarks.identity.title_patterns import TITLES
from benchmarks.identity.write import Page, write
from benchmarks.identity.year_patterns import YEARS

YEAR_RANGE = (2014, 2025)


class Spec(NamedTuple):
    """One page: the numbers of its agency and of itself, and its two patterns."""

    agency: int
    title: str
    year: str
    number: int

    def __str__(self) -> str:
        return f"{self.agency}:{self.title}:{self.year}:{self.number}"

    @classmethod
    def parse(cls, text: str) -> "Spec":
        """The spec that a run printed."""
        agency, title, year, number = text.split(":")
        return cls(int(agency), title, year, int(number))


def plan(pages: int, agencies: int, seed: int) -> Iterator[Spec]:
    """So many pages over so many agencies: every pair of patterns comes up in turn."""
    random = Random(f"plan {seed}")
    pairs = [(title, year) for title in TITLES.patterns for year in YEARS.patterns]
    random.shuffle(pairs)
    for number in range(pages):
        title, year = pairs[number % len(pairs)]
        yield Spec(number % agencies, title, year, number)


def make(spec: Spec, seed: int) -> tuple[Draft, Page]:
    """The page of a spec, with the truth about it."""
    agency = make_agency(spec.agency, seed)
    random = Random(f"{seed} {spec}")
    year = random.randint(*YEAR_RANGE)
    published = f"{year + 1}-0{random.randint(1, 3)}-{random.randint(10, 28)}"
    draft = Draft(random, agency, year, printed_year=str(year))
    draft.above = [random.choice(("发布时间：", "发布日期：", "来源：办公室 发布时间：")) + published]
    stamp = published.replace("-", "")
    draft.url = f"http://{{host}}/zwgk/zfxxgknb/{stamp[:6]}/t{stamp}_{spec.number}.html"
    # The year first: what titles print of it depends on it.
    YEARS.patterns[spec.year].change(draft)
    TITLES.patterns[spec.title].change(draft)
    for noise in random.sample(list(NOISE.patterns.values()), random.choice((0, 0, 1, 1, 2, 3))):
        noise.change(draft)
    return draft, write(draft, _host(agency))


def make_agency(number: int, seed: int) -> Agency:
    """The agency of a number: the same on every page of a seed."""
    return invent(Random(f"agency {seed} {number}"))


def _host(agency: Agency) -> str:
    return f"www.p{agency.place.code}.gov.cn"
