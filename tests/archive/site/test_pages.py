"""The published site over HTTP: every page answers, in both languages, safely, and shows what was printed."""

import csv
import io
import re
import shutil

import pytest
from datasette.utils import tilde_encode  # type: ignore[import-untyped]
from selectolax.lexbor import LexborHTMLParser

from archive.schema import SCHEMA
from archive.site.security import PRIVATE_PATHS
from parsers.forms import FIGURES, FORMS
from tests.archive.site.published import EDUCATION_CELLS, LOST_URL, NESTED_CELLS, PDF_BYTES, PDF_URL, Site

CHINESE = re.compile(r"[\u4e00-\u9fff]{4}")
BYTE_ORDER_MARK = "\ufeff"
EDUCATION = "云州市教育局"


@pytest.fixture(scope="module")
def report(site: Site) -> LexborHTMLParser:
    return LexborHTMLParser(site.get(f"/gongkai/reports/{site.report_id(EDUCATION, 2019)}").text)


def figure(report: LexborHTMLParser, key: str) -> str:
    (cell,) = [node for node in report.css("td.figure") if node.attributes["id"] == key]
    return " ".join(cell.text(separator=" ").split())


def bar(site: Site, path: str) -> str:
    node = LexborHTMLParser(site.get(path).text).css_first(".archive-bar")
    assert node is not None
    return " ".join(node.text(separator=" ").split())


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/status",
        "/gongkai",
        *(f"/gongkai/{name}" for name in (*SCHEMA.tables, *SCHEMA.views)),
        "/page/1",
    ],
)
def test_every_page_answers_in_both_languages(site: Site, path: str) -> None:
    response = site.get(path)
    assert response.status_code == 200
    content = LexborHTMLParser(response.text).css_first("main")
    assert content is not None
    assert CHINESE.search(content.text())
    assert content.css_first('[lang="en"]') is not None


@pytest.mark.parametrize("table", [name for name in SCHEMA.tables if name not in ("figures",)])
def test_every_row_has_a_page(site: Site, table: str) -> None:
    rows = site.get(f"/gongkai/{table}.json?_size=1&_shape=array").json()
    keys = (
        ",".join(tilde_encode(str(rows[0][key])) for key in SCHEMA.tables[table].primary_key) if rows else ""
    )
    assert not keys or site.get(f"/gongkai/{table}/{keys}").status_code == 200


def test_a_report_says_what_its_agency_year_and_date_rest_on(report: LexborHTMLParser) -> None:
    evidence = report.css_first("details.evidence")
    assert evidence is not None
    agency, year, published = (
        [" ".join(line.text(separator=" ").split()) for line in each.css("dd > div")]
        for each in evidence.css("dd")
    )
    assert agency == [f"页面所写 as printed {EDUCATION}"]
    assert year == [
        "2019 标题 the report's title",
        "2019 页面元数据中的标题 the title in the page's metadata",
    ]
    assert published == []


@pytest.mark.parametrize("path", ["/", "/gongkai/reports", "/page/1", "/gongkai/reports.json", "/nothing"])
def test_every_response_carries_the_security_headers(site: Site, path: str) -> None:
    headers = site.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert "unsafe-inline" not in headers["content-security-policy"].split("style-src")[0]
    assert "script-src" not in headers["content-security-policy"]


@pytest.mark.parametrize("path", sorted(PRIVATE_PATHS))
def test_what_tells_of_the_server_is_not_published(site: Site, path: str) -> None:
    assert site.get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/gongkai?sql=select+1", "/gongkai.db", "/gongkai/reports.csv?_stream=on", "/gongkai/reports?_where=1"],
)
def test_what_would_burden_the_server_is_refused(site: Site, path: str) -> None:
    assert site.get(path).status_code in (400, 403, 404)


def test_no_page_loads_anything_from_elsewhere(site: Site) -> None:
    for path in ("/", "/gongkai/reports", "/gongkai/sections"):
        tree = LexborHTMLParser(site.get(path).text)
        assert not tree.css("script")
        loaded = [
            n.attributes.get("src") or n.attributes.get("href") or "" for n in tree.css("img, link, iframe")
        ]
        assert loaded
        assert all(address.startswith(("/", site.url)) for address in loaded)


def test_the_front_page_counts_and_leads_on(site: Site) -> None:
    front = LexborHTMLParser(site.get("/").text)
    counts = [node.text().strip() for node in front.css("dl.counts dd")]
    assert counts[:2] == ["6", "5"]
    links = {node.attributes.get("href") for node in front.css("a")}
    for target in ("/gongkai/reports", "/gongkai/agencies", "/gongkai/figures", "/gongkai/failed_checks"):
        assert target in links
    assert {link for link in links if link and link.startswith("/extracts/")}
    assert all(site.get(str(link)).status_code == 200 for link in links if link and link.startswith("/"))


def test_a_two_character_word_is_found(site: Site) -> None:
    found = LexborHTMLParser(site.get("/gongkai/sections?_search=正文").text)
    assert len(found.css(".hits li")) >= 5
    assert {mark.text() for mark in found.css(".hits mark")} == {"正文"}


@pytest.mark.parametrize("words", ["", '"', "正文*", "AND", "(", "不存在的词", "' OR 1"])
def test_any_words_can_be_searched_for(site: Site, words: str) -> None:
    assert site.get(f"/gongkai/sections?_search={words}").status_code == 200


def test_a_table_exports_csv_that_excel_reads(site: Site) -> None:
    response = site.get("/gongkai/agencies.csv?_dl=1")
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert EDUCATION in response.content.decode("utf-8-sig")
    assert not site.get("/gongkai/agencies.csv?_bom=off").content.startswith(b"\xef\xbb\xbf")


def test_an_extract_is_served_with_one_byte_order_mark(site: Site) -> None:
    text = site.get("/extracts/reports.csv").content.decode("utf-8")
    assert text.count(BYTE_ORDER_MARK) == 1
    assert not site.get("/extracts/reports.utf8.csv").content.startswith(b"\xef\xbb\xbf")


def test_a_report_shows_every_figure_of_its_form_once(report: LexborHTMLParser) -> None:
    shown = [node.attributes["id"] for node in report.css("table.form td.figure")]
    assert shown == [key for table in FORMS["2019"].tables.values() for key, *_ in table.cells()]


def test_a_number_is_shown_as_printed(report: LexborHTMLParser) -> None:
    assert figure(report, "disclosure.normative_documents.made") == "65"


def test_a_number_in_words_shows_its_value_and_its_words(report: LexborHTMLParser) -> None:
    assert figure(report, "disclosure.permits.items_change") == "-1 减1"


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("disclosure.penalties.decisions", "空白"),
        ("disclosure.coercive_measures.decisions", "/ 横线"),
        ("disclosure.procurement.amount", "363900 单位不明"),
    ],
)
def test_what_is_no_number_is_shown_as_what_it_is(report: LexborHTMLParser, key: str, shown: str) -> None:
    assert figure(report, key) == shown


def test_an_amount_is_shown_in_the_unit_of_the_form_and_in_yuan(site: Site) -> None:
    nested = LexborHTMLParser(site.get(f"/gongkai/reports/{site.report_id('云州市财政局', 2022)}").text)
    assert figure(nested, "disclosure.fees.amount") == "12.5 125,000 元 yuan"


def test_every_figure_leads_to_its_cell(site: Site, report: LexborHTMLParser) -> None:
    page = site.page_id(EDUCATION, 2019)
    for node in report.css("table.form td.figure a:not(.correction)"):
        assert (node.attributes["href"] or "").startswith(f"/page/{page}?cell=")
    assert len(report.css("table.form td.figure a:not(.correction)")) == 198


def test_the_legend_explains_the_states_that_occur(report: LexborHTMLParser) -> None:
    legend = report.css_first(".legend")
    assert legend is not None
    text = legend.text()
    for badge in ("空白", "横线", "单位不明", "减1"):
        assert badge in text
    assert "缺" not in text


def test_a_failed_check_is_listed_with_both_sides_and_its_cells_are_marked(report: LexborHTMLParser) -> None:
    listed = " ".join(node.text() for node in report.css(".failed-checks li"))
    assert "applications.balance.natural_person" in listed
    assert "一、本年新收政府信息公开申请数量 12" in " ".join(listed.split())
    assert "≠" in listed
    marked = {node.attributes["id"] for node in report.css("td.failed")}
    assert "applications.received.natural_person" in marked
    assert "applications.received.business" not in marked


def test_each_table_says_how_far_its_checks_reach(report: LexborHTMLParser) -> None:
    captions = [" ".join(node.text().split()) for node in report.css("p.caption")]
    # Of the 22 figures of table two one is blank, one a dash and one an amount without a unit.
    assert "19 个在表内无等式可核" in captions[0]
    assert "个数据的等式成立" in captions[1]
    assert "个在不成立的等式里" in captions[1]


def test_a_report_links_its_other_years_and_lists_its_revisions(report: LexborHTMLParser) -> None:
    assert [node.text() for node in report.css(".years a, .years b")] == ["2019", "2020"]
    revisions = report.css(".revisions > li")
    assert len(revisions) == 2
    observed = " ".join(revisions[1].text(separator=" ").split())
    assert (
        "disclosure.normative_documents.made 2026-01-01 至 2026-01-01 抓取的页面上为 56，2026-01-02 起为 65"
        in observed
    )


def test_a_corrected_figure_shows_what_is_printed_and_the_correction(
    site: Site, report: LexborHTMLParser
) -> None:
    assert figure(report, "remedies.litigation_direct.upheld") == "0 更正 1"
    assert figure(report, "remedies.litigation_direct.pending") == "0 更正待复核"
    listed = " ".join(" ".join(node.text().split()) for node in report.css("#corrections li"))
    assert "李敏，2026-11-24：数字颠倒（电话核实）" in listed
    assert "the page no longer prints what was corrected" in listed
    response = site.get(f"/report/{site.report_id(EDUCATION, 2019)}/figures.csv")
    rows = {row["figure"]: row for row in csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")))}
    corrected = rows["remedies.litigation_direct.upheld"]
    assert (corrected["value"], corrected["corrected"]) == ("0", "1")
    assert rows["remedies.litigation_direct.pending"]["corrected"] == ""
    (link,) = [
        a for a in report.css("td.figure a") if "litigation_direct.upheld" in str(a.attributes["href"])
    ]
    assert "corrected: 1" in site.get(str(link.attributes["href"])).text


def test_a_report_says_what_became_of_its_address(report: LexborHTMLParser) -> None:
    (seen,) = report.css(".addresses li")
    assert "载有该年报" in seen.text()
    assert "http://www.yunzhou.test/nb/jyj2019.html" in seen.text()


def test_the_figures_of_a_report_can_be_downloaded(site: Site) -> None:
    response = site.get(f"/report/{site.report_id(EDUCATION, 2019)}/figures.csv")
    assert response.content.startswith(b"\xef\xbb\xbf")
    rows = {row["figure"]: row for row in csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")))}
    assert len(rows) == 198
    assert rows["disclosure.normative_documents.made"]["value"] == "65"
    assert rows["disclosure.penalties.decisions"]["value"] == ""
    assert rows["disclosure.penalties.decisions"]["state"] == "blank"
    assert rows["disclosure.permits.items_change"]["raw"] == "减1"
    assert re.fullmatch(r"\d+,\d+,\d+", rows["disclosure.normative_documents.made"]["cell"])


def test_an_agency_page_has_its_years_with_headline_figures(site: Site) -> None:
    identity = site.get(f"/gongkai/agencies.json?_shape=array&name={EDUCATION}").json()[0]["id"]
    agency = LexborHTMLParser(site.get(f"/gongkai/agencies/{identity}").text)
    rows = [
        [cell.text().strip() for cell in row.css("th, td")] for row in agency.css("table.headline tbody tr")
    ]
    assert [row[0] for row in rows] == ["2020", "2019"]
    assert rows[1][1] == "12"


@pytest.mark.parametrize(
    ("agency", "year", "printed"),
    [(EDUCATION, 2019, EDUCATION_CELLS), ("云州市财政局", 2022, NESTED_CELLS)],
)
def test_the_cell_that_a_figure_leads_to_reads_what_was_printed(
    site: Site, agency: str, year: int, printed: dict[str, str]
) -> None:
    shown = LexborHTMLParser(site.get(f"/gongkai/reports/{site.report_id(agency, year)}").text)
    for key, text in printed.items():
        (link,) = [n for n in shown.css("td.figure a") if n.attributes["href"].endswith(f"figure={key}")]  # type: ignore[union-attr]
        path, _, query = str(link.attributes["href"]).partition("?")
        content = LexborHTMLParser(site.get(f"{path}/content?{query}").text)
        (cell,) = content.css("#gongkai-cell")
        assert cell.text() == text
        assert f"「{text}」" in bar(site, f"{path}?{query}")


def test_the_bar_says_what_page_and_which_figure(site: Site) -> None:
    page = site.page_id(EDUCATION, 2019)
    text = bar(site, f"/page/{page}?figure=disclosure.normative_documents.made")
    for part in ("云州市教育局", "2019", "http://www.yunzhou.test/nb/jyj2019.html", "2026-01-02 03:00 UTC"):
        assert part in text
    for part in ("run-000002.warc.gz", "SHA-256", "200", "规范性文件", "made this year", "65", "utf-8"):
        assert part in text


def test_an_earlier_revision_keeps_its_own_figure(site: Site) -> None:
    text = bar(site, "/page/1?cell=0,3,1&figure=disclosure.normative_documents.made")
    assert " 56 " in text
    assert "「56」" in text


def test_a_text_extract_is_shown_with_its_row_and_cell_marked(site: Site) -> None:
    page = site.page_id("云州市档案局", 2020)
    content = LexborHTMLParser(site.get(f"/page/{page}/content?cell=0,3,1").text)
    (row,) = content.css("div.row")
    (cell,) = content.css("#gongkai-cell")
    assert row.text().startswith("规范性文件")
    assert cell.text().strip() == "17"


def test_a_row_that_is_hidden_does_not_shift_the_mark(site: Site) -> None:
    page = site.page_id("青山县水利局", 2023)
    cells = site.get(f"/gongkai/provenance.json?_shape=array&page_id={page}&_json=cells").json()[0]["cells"]
    place = ",".join(map(str, cells["disclosure.permits.decisions"]))
    (cell,) = LexborHTMLParser(site.get(f"/page/{page}/content?cell={place}").text).css("#gongkai-cell")
    assert cell.text() == "99"


def test_the_content_of_an_archived_page_is_shut_in(site: Site) -> None:
    page = site.page_id("青山县林业局", 2023)
    response = site.get(f"/page/{page}/content")
    policy = response.headers["content-security-policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "allow-" not in policy
    assert "<script" not in response.text


def test_a_file_that_the_frame_cannot_show_is_offered_as_a_download(site: Site) -> None:
    page = site.page_at(PDF_URL)
    shown = site.get(f"/page/{page}").text
    assert "<iframe" not in shown
    assert "a PDF file, but it is damaged" in shown
    assert f"/page/{page}/file" in shown
    stored = site.get(f"/page/{page}/file")
    assert stored.content == PDF_BYTES
    assert stored.headers["content-disposition"] == f'attachment; filename="gongkai-page-{page}.pdf"'
    assert stored.headers["content-security-policy"].startswith("sandbox")


def test_a_request_without_a_response_is_said_so(site: Site) -> None:
    page = site.page_at(LOST_URL)
    assert "timeout" in bar(site, f"/page/{page}")
    assert "No response was received" in site.get(f"/page/{page}").text
    assert site.get(f"/page/{page}/content").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/page/999999",
        "/page/1?cell=1,2",
        "/page/1?cell=a,b,c",
        "/page/1?figure=no.such.figure",
        "/report/nothing/figures.csv",
        "/gongkai/reports/nothing",
        "/gongkai/nothing",
        "/nothing",
    ],
)
def test_what_does_not_exist_is_said_so(site: Site, path: str) -> None:
    response = site.get(path)
    assert response.status_code == 404
    assert CHINESE.search(response.text)


def test_a_cell_that_the_page_does_not_have_is_said_so(site: Site) -> None:
    assert "no such cell" in bar(site, "/page/1?cell=0,999,0")


def test_a_damaged_archive_is_said_so_and_the_page_still_answers(site: Site) -> None:
    warc = site.home.warc / "run-000003.warc.gz"
    kept = warc.with_suffix(".kept")
    shutil.move(warc, kept)
    try:
        page = site.page_id("青山县水利局", 2023)
        assert "run-000003.warc.gz" in site.get(f"/page/{page}").text
        assert site.get(f"/page/{page}/content").status_code == 404
    finally:
        shutil.move(kept, warc)


def test_the_dictionary_lists_every_figure(site: Site) -> None:
    rows = site.get("/gongkai/figures.json?_shape=array&_size=max").json()
    assert {row["key"] for row in rows} == set(FIGURES)
