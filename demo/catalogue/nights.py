"""What the second night changes (`demo/night_two.toml`): one figure, one menu, one new report, one gone."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from demo.catalogue.model import DemoReport

PATH = Path(__file__).parent.parent / "night_two.toml"


@dataclass(frozen=True, slots=True)
class NightTwo:
    """The reports concerned, by id, and the figures of the changed one."""

    changed: str
    figures: Mapping[str, int]
    menu: str
    new: str
    gone: str


def load_night_two(path: Path) -> NightTwo:
    """Read the file."""
    data = tomllib.loads(path.read_text("utf-8"))
    return NightTwo(
        changed=data["changed"]["report"],
        figures=data["changed"]["figures"],
        menu=data["menu"]["report"],
        new=data["new"]["report"],
        gone=data["gone"]["report"],
    )


NIGHT_TWO = load_night_two(PATH)


def on_night(report: DemoReport, night: int) -> DemoReport:
    """The report as it reads on a night."""
    if night > 1 and report.id == NIGHT_TWO.changed:
        return replace(report, figures={**report.figures, **NIGHT_TWO.figures})
    return report
