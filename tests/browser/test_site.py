"""The published site in a real browser: from a figure to its cell, safely, on a desk and on a phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.archive.site.published import EDUCATION_CELLS, NESTED_CELLS, Site

pytestmark = pytest.mark.browser

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
EDUCATION, NESTED = ("云州市教育局", 2019), ("云州市财政局", 2022)
HOSTILE = ("青山县林业局", 2023)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Page]:
    """A page that fails its test if the console shows an error or anything is asked of another host."""
    context = browser.new_context(viewport=DESK)  # type: ignore[arg-type]
    opened = context.new_page()
    troubles: list[str] = []
    asked: list[str] = []
    opened.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on("request", lambda request: asked.append(request.url))
    yield opened
    context.close()
    assert troubles == []
    assert [url for url in asked if not url.startswith(("http://127.0.0.1:", "data:"))] == []


def report_path(site: Site, agency: str, year: int) -> str:
    return f"{site.url}gongkai/reports/{site.report_id(agency, year)}"


@pytest.mark.parametrize(
    ("report", "key", "printed"),
    [
        (EDUCATION, "disclosure.normative_documents.made", EDUCATION_CELLS),
        (EDUCATION, "disclosure.permits.items_change", EDUCATION_CELLS),
        (EDUCATION, "disclosure.penalties.decisions", EDUCATION_CELLS),
        (EDUCATION, "applications.granted.total", EDUCATION_CELLS),
        (NESTED, "disclosure.permits.decisions", NESTED_CELLS),
        (NESTED, "applications.refused.process_information.business", NESTED_CELLS),
        (NESTED, "remedies.litigation_after_reconsideration.upheld", NESTED_CELLS),
    ],
)
def test_a_figure_leads_to_its_cell_on_the_archived_page(
    site: Site, visit: Page, report: tuple[str, int], key: str, printed: dict[str, str]
) -> None:
    visit.goto(report_path(site, *report))
    visit.locator(f'td[id="{key}"] a').click()
    cell = visit.frame_locator("iframe").locator("#gongkai-cell")
    cell.wait_for(state="attached")
    assert cell.inner_text().strip() == printed[key]
    assert cell.evaluate("cell => getComputedStyle(cell).outlineStyle") == "solid"
    box, frame = cell.bounding_box(), visit.locator("iframe").bounding_box()
    assert box is not None
    assert frame is not None
    assert frame["y"] <= box["y"] <= frame["y"] + frame["height"], "the cell is not in sight"


def test_the_bar_names_the_figure_that_was_followed(site: Site, visit: Page) -> None:
    visit.goto(report_path(site, *EDUCATION))
    visit.locator('td[id="disclosure.normative_documents.made"] a').click()
    text = visit.locator(".archive-bar").inner_text()
    for part in ("规范性文件", "made this year", "65", "jyj2019.html"):
        assert part in text


def test_an_archived_page_can_run_and_fetch_nothing(site: Site, visit: Page) -> None:
    visit.goto(f"{site.url}page/{site.page_id(*HOSTILE)}")
    frame = visit.frame_locator("iframe")
    frame.get_by_text("文字").click()
    frame.locator("#trap").click()
    frame.get_by_text("提交").click()
    visit.wait_for_timeout(300)
    assert "ran" not in visit.title()
    assert visit.url.endswith(f"/page/{site.page_id(*HOSTILE)}")
    assert [f.url for f in visit.frames[1:]] == [f"{site.url}page/{site.page_id(*HOSTILE)}/content"]
    assert (
        frame.locator("body").evaluate("() => document.title") == "青山县林业局2023年政府信息公开工作年度报告"
    )


def test_the_content_alone_is_shut_in_as_well(site: Site, visit: Page) -> None:
    visit.goto(f"{site.url}page/{site.page_id(*HOSTILE)}/content")
    assert visit.evaluate("() => window.origin") == "null"


@pytest.mark.parametrize("width", [DESK, PHONE], ids=["desk", "phone"])
def test_no_page_is_wider_than_the_screen(site: Site, visit: Page, width: dict[str, int]) -> None:
    visit.set_viewport_size(width)  # type: ignore[arg-type]
    agency = site.get("/gongkai/agencies.json?_shape=array").json()[0]["id"]
    reports = [report_path(site, *report) for report in (EDUCATION, NESTED)]
    tables = ["reports", "agencies", "headline", "sections?_search=正文", "figures", "failed_checks", "pages"]
    paths = [
        site.url,
        *reports,
        f"{site.url}gongkai",
        f"{site.url}gongkai/agencies/{agency}",
        f"{site.url}page/1",
        f"{site.url}status",
    ]
    for path in [*paths, *(f"{site.url}gongkai/{table}" for table in tables)]:
        visit.goto(path)
        overflow = visit.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, f"{path} is {overflow} px too wide"


def test_a_reader_gets_from_the_front_page_to_a_figure(site: Site, visit: Page) -> None:
    visit.goto(site.url)
    visit.get_by_label("检索年报文字").fill("正文")
    visit.get_by_role("button", name="检索").click()
    visit.locator(".hits a").first.click()
    # Waits until the page is loaded; `count` itself waits for nothing.
    visit.wait_for_url("**/reports/**")
    assert visit.locator("table.form td.figure a").count() > 150


def test_a_report_can_be_taken_home_as_csv(site: Site, visit: Page) -> None:
    visit.goto(report_path(site, *EDUCATION))
    with visit.expect_download() as download:
        visit.get_by_role("link", name="全部数据 CSV").click()
    assert download.value.path().read_bytes().startswith(b"\xef\xbb\xbfreport_id,")
