"""A report's page as a browser prints it to PDF, in the frame of its site: every figure is read or left out."""

import io
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from pypdfium2 import PdfDocument

import parsers
from demo.reports import EXPECTED, Truth
from demo.web import DemoWeb
from parsers.report import Report
from tests.demo.client import fetch

pytestmark = pytest.mark.browser

BY_ID = {truth.id: truth for truth in EXPECTED.values()}
FOOT = '<div style="font-size:9px">云州市人民政府 <span class="pageNumber"></span>/<span class="totalPages"></span></div>'


UNRULED = "* {border: none !important; background: none !important; box-shadow: none !important}"


def printed(
    browser: Browser, web: DemoWeb, truth: Truth, *, landscape: bool = False, style: str = ""
) -> bytes:
    """The page of a report as PDF, with page numbers in its foot, under a style sheet of its reader's."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.set_content(fetch(web, truth.url).body.decode("utf-8"))
    page.add_style_tag(content=style or "* {}")
    made = page.pdf(
        format="A4",
        landscape=landscape,
        display_header_footer=True,
        footer_template=FOOT,
        margin={"top": "15mm", "bottom": "15mm"},
    )
    context.close()
    return made


def right(report: Report, truth: Truth) -> int:
    """How many figures are right; none may be wrong, and each has its cell and the page that it stands on."""
    values = {key: value for key, (value, _state) in truth.figures.items() if value is not None}
    read = {key: figure for key, figure in report.figures.items() if figure.value is not None}
    assert {key: figure.value for key, figure in read.items()}.items() <= values.items()
    assert all(figure.cell and figure.page for figure in read.values())
    return len(read)


@pytest.fixture(scope="module")
def web() -> Iterator[DemoWeb]:
    with DemoWeb() as running:
        yield running


@pytest.mark.parametrize("identity", ["baizhu/qzf/2018", "baizhu/jyj/2020"])
def test_every_figure_of_a_form_is_read_from_the_page_as_printed(
    browser: Browser, web: DemoWeb, identity: str
) -> None:
    truth = BY_ID[identity]
    report = parsers.parse(printed(browser, web, truth))
    assert (report.agency, report.year) == (truth.agency, truth.year)
    assert right(report, truth) == len(truth.figures)


@pytest.mark.parametrize("align", ["middle", "top", "bottom"])
@pytest.mark.parametrize("identity", ["baizhu/qzf/2018", "baizhu/jyj/2020", "baizhu/qzf/2022"])
def test_every_figure_is_read_where_tables_have_no_lines_and_their_labels_wrap(
    browser: Browser, web: DemoWeb, identity: str, align: str
) -> None:
    truth = BY_ID[identity]
    style = f"{UNRULED} td, th {{vertical-align: {align} !important}}"
    report = parsers.parse(printed(browser, web, truth, style=style))
    assert right(report, truth) == len(truth.figures)


def test_a_page_printed_across_and_turned_by_its_file_is_read_upright(browser: Browser, web: DemoWeb) -> None:
    truth = BY_ID["baizhu/qzf/2022"]
    document = PdfDocument(printed(browser, web, truth, landscape=True))
    for page in document:
        page.set_rotation(90)
    turned = io.BytesIO()
    document.save(turned)
    report = parsers.parse(turned.getvalue())
    assert right(report, truth) == len(truth.figures)
