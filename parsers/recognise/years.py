"""The fiscal year: every witness is heard, the most trusted is followed, and each that disagrees is remarked.

`witnesses.toml` says in which order they are believed. A witness whom two others outvote is not followed,
and neither are they: the year is left absent for an editor to settle. Dates of publication and addresses
never decide alone, for reports are published late, migrated and republished.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from parsers.document import Document
from parsers.labels import fold_text
from parsers.recognise.dates import is_plausible
from parsers.recognise.periods import SHORTEST_PERIOD, StatedPeriod, find_period
from parsers.recognise.titles import implausible_years, title_repairs, year_in_title
from parsers.recognise.witnesses import YEAR_WITNESSES
from parsers.recognise.year_sentences import (
    LAST_MONTH,
    narrative_within,
    year_of_address,
    year_of_file_name,
    year_of_lead,
    year_of_mentions,
    year_of_narrative,
    year_of_number,
)
from parsers.report import Evidence, Period, Remark

GROUPS: Mapping[str, str] = {witness.source: witness.group for witness in YEAR_WITNESSES}
DECIDING = frozenset(witness.source for witness in YEAR_WITNESSES if witness.decides)
# So many voices of other groups, all saying the same, outvote one.
OUTVOTING = 2


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """The year with its period, if the report states one, who said what, and what there is to remark."""

    year: int | None
    period: Period | None
    evidence: tuple[Evidence, ...] = ()
    remarks: tuple[Remark, ...] = ()
    is_school_year: bool = False


@dataclass(frozen=True, slots=True)
class Sources:
    """What the year is told from, beside the document: what the site says of the page."""

    title: str | None = None
    narrative: str = ""
    published: date | None = None
    url: str | None = None
    list_title: str | None = None


def find_year(document: Document, sources: Sources) -> FiscalYear:
    """Tell the fiscal year and the reporting period."""
    texts = document.folded
    lines = [text for text in texts if len(text) >= SHORTEST_PERIOD]
    cells = (fold_text(text) for text in document.first_cells if len(text) >= SHORTEST_PERIOD)
    stated = find_period(chain(lines, cells))
    told = _testimony(document, texts, stated, sources)
    year, remarks = _verdict(told)
    return FiscalYear(
        year,
        Period(stated.start, stated.end) if stated and (stated.start or stated.end) else None,
        tuple(Evidence("year", source, str(said)) for source, said in told.items()),
        (*remarks, *_period_remarks(stated), *_title_remarks(sources.title)),
        stated is not None and stated.is_school_year,
    )


def _testimony(
    document: Document, texts: Sequence[str], stated: StatedPeriod | None, sources: Sources
) -> dict[str, int]:
    """What each witness says, the most trusted first; a year outside the reports' time is no testimony."""
    published = sources.published
    metadata = [document.metadata[name] for name in ("articletitle", "title") if name in document.metadata]
    said = {
        "period": stated.year if stated else None,
        "title": year_in_title(sources.title) if sources.title else None,
        "lead": year_of_lead(texts),
        "list_title": year_in_title(sources.list_title) if sources.list_title else None,
        "metadata": next(filter(None, map(_year_of_report_title, metadata)), None),
        "file_name": year_of_file_name(sources.url),
        "narrative": year_of_narrative(sources.narrative or narrative_within(texts)),
        "document_number": year_of_number(texts),
        "published": published.year - 1 if published and published.month <= LAST_MONTH else None,
        "url": year_of_address(sources.url),
        "mentions": year_of_mentions(texts),
    }
    return {
        witness.source: year
        for witness in YEAR_WITNESSES
        if (year := said[witness.source]) is not None and is_plausible(year)
    }


def _year_of_report_title(title: str) -> int | None:
    # Only a title that is one: a site's name may hold any year.
    return year_in_title(title) if "公开" in title else None


def _verdict(told: Mapping[str, int]) -> tuple[int | None, list[Remark]]:
    deciding = [source for source in told if source in DECIDING]
    if not deciding:
        return _by_agreement(told)
    first = deciding[0]
    year = told[first]
    if all(told[source] == year for source in deciding):
        source_remark = (
            [Remark(f"year_from_{first}", f"neither period nor title tells the year {year}; {first} does")]
            if first not in ("period", "title")
            else []
        )
        return year, source_remark
    witnessed = ", ".join(f"{source} says {told[source]}" for source in told)
    other = _outvoted(told, year)
    if other:
        return None, [
            Remark("year_conflict", f"{witnessed}; {first} is outvoted for {other}, so none was followed")
        ]
    return year, [Remark("year_conflict", f"{witnessed}; {first} was followed")]


def _outvoted(told: Mapping[str, int], year: int) -> int | None:
    """The other year that two groups or more agree on, where a single group says this one."""
    voices: dict[int, set[str]] = {}
    for source, said in told.items():
        voices.setdefault(said, set()).add(GROUPS[source])
    others = [said for said, groups in voices.items() if said != year and len(groups) >= OUTVOTING]
    return others[0] if others and len(voices[year]) == 1 else None


def _by_agreement(told: Mapping[str, int]) -> tuple[int | None, list[Remark]]:
    """Witnesses that may not decide alone tell it together, if all agree and not all are of one group."""
    said = set(told.values())
    if len(said) == 1 and len({GROUPS[source] for source in told}) >= OUTVOTING:
        year = said.pop()
        return year, [Remark("year_inferred", f"only {' and '.join(told)} together tell the year {year}")]
    hints = ", ".join(f"{source} would make it {year}" for source, year in told.items())
    message = "no period, title or text tells the year"
    return None, [Remark("year_unknown", f"{message}; {hints}" if hints else message)]


def _period_remarks(stated: StatedPeriod | None) -> list[Remark]:
    if stated is None:
        return []
    remarks = []
    if stated.repair:
        remarks.append(Remark("period_repaired", stated.repair))
    if stated.problem:
        remarks.append(Remark("period_contradictory", f"{stated.written}: {stated.problem}"))
    elif not stated.is_whole_year:
        remarks.append(Remark("partial_period", f"the period runs from {stated.start} to {stated.end}"))
    return remarks


def _title_remarks(title: str | None) -> list[Remark]:
    if not title:
        return []
    remarks = [Remark("year_repaired", f"in the title, {repair}") for repair in title_repairs(title)]
    odd = implausible_years(title)
    if odd:
        remarks.append(Remark("year_misprinted", f"the title names {', '.join(odd)}, which no report is for"))
    return remarks
