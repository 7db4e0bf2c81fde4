"""What the summary of a night says of alerts: what is new in full, what has been known for long in a number."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from archive.health.alerts import Alert
from archive.ingest import summarise
from crawler.summary import RunSummary
from crawler.summary_text import render
from tests.archive.collection import Collection
from tests.archive.health.watching import night, reports

AT = "2026-01-02T03:10:00Z"


def said(collection: Collection, run_id: int, alerts: Sequence[Alert]) -> list[str]:
    """The lines of a summary that are about alerts."""
    counts = asdict(summarise(collection.database, run_id))
    summary = RunSummary(run_id, "gongkai nightly", AT, AT, (), counts, False, (), alerts=tuple(alerts))
    return [line for line in render(summary).splitlines() if "alert" in line]


def test_an_alert_is_told_in_full_when_it_opens_and_closes_and_counted_in_between(tmp_path: Path) -> None:
    collection = Collection(tmp_path / "home")
    with closing(collection.database):
        assert said(collection, 1, night(collection, reports(6))) == []
        (opened,) = said(collection, 2, night(collection, {}))
        assert opened.startswith("alert opened 新警示 [")
        assert "6" in opened
        assert said(collection, 3, night(collection, {})) == [
            "alerts still open 仍未解除的警示: 1 (gongkai runs show 3)"
        ]
        (closed,) = said(collection, 4, night(collection, reports(6)))
        assert closed.startswith("alert closed 警示解除 [")
