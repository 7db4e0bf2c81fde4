"""One report's figures as a CSV that opens in Excel with its Chinese intact: one figure a line, with proof.

Cells are written as in the extracts, so that no text of a page is taken for a formula.
"""

import csv
import io
from collections.abc import Iterator

from archive.csv_cells import csv_cell
from archive.site.figures import ReportFigure
from archive.site.report_page import ReportPage

HEADER = (
    "report_id",
    "agency",
    "year",
    "figure",
    "row_zh",
    "column_zh",
    "meaning",
    "value",
    "unit",
    "state",
    "raw",
    "corrected",
    "correction",
    "cell",
    "pdf_page",
    "page_id",
    "url",
)


def figures_csv(page: ReportPage) -> str:
    """The figures of one report, with a byte-order mark supplied by the site as for all its CSV."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows([csv_cell(value) for value in row] for row in _rows(page))
    return target.getvalue()


def _correction(figure: ReportFigure) -> tuple[object, str]:
    """The corrected value where it is applied, and who corrected it and why."""
    correction = figure.correction
    if correction is None:
        return None, ""
    told = f"{correction.who} {correction.date}: {correction.why} ({correction.source})"
    return (correction.value, told) if correction.applied else (None, f"{correction.reason}; {told}")


def _rows(page: ReportPage) -> Iterator[list[object]]:
    report = page.report
    for section in page.sections:
        for table in section.tables:
            for figure in table.figures.values():
                definition = figure.definition
                yield [
                    report["id"],
                    page.agency["name"],
                    report["year"],
                    figure.key,
                    definition.row_zh,
                    definition.column_zh,
                    definition.meaning,
                    figure.value,
                    definition.unit,
                    figure.state,
                    figure.raw,
                    *_correction(figure),
                    figure.cell_argument,
                    figure.page,
                    figure.page_id or report["page_id"],
                    report["url"],
                ]
