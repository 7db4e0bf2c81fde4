"""docs/demo.md names every host, deviation and trap, and where it is."""

from pathlib import Path

from demo.catalogue.deviations import DEVIATIONS
from demo.hosts import build_hosts
from demo.reports import SITES

DOCUMENT = (Path(__file__).parents[2] / "docs" / "demo.md").read_text("utf-8")


def test_every_host_is_described() -> None:
    for host in build_hosts(1):
        assert f"| `{host}` |" in DOCUMENT


def test_every_deviation_is_listed_with_the_reports_that_have_it() -> None:
    lines = {line.split("`")[1]: line for line in DOCUMENT.splitlines() if line.startswith("| `")}
    for name, deviation in DEVIATIONS.items():
        assert lines[name].endswith(f"| {', '.join(deviation.reports)} |"), name


def test_every_trap_is_listed() -> None:
    for site in SITES.values():
        for trap in site.traps:
            assert f"| {site.id} | {trap.kind} | {trap.title} | {trap.why} |" in DOCUMENT
