"""Making, reading and scoring pages in several processes."""

import multiprocessing
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks.accuracy.compose import Page, Spec, make_page
from benchmarks.accuracy.score import Reading, Score, score_page
from parsers import Report, parse

# So many pages are handed to a process at a time.
CHUNK = 8


class Result(NamedTuple):
    """One page's spec and score, and the seed it was made with."""

    spec: Spec
    score: Score
    seed: int = 1


def read_page(page: Page) -> Report:
    """Read a page as the archive does."""
    return parse(page.data, content_type="text/html" if page.spec.format == "html" else "text/plain")


def score_report(page: Page, report: Report) -> Score:
    """Score what the parser read."""
    figures = {key: Reading(figure.value, figure.state) for key, figure in report.figures.items()}
    return score_page(page, figures, report.forms)


def file_name(spec: Spec) -> str:
    """A file name for a page."""
    return str(spec).replace(":", "__") + (".html" if spec.format == "html" else ".txt")


def run_spec(spec: Spec, seed: int, keep: Path | None) -> Result:
    """Make, read and score one page; keep it in a folder where one is given."""
    page = make_page(spec, seed)
    if keep is not None:
        (keep / file_name(spec)[-200:]).write_bytes(page.data)
    return Result(spec, score_report(page, read_page(page)), seed)


def run_all(specs: Iterable[Spec], seed: int, jobs: int, keep: Path | None = None) -> Iterator[Result]:
    """Run all pages, in order."""
    run = partial(run_spec, seed=seed, keep=keep)
    if jobs == 1:
        yield from map(run, specs)
        return
    with multiprocessing.Pool(jobs) as pool:
        yield from pool.imap(run, specs, chunksize=CHUNK)
