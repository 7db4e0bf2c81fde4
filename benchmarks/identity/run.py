"""Making, reading and scoring pages in several processes."""

import multiprocessing
from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from benchmarks.identity.compose import Spec, make
from benchmarks.identity.draft import Draft
from benchmarks.identity.score import Scores, score
from benchmarks.identity.write import Page
from parsers import Report, SiteContext, parse

CHUNK = 16


class Result(NamedTuple):
    """One page: its scores, and in words what was true and what was read."""

    spec: Spec
    scores: Scores
    truth: str
    read: str


def read_page(draft: Draft, page: Page) -> Report:
    """Read a page as the archive does, with what the site's list and entry say of it."""
    place = draft.agency.place
    site = SiteContext(place.code, place.longest) if draft.site_is_known else SiteContext()
    return parse(
        page.data,
        content_type=page.content_type,
        url=page.url,
        site=site,
        list_title=page.list_title or None,
    )


def run_spec(spec: Spec, seed: int) -> Result:
    """Make, read and score one page."""
    draft, page = make(spec, seed)
    report = read_page(draft, page)
    truth = f"{draft.agency.full}, {draft.year}"
    remarks = ", ".join(remark.kind for remark in report.remarks)
    read = f"{report.agency}, {report.year} ({report.outcome}; {remarks})"
    return Result(spec, score(draft, report), truth, read)


def run_all(specs: Iterable[Spec], seed: int, jobs: int) -> Iterator[Result]:
    """Run all pages, in order."""
    run = partial(run_spec, seed=seed)
    if jobs == 1:
        yield from map(run, specs)
        return
    with multiprocessing.Pool(jobs) as pool:
        yield from pool.imap(run, specs, chunksize=CHUNK)
