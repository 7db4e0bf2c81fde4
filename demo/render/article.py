"""A report as the content container of its page: preface, six sections, three tables, signature."""

from dataclasses import replace

from demo.catalogue.model import DemoReport
from demo.render.cells import Rows
from demo.render.markup import heading, in_layout_table, paragraph, table_markup, upper_case_unclosed
from demo.render.printed import CUT_ROW, print_report
from demo.render.prose import narrate
from demo.render.table_deviations import apply_table_deviations
from demo.render.tables import lay_out
from parsers.forms import FORMS, Form

UNSIGNED = frozenset({"title_without_agency", "agency_in_contact_only", "agency_short_name"})
IMAGES = {"disclosure": "W1.png", "applications": "W2.png", "remedies": "W3.png"}


def report_tables(report: DemoReport) -> dict[str, Rows]:
    """The laid-out tables of a report as printed."""
    # A page is laid out whole and cut afterwards.
    whole = replace(report, deviations=report.deviations - {"cut_page"})
    cells = print_report(whole)
    return {
        key: apply_table_deviations(lay_out(FORMS[form].tables[key], cells), report)
        for key, form in report.forms.items()
    }


def article(report: DemoReport, attachment: str) -> str:
    """The content of the report's container; `attachment` is the name of the file a stub links to."""
    if "attachment_only" in report.deviations:
        return _stub(report, attachment)
    blocks = [*map(paragraph, narrate(report).preface), *_sections(report), *_signature(report)]
    if "layout_table" in report.deviations:
        blocks = [in_layout_table(blocks)]
    markup = "\n".join(blocks)
    return upper_case_unclosed(markup) if "upper_case_unclosed" in report.deviations else markup


def _stub(report: DemoReport, attachment: str) -> str:
    link = f'附件：<a href="./{attachment}">{report.title}.docx</a>'
    return paragraph("报告全文见附件。") + paragraph(link)


def _sections(report: DemoReport) -> list[str]:
    narrative = narrate(report)
    titles = [_section_title(report, number) for number in range(1, 7)]
    tables = _tables_markup(report)
    return [
        heading(titles[0]),
        *map(paragraph, narrative.general),
        heading(titles[1]),
        tables["disclosure"],
        heading(titles[2]),
        tables["applications"],
        heading(titles[3]),
        tables["remedies"],
        paragraph(narrative.closing),
        heading(titles[4]),
        *map(paragraph, narrative.problems),
        heading(titles[5]),
        paragraph(narrative.other),
    ]


def _section_title(report: DemoReport, number: int) -> str:
    form: Form = FORMS[report.forms["applications"]]
    title = next(section.zh for section in form.sections if section.number == number)
    return (
        title if "headings_without_numbers" in report.deviations else f"{'一二三四五六'[number - 1]}、{title}"
    )


def _tables_markup(report: DemoReport) -> dict[str, str]:
    if "tables_as_images" in report.deviations:
        return {key: paragraph(f'<img src="./{name}" alt="表格">') for key, name in IMAGES.items()}
    return {key: table_markup(rows) for key, rows in report_tables(report).items()}


def _signature(report: DemoReport) -> list[str]:
    if report.deviations & UNSIGNED:
        return []
    day = report.published
    return [paragraph(report.agency.name, "sign"), paragraph(f"{day.year}年{day.month}月{day.day}日", "sign")]


def cut(markup: str, report: DemoReport) -> str:
    """The page up to the middle of the label where it breaks off; nothing after it, nothing closed."""
    table = FORMS[report.forms["applications"]].tables["applications"]
    label = next(row.zh for row in table.blocks[0].rows if f"applications.{row.key}" == CUT_ROW)
    return markup[: markup.index(label) + len(label) // 2]
