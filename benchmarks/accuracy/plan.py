"""Which pages are made: every deviation alone on every form and format it fits, then combinations."""

from collections.abc import Iterator
from itertools import islice
from random import Random

from benchmarks.accuracy.compose import Spec
from benchmarks.accuracy.deviations import DEVIATIONS
from benchmarks.accuracy.draft import Format
from benchmarks.accuracy.registry import FORMATS, are_compatible
from parsers.forms import FORMS

MOST_COMBINED = 4


def plan(pages: int, seed: int, only: str | None = None) -> list[Spec]:
    """So many pages; with `only` a deviation's name, those that have it."""
    random = Random(f"plan {seed}")
    singles = [spec for spec in _singles() if only in (None, *spec.deviations)]
    random.shuffle(singles)
    specs = singles[:pages]
    return specs + list(islice(_combinations(random, only), pages - len(specs)))


def _singles() -> Iterator[Spec]:
    for form in FORMS:
        for page_format in FORMATS:
            yield Spec(form, page_format, (), 0)
            for deviation in DEVIATIONS.values():
                if deviation.fits(form, page_format):
                    yield Spec(form, page_format, (deviation.name,), 0)


def _combinations(random: Random, only: str | None) -> Iterator[Spec]:
    places: list[tuple[str, Format]] = [
        (form, page_format)
        for form in FORMS
        for page_format in FORMATS
        if only is None or DEVIATIONS[only].fits(form, page_format)
    ]
    number = 0
    while True:
        number += 1
        form, page_format = random.choice(places)
        fitting = [d for d in DEVIATIONS.values() if d.fits(form, page_format)]
        random.shuffle(fitting)
        chosen = [DEVIATIONS[only]] if only else []
        wanted = random.randint(1, MOST_COMBINED)
        for deviation in fitting:
            if len(chosen) < wanted and are_compatible(chosen, deviation):
                chosen.append(deviation)
        yield Spec(form, page_format, tuple(sorted(d.name for d in chosen)), number)
