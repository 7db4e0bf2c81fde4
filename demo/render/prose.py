"""The narrative of a report: sentences from `prose.toml` with the report's own numbers filled in."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from demo.catalogue.model import DemoReport
from parsers.forms import FORMS

SENTENCES: Mapping[str, list[str]] = tomllib.loads((Path(__file__).parent / "prose.toml").read_text("utf-8"))
STREETS = ("人民路", "河滨街", "文汇路", "建设大街", "青年路", "广场北路")


@dataclass(frozen=True, slots=True)
class Narrative:
    """The paragraphs before section one and those of each section; `closing` follows table four."""

    preface: tuple[str, ...]
    general: tuple[str, ...]
    closing: str
    problems: tuple[str, ...]
    other: str


def narrate(report: DemoReport) -> Narrative:
    """The report's narrative, the same every time."""
    rng = Random(report.seed)
    words = _words(report, rng) | _counts(report)
    applications = "some" if words["received"] or words["carried_in"] else "none"
    remedies = "some" if words["reconsiderations"] or words["lawsuits"] else "none"

    def say(*names: str) -> tuple[str, ...]:
        return tuple(rng.choice(SENTENCES[name]).format(**words) for name in names)

    asked = "on_request_early" if "statistics" in report.forms else f"on_request_{applications}"
    general = ("summary", "proactive", asked, "management", "platform", "supervision")
    return Narrative(
        preface=say(*_preface(report)),
        general=say(*general),
        closing=say(f"remedies_{remedies}")[0],
        problems=say("problems", "improvements"),
        other=say("other")[0],
    )


def _preface(report: DemoReport) -> tuple[str, ...]:
    if "agency_in_contact_only" in report.deviations:
        return ("period", "contact_only")
    if "no_period_sentence" in report.deviations:
        return ()
    return ("basis_early" if "statistics" in report.forms else "basis", "period", "contact")


def _words(report: DemoReport, rng: Random) -> dict[str, str | int]:
    names_agency = "title_without_agency" not in report.deviations
    return {
        "agency": report.printed_agency if names_agency else "本机关",
        "short": report.agency.short if _may_name_agency(report) else "我单位",
        "place": report.site.place,
        "website": "政府网站",
        "year": report.year,
        "next_year": report.year + 1,
        "notice": FORMS[main_form(report)].notice,
        "posts": rng.randint(60, 900),
        "charts": rng.randint(2, 30),
        "trainings": rng.randint(1, 5),
        "street": f"{rng.choice(STREETS)}{rng.randint(1, 199)}号",
        "phone": rng.randint(2_100_000, 8_999_999),
    }


def _counts(report: DemoReport) -> dict[str, int]:
    """The numbers of which the narrative speaks; before 2019 nothing was carried over."""
    figures = report.figures
    if "statistics" in report.forms:
        closed = figures["statistics.applications.closed"]
        return {
            "received": figures["statistics.applications.received"],
            "carried_in": 0,
            "handled": closed,
            "carried_out": figures["statistics.applications.received"] - closed,
            "granted": figures["statistics.applications.granted"],
            "reconsiderations": figures["statistics.reconsideration.total"],
            "lawsuits": figures["statistics.litigation.total"],
        }
    return {
        "received": figures["applications.received.total"],
        "carried_in": figures["applications.carried_in.total"],
        "handled": figures["applications.handled_total.total"],
        "carried_out": figures["applications.carried_out.total"],
        "granted": figures["applications.granted.total"],
        "reconsiderations": figures["remedies.reconsideration.total"],
        "lawsuits": figures["remedies.litigation_direct.total"]
        + figures["remedies.litigation_after_reconsideration.total"],
    }


def main_form(report: DemoReport) -> str:
    """The form that gives the report its sections: that of table three, or of the statistics table."""
    return report.forms.get("applications") or report.forms["statistics"]


def _may_name_agency(report: DemoReport) -> bool:
    return not report.deviations & {"title_without_agency", "agency_in_contact_only"}
