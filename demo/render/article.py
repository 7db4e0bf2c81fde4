"""A report as the content container of its page: preface, six sections, three tables, signature.

Before the 2019 form a report was five sections and, after its signature, the statistics table.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from demo.catalogue.model import DemoReport
from demo.render.cells import Rows
from demo.render.markup import heading, in_layout_table, paragraph, table_markup, upper_case_unclosed
from demo.render.printed import CUT_ROW, print_report
from demo.render.prose import main_form, narrate
from demo.render.table_deviations import apply_table_deviations
from demo.render.tables import lay_out
from parsers.forms import FORMS, Form

UNSIGNED = frozenset({"title_without_agency", "agency_in_contact_only", "agency_short_name"})
NUMBERED_POINT = re.compile(r"^（[一二三四五六]）[^。]{4,6}。")
EARLY_TITLES = (
    "概述",
    "主动公开政府信息情况",
    "依申请公开政府信息情况",
    "因政府信息公开申请行政复议、提起行政诉讼情况",
    "存在的主要问题和改进措施",
)
# Pages that say no more than that the report is attached.
STUBS = frozenset(
    {
        "attachment_only",
        "attachment_pdf",
        "attachment_doc",
        "attachment_word_page",
        "attachment_zip",
        "attachment_scan",
        "attachment_error_page",
    }
)
# Pages whose tables stand in a workbook beside them.
WORKBOOKS = frozenset({"tables_in_workbook", "tables_in_xls"})
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


def article(report: DemoReport, attachments: Sequence[tuple[str, str]]) -> str:
    """The content of the report's container; `attachments` are the files it links to, by address and text."""
    links = [paragraph(f'附件：<a href="{address}">{text}</a>') for address, text in attachments]
    if report.deviations & STUBS:
        return "".join([paragraph("报告全文见附件。"), *links])
    sections = _early_sections(report) if "statistics" in report.forms else _sections(report)
    blocks = [
        *map(paragraph, narrate(report).preface),
        *sections,
        *_signature(report),
        *_annex(report),
        *links,
    ]
    if "layout_table" in report.deviations:
        blocks = [in_layout_table(blocks)]
    markup = "\n".join(blocks)
    return upper_case_unclosed(markup) if "upper_case_unclosed" in report.deviations else markup


def whole_article(report: DemoReport) -> str:
    """The article of a report whose page may be no more than a stub."""
    return article(replace(report, deviations=report.deviations - STUBS), ())


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


def _early_sections(report: DemoReport) -> list[str]:
    """The sections of a report before 2019: no form gave them, most agencies wrote these."""
    narrative = narrate(report)
    # The points of the later form's first section are sections of their own here, without their numbers.
    summary, proactive, on_request, *rest = (NUMBERED_POINT.sub("", text) for text in narrative.general)
    titles = [f"{'一二三四五'[number]}、{title}" for number, title in enumerate(EARLY_TITLES)]
    texts = ((summary, *rest), (proactive,), (on_request,), (narrative.closing,), narrative.problems)
    return [
        part
        for title, paragraphs in zip(titles, texts, strict=True)
        for part in (heading(title), *map(paragraph, paragraphs))
    ]


def _annex(report: DemoReport) -> list[str]:
    """What stands after the signature: the statistics table of the years before 2019."""
    if "statistics" not in report.forms:
        return []
    title = FORMS[report.forms["statistics"]].tables["statistics"].zh
    return [paragraph(f"附表：{title}（{report.year}年度）"), _tables_markup(report)["statistics"]]


def _section_title(report: DemoReport, number: int) -> str:
    form: Form = FORMS[main_form(report)]
    title = next(section.zh for section in form.sections if section.number == number)
    return (
        title if "headings_without_numbers" in report.deviations else f"{'一二三四五六'[number - 1]}、{title}"
    )


def _tables_markup(report: DemoReport) -> dict[str, str]:
    if report.deviations & WORKBOOKS:
        return {key: paragraph("见附件。") for key in IMAGES}
    if "tables_as_images" in report.deviations:
        return {key: paragraph(f'<img src="./{name}" alt="表格">') for key, name in IMAGES.items()}
    return {key: table_markup(rows) for key, rows in report_tables(report).items()}


def _signature(report: DemoReport) -> list[str]:
    return [paragraph(line, "sign") for line in signature_lines(report)]


def signature_lines(report: DemoReport) -> list[str]:
    """The agency and the day, as they stand under a report; none where it is not signed."""
    if report.deviations & UNSIGNED:
        return []
    day = report.published
    return [report.agency.name, f"{day.year}年{day.month}月{day.day}日"]


def cut(markup: str, report: DemoReport) -> str:
    """The page up to the middle of the label where it breaks off; nothing after it, nothing closed."""
    table = FORMS[report.forms["applications"]].tables["applications"]
    label = next(row.zh for row in table.blocks[0].rows if f"applications.{row.key}" == CUT_ROW)
    return markup[: markup.index(label) + len(label) // 2]
