"""What a run did: pages by outcome for each site, reports by what became of them, and the exit code.

Pages are counted from the database after the reports were read; a request that was retried counts as a
failure only if its last try failed.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from archive.health.alerts import Alert
from archive.health.measures import last_pages
from archive.ingest import IngestSummary
from archive.runs import Ending, now
from crawler.exit_codes import ExitCode
from crawler.recorder import Recorder

# A list or report page with another last outcome is one we wanted and did not get. What robots.txt forbids
# we do not want.
FINE = frozenset({"ok", "redirected", "not_a_report", "other_form", "robots_disallowed"})
# Outcomes of a host that will not or cannot talk to us; geographic fences look like time-outs.
TURNED_AWAY = frozenset(
    {"waf_challenge", "forbidden_403", "rate_limited", "robots_disallowed", "timeout", "connection_error"}
)


# What is counted of the reports and not of their pages.
BESIDE_PAGES = frozenset({"remarks", "failed_checks", "corrections_reopened"})
# A site that is down fails with every page of it; the first tell the rest.
EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class FailedPage:
    """A list or report page that was wanted and not got, and why."""

    kind: str
    url: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Failure:
    """The pages of a site that failed in one way: how many, and the first of them."""

    outcome: str
    count: int
    examples: tuple[FailedPage, ...]


@dataclass(frozen=True, slots=True)
class SiteSummary:
    """What the run did on one site. `failures` counts list and report pages that were not got."""

    site_id: str
    name: str
    requests: int
    bytes: int
    outcomes: Mapping[str, int]
    reports: Mapping[str, int]
    skipped: Mapping[str, int]
    failures: int
    turned_away: bool
    failed: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What the run did. `reports` counts report pages by what they did to the database."""

    run_id: int
    command: str
    started_at: str
    finished_at: str
    sites: tuple[SiteSummary, ...]
    reports: Mapping[str, int]
    interrupted: bool
    warc_files: tuple[str, ...]
    ended: Ending = "finished"
    reason: str | None = None
    publication: str | None = None
    recovered: tuple[str, ...] = ()
    bugs: tuple[str, ...] = ()
    exit_code: ExitCode = field(default=ExitCode.OK)
    alerts: tuple[Alert, ...] = ()
    hook: tuple[str, ...] = ()
    corrections_reopened: int = 0

    def to_json(self) -> str:
        """The summary as stored in `runs/<id>.json`."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n"

    def write(self, folder: Path) -> Path:
        """Write `<id>.json` in one step and return its path."""
        path = folder / f"{self.run_id}.json"
        unfinished = path.with_suffix(".json.new")
        unfinished.write_text(self.to_json(), "utf-8")
        return unfinished.replace(path)


def summarise(
    recorder: Recorder, ingested: IngestSummary, ended: Ending, alerts: Iterable[Alert] = ()
) -> RunSummary:
    """Sum up a run whose report pages have been read, with the alerts that it opened, kept and closed."""
    interrupted = ended != "finished"
    run = recorder.database.execute("SELECT * FROM runs WHERE id = ?", (recorder.run_id,)).fetchone()
    sites = tuple(_site_summary(recorder, site_id) for site_id in recorder.sites)
    reports = {name: count for name, count in asdict(ingested).items() if name not in BESIDE_PAGES}
    return RunSummary(
        run_id=recorder.run_id,
        command=run["command"],
        started_at=run["started_at"],
        finished_at=now(),
        sites=sites,
        reports=reports,
        interrupted=interrupted,
        warc_files=tuple(recorder.files.names),
        ended=ended,
        recovered=tuple(recorder.begun.repaired),
        bugs=tuple(recorder.bugs),
        exit_code=_exit_code(sites, reports, interrupted, recorder.bugs),
        alerts=tuple(alerts),
        corrections_reopened=ingested.corrections_reopened,
    )


def _site_summary(recorder: Recorder, site_id: str) -> SiteSummary:
    key = (recorder.run_id, site_id)
    row = recorder.database.execute(
        "SELECT requests, bytes, outcomes FROM run_sites WHERE run_id = ? AND site_id = ?", key
    ).fetchone()
    results = recorder.database.execute(
        "SELECT result, count(*) FROM pages WHERE run_id = ? AND site_id = ? AND result IS NOT NULL "
        "GROUP BY result",
        key,
    )
    wanted = last_pages(recorder.database, *key, recorder.list_ends)
    failed = _failures(wanted)
    return SiteSummary(
        site_id=site_id,
        name=recorder.sites[site_id].name,
        requests=row["requests"],
        bytes=row["bytes"],
        outcomes=json.loads(row["outcomes"]),
        reports=dict(tuple(result) for result in results),
        skipped=dict(sorted(recorder.skipped[site_id].items())),
        failures=sum(failure.count for failure in failed),
        turned_away=bool(wanted) and all(page["outcome"] in TURNED_AWAY for page in wanted),
        failed=failed,
    )


def _failures(wanted: Iterable[sqlite3.Row]) -> tuple[Failure, ...]:
    by_outcome: dict[str, list[FailedPage]] = {}
    for page in wanted:
        if page["outcome"] not in FINE:
            failed = FailedPage(page["kind"], page["url"], page["reason"])
            by_outcome.setdefault(page["outcome"], []).append(failed)
    return tuple(
        Failure(outcome, len(pages), tuple(pages[:EXAMPLES])) for outcome, pages in by_outcome.items()
    )


def _exit_code(
    sites: tuple[SiteSummary, ...], reports: Mapping[str, int], interrupted: bool, bugs: list[str]
) -> ExitCode:
    if bugs or reports["parser_failed"]:
        return ExitCode.BUG
    if reports["damaged"]:
        return ExitCode.ARCHIVE_DAMAGED
    if all(site.turned_away for site in sites):
        return ExitCode.BLOCKED
    if interrupted or reports["unreadable"] or any(site.failures for site in sites):
        return ExitCode.PARTIAL
    return ExitCode.OK
