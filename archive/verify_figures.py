"""Following a figure back to where it stands: the stored bytes, their cell, and what is read there now.

The bytes are those that were fetched where their SHA-256 is the one entered with the page. The cell is looked
up in the page as the published site shows it, and the file is read again by the parser as it is today.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from archive.database import Database
from archive.reading import PageToRead, read_stored, stored_response
from archive.remarks import storable
from archive.results import Result, RunPage
from archive.site.cell_text import CellText, cell_texts
from archive.site.figures import ReportFigure, read_figures
from archive.site.report_page import report_forms
from archive.sites import read_site
from archive.units import read_page
from archive.warc import ContentError, DamagedRecord
from parsers import Report, SiteContext
from parsers.forms import FIGURES
from parsers.report import Figure

# `no_cell`: the page has no such cell, and so the figure has no value; `damaged`: the bytes cannot be had, or
# are not those that were fetched; `otherwise`: they are, and say something else.
Verdict = Literal["holds", "no_cell", "otherwise", "damaged"]


class NoSuchFigureError(KeyError):
    """No such report, or none of its tables has such a figure; the message says what to look for."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True, slots=True)
class VerifiedFigure:
    """A figure as it is stored, the page or document that it stands in, and what was found there.

    `cell_text` is the text of its cell as the page shows it, `again` the figure as the file is read now.
    """

    figure: ReportFigure
    page: RunPage
    verdict: Verdict
    what: str = ""
    cell_text: str | None = None
    again: Figure | None = None


def verify_figures(
    database: Database, warc: Path, report_id: str, keys: Iterable[str] = ()
) -> Iterator[VerifiedFigure]:
    """Follow these figures of a report, or all of them. Raises NoSuchFigureError."""
    row = database.execute("SELECT * FROM reports WHERE id = ?", (report_id,)).fetchone()
    if row is None:
        raise NoSuchFigureError(f"{report_id}: no such report; a report's page and reports.csv show its id")
    figures = read_figures(database, report_id, report_forms(dict(row)))
    wanted = [_wanted(figures, report_id, key) for key in keys] or list(figures.values())
    # A figure that its table lacks has no cell; it is missing from the file that has the others.
    tables = {_table(figure): figure.page_id for figure in figures.values() if figure.page_id}
    files: dict[int, _StoredFile] = {}
    for figure in wanted:
        page_id = tables.get(_table(figure)) or int(row["page_id"])
        if page_id not in files:
            files[page_id] = _StoredFile.read(database, warc, page_id)
        yield files[page_id].verified(figure)


def _table(figure: ReportFigure) -> str:
    return figure.key.split(".", maxsplit=1)[0]


def _wanted(figures: dict[str, ReportFigure], report_id: str, key: str) -> ReportFigure:
    if key in figures:
        return figures[key]
    known = (
        "its tables have no such figure" if key in FIGURES else "no such figure; the table `figures` has all"
    )
    raise NoSuchFigureError(f"{report_id} {key}: {known}")


@dataclass(frozen=True, slots=True)
class _StoredFile:
    """One page or document out of the archive; `fault` says what is wrong with its bytes."""

    page: RunPage
    fault: str = ""
    text_of: CellText | None = None
    report: Report | None = None

    @classmethod
    def read(cls, database: Database, warc: Path, page_id: int) -> "_StoredFile":
        page = read_page(database, page_id)
        try:
            response = stored_response(warc, page)
        except (DamagedRecord, ContentError, OSError) as error:
            return cls(page, str(error))
        site = read_site(database, page.site_id)
        wanted = PageToRead(page, SiteContext(site.area, site.place), is_report=True)
        read = read_stored(wanted, response)
        return cls(page, "", cell_texts(response), None if isinstance(read, Result) else read)

    def verified(self, figure: ReportFigure) -> VerifiedFigure:
        if self.fault:
            return VerifiedFigure(figure, self.page, "damaged", self.fault)
        cell_text = self.text_of(figure.cell) if self.text_of and figure.cell else None
        again = self.report.figures.get(figure.key) if self.report else None
        if again is None or storable(again.value) != figure.value:
            what = "the file reads otherwise now" if again else "the file is not read as having it now"
            return VerifiedFigure(figure, self.page, "otherwise", what, cell_text, again)
        verdict: Verdict = "no_cell" if again.state == "missing" else "holds"
        return VerifiedFigure(figure, self.page, verdict, "", cell_text, again)
