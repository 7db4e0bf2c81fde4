"""What editors have decided about pages: `GONGKAI_HOME/decisions.toml`, one entry a page.

    [[decision]]
    url = "http://www.yunzhou.gov.cn/nb/1.html"     # or sha256 = "…", for that content wherever it stands
    is = "report"                                   # or "not_a_report"
    agency = "云州市教育局"                          # where the page does not tell, or tells wrongly
    year = 2021
    who = "李敏"
    why = "表格为图片，标题为年报"
    date = 2026-11-24

The file is the editors' own; nothing but `gongkai decide` ever writes to it, and only at its end.
"""

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails

from archive.results import RunPage
from parsers import Report
from parsers.report import Remark


class DecisionError(Exception):
    """The file of decisions cannot be used; the message names file, entry and field, one line a fault."""


class Decision(BaseModel):
    """One decision about one page, by its address or by the hash of its bytes."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    url: str = ""
    sha256: str = Field("", pattern=r"^(?:[0-9a-f]{64})?$")
    verdict: Literal["report", "not_a_report"] = Field(alias="is")
    agency: str = Field("", max_length=80)
    year: int | None = Field(None, ge=2008, le=2035)
    who: str = Field(min_length=1)
    why: str = Field(min_length=1)
    date: date

    @field_validator("url")
    @classmethod
    def _is_an_address(cls, url: str) -> str:
        if url and not url.startswith(("http://", "https://")):
            raise ValueError("write the whole address, from http:// on")
        return url

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if bool(self.url) == bool(self.sha256):
            raise ValueError("name the page by url or by sha256, by one of the two")
        if self.verdict == "not_a_report" and (self.agency or self.year):
            raise ValueError('agency and year belong to a report; leave them out or write is = "report"')
        return self

    @property
    def page(self) -> str:
        """What the decision is about: the address or the hash."""
        return self.url or self.sha256

    @property
    def summary(self) -> str:
        """The decision in one line, as it is kept beside the page."""
        zh = "是年报" if self.verdict == "report" else "不是年报"
        told = [zh, self.agency, str(self.year) if self.year else ""]
        said = "，".join(filter(None, told))
        return f"编辑决定：{said} · decided by {self.who} on {self.date}: {self.why}"

    def toml(self) -> str:
        """The decision as an entry of the file."""
        fields = {"url": self.url, "sha256": self.sha256, "is": self.verdict, "agency": self.agency}
        fields |= {"who": self.who, "why": self.why}
        lines = [f"{name} = {json.dumps(text, ensure_ascii=False)}" for name, text in fields.items() if text]
        year = [f"year = {self.year}"] if self.year else []
        return "\n".join(["[[decision]]", *lines, *year, f"date = {self.date.isoformat()}"]) + "\n"


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions, by what they are about. One by hash beats one by address: the bytes were looked at."""

    by_page: dict[str, Decision]

    def of(self, page: RunPage) -> Decision | None:
        """The decision about one page, if there is one."""
        return self.by_page.get(page.sha256 or "") or self.by_page.get(page.url)


NO_DECISIONS = Decisions({})


def read_decisions(path: Path) -> Decisions:
    """The decisions of a file; none where there is no file. Raise DecisionError naming each fault."""
    if not path.exists():
        return NO_DECISIONS
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DecisionError(f"{path}: not valid TOML: {error}") from error
    except OSError as error:
        raise DecisionError(f"{path}: cannot be read: {error.strerror}") from error
    entries = data.pop("decision", [])
    wrong = [f"{path}: {key}: unknown; entries are written as [[decision]]" for key in data]
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise DecisionError(f"{path}: decision: entries are written as [[decision]]")
    decisions: dict[str, Decision] = {}
    for number, entry in enumerate(entries, start=1):
        try:
            decision = Decision.model_validate(entry)
        except ValidationError as error:
            wrong += [f"{path}: entry {number}: {fault}" for fault in faults(error)]
            continue
        if decision.page in decisions:
            wrong.append(f"{path}: entry {number}: {decision.page} is decided twice; keep one")
        decisions[decision.page] = decision
    if wrong:
        raise DecisionError("\n".join(wrong))
    return Decisions(decisions)


def add_decision(path: Path, decision: Decision) -> None:
    """Write one more decision at the end of the file. Raise DecisionError where the page has one already."""
    if decision.page in read_decisions(path).by_page:
        raise DecisionError(f"{path}: {decision.page} is decided already; change the entry there")
    before = path.read_text("utf-8") if path.exists() else ""
    gap = "\n" if before and not before.endswith("\n\n") else ""
    unfinished = path.with_suffix(".toml.new")
    unfinished.write_text(f"{before}{gap}{decision.toml()}", "utf-8")
    unfinished.replace(path)


def decided_report(report: Report, decision: Decision) -> Report:
    """A report as the editor decided it: agency and year as said, with who said so."""
    answered = {
        kind for kind, said in (("agency_unknown", decision.agency), ("year_unknown", decision.year)) if said
    }
    kept = tuple(remark for remark in report.remarks if remark.kind not in answered)
    return replace(
        report,
        agency=decision.agency or report.agency,
        year=decision.year or report.year,
        remarks=(Remark("decided", decision.summary), *kept),
    )


def faults(error: ValidationError) -> Iterable[str]:
    """Each fault of an entry in words: `year: Input should be greater than or equal to 2008`."""
    for fault in error.errors():
        field = ".".join(map(str, fault["loc"]))
        yield f"{field}: {_reason(fault)}" if field else _reason(fault)


def _reason(fault: ErrorDetails) -> str:
    if fault["type"] == "extra_forbidden":
        return "unknown field"
    if fault["type"] == "missing":
        return "required, but not there"
    return str(fault["msg"]).removeprefix("Value error, ")
