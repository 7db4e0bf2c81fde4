"""Reading reports: bytes in, a `Report` out. Pure functions: no network, clock or database.

>>> parse(b"").outcome
'unreadable'
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from operator import attrgetter
from urllib.parse import urlsplit

from parsers.agencies import SiteContext
from parsers.agencies.resolve import NO_SITE
from parsers.document import Document
from parsers.identity import with_site
from parsers.readers import UnreadableError, read_as_text, read_page, read_page_again
from parsers.recognise import recognise
from parsers.recognise.subject import is_foreign
from parsers.report import PARSER_VERSION, Remark, Report

__all__ = ["PARSER_VERSION", "Report", "SiteContext", "needs_second_reader", "parse", "with_site"]


# States of figures that another reader may see more of.
DOUBTFUL = frozenset({"missing", "ambiguous"})


def parse(
    data: bytes,
    *,
    content_type: str | None = None,
    url: str | None = None,
    site: SiteContext = NO_SITE,
    list_title: str | None = None,
    is_report: bool = False,
    has_attachments: bool = False,
) -> Report:
    """Recognise the report on one page or in one document.

    Args:
        data: the file's bytes as stored (content encoding undone): HTML, a text extract, DOCX, DOC, PDF,
            XLSX …; which of them is told by the bytes.
        content_type: its Content-Type header, which may name the encoding.
        url: where it was fetched, if known; a host outside .gov.cn is remarked, for copies alter reports.
        site: what the site list says of the site it stands on, which completes the agency's name.
        list_title: the title under which the site lists it, if known: evidence of the year.
        is_report: an editor has decided that it is a report, whatever speaks against it.
        has_attachments: whether documents are attached to the page, in which its tables may be.

    Never raises on bad input: what cannot be read has the outcome `unreadable` with the reason in a remark.
    """
    try:
        document = read_page(data, content_type)
    except UnreadableError as error:
        return Report("unreadable", remarks=(Remark("unreadable", str(error)),))
    recognise_page = partial(
        recognise, url=url, list_title=list_title, is_report=is_report, has_attachments=has_attachments
    )
    report = recognise_page(document)
    if needs_second_reader(report, document):
        report = _second_opinion(report, document, data, content_type, recognise_page)
    if document.row_pages:
        paged = {key: f._replace(page=document.page_of(f.cell)) for key, f in report.figures.items()}
        report = replace(report, figures=paged)
    notes = (*(Remark(kind, message) for kind, message in document.notes), *_foreign_host(url))
    if notes:
        report = replace(report, remarks=(*notes, *report.remarks))
    return with_site(report, site)


def _foreign_host(url: str | None) -> tuple[Remark, ...]:
    if not is_foreign(url):
        return ()
    host = urlsplit(url).hostname if url else None
    return (Remark("foreign_host", f"{host} is no government host (.gov.cn): compare with the original"),)


def needs_second_reader(report: Report, document: Document) -> bool:
    """Whether tables, labels or checks did not come out though the page may hold more than was read."""
    if document.reader == "text":
        return False
    is_in_doubt = (
        report.outcome in ("no_tables", "not_a_report")
        or not DOUBTFUL.isdisjoint(map(attrgetter("state"), report.figures.values()))
        or any(check.passed is False for check in report.checks)
    )
    return is_in_doubt and (not report.figures or document.lost_cells())


def _second_opinion(
    report: Report,
    first: Document,
    data: bytes,
    content_type: str | None,
    recognise_page: Callable[[Document], Report],
) -> Report:
    """Read the page again and keep that report only where it has more and contradicts nothing."""
    if not report.figures:
        lines = recognise_page(read_as_text(first))
        if lines.figures:
            note = Remark("tables_as_text", "the page prints its tables as lines of text, not as tables")
            figures = {key: figure._replace(cell=None) for key, figure in lines.figures.items()}
            return replace(lines, figures=figures, remarks=(note, *lines.remarks))
    document = read_page_again(data, content_type) if first.lost_cells() else None
    if document is None:
        return report
    second = recognise_page(document)
    if _stated(second) <= _stated(report) or _contradicts(report, second):
        return report
    more = _stated(second) - _stated(report)
    note = Remark("second_reader", f"BeautifulSoup read {more} more figures than the browser's tree shows")
    # Its cells are those of another tree: they are kept only where both trees agree on the figure.
    figures = {
        key: figure if report.figures.get(key) == figure else figure._replace(cell=None)
        for key, figure in second.figures.items()
    }
    return replace(second, figures=figures, remarks=(note, *second.remarks))


def _stated(report: Report) -> int:
    return sum(1 for figure in report.figures.values() if figure.value is not None)


def _contradicts(first: Report, second: Report) -> bool:
    return any(
        figure.value is not None and second.figures.get(key) and second.figures[key].value != figure.value
        for key, figure in first.figures.items()
    ) or sum(c.passed is False for c in second.checks) > sum(c.passed is False for c in first.checks)
