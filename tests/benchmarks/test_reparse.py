"""The benchmark of reparsing on a handful of reports: it measures what the command does."""

from pathlib import Path

from benchmarks.reparse.archive import make_archive
from benchmarks.reparse.stages import time_stages
from benchmarks.reparse.whole import run_reparse
from benchmarks.reparse.write_docs import Measured, document


def test_a_handful_of_reports_is_measured_stage_by_stage(tmp_path: Path) -> None:
    home = make_archive(tmp_path, 6, seed=1)
    stages = time_stages(home, warm_up=1)
    assert all(milliseconds > 0 for milliseconds in stages.values())
    run = run_reparse(home, 1)
    text = document(Measured(6, 6, stages, run, run, run, home.database.stat().st_size))
    assert "| recognise and check |" in text
    assert "reports a second and core" in text
