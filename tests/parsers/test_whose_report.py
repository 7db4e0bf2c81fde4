"""Whose report a page is, with and without what is known of the site it stands on."""

import pytest

from parsers import Report, SiteContext, parse, with_site
from tests.parsers.pages import report_html

NANFEN = SiteContext("210505", "辽宁省本溪市南芬区", "本溪市南芬区人民政府")
SHORT_TITLE = "区发改局2022年政府信息公开工作年度报告"


def read(title: str, *, before: str = "", after: str = "", site: SiteContext = NANFEN) -> Report:
    page = report_html("2021", title=title)
    page = page.replace("</h1>", f"</h1>{before}", 1).replace("</body>", f"{after}</body>")
    return parse(page.encode(), site=site)


def remarks(report: Report) -> list[str]:
    return [r.kind for r in report.remarks if r.kind.startswith(("agency", "aggregate"))]


def test_a_short_name_is_completed_from_the_site_and_the_printed_one_is_kept() -> None:
    record = read(SHORT_TITLE).to_record("page")
    assert record["agency"] == "本溪市南芬区发展和改革局"
    assert record["agency_as_printed"] == "区发改局"
    assert (record["area"], record["place"]) == ("210505", "辽宁省本溪市南芬区")
    assert (record["level"], record["kind"], record["scope"]) == ("county", "department", None)
    assert [step["step"] for step in record["agency_evidence"]] == ["expanded", "place"]


def test_without_a_site_the_name_stays_as_printed_and_says_so() -> None:
    report = read(SHORT_TITLE, site=SiteContext())
    assert report.agency == "区发改局"
    assert remarks(report) == ["agency_place_unknown"]


def test_another_site_gives_what_it_gives_and_nothing_of_the_first_is_left() -> None:
    first = read(SHORT_TITLE, site=SiteContext())
    assert with_site(first, NANFEN) == read(SHORT_TITLE)
    assert with_site(with_site(first, NANFEN), SiteContext()) == first


@pytest.mark.parametrize(
    ("before", "after", "source"),
    [
        ("<p>发布机构：本溪市南芬区发展改革局</p>", "", "publisher"),
        ("<p>来源：本溪市南芬区发展改革局</p>", "", "source"),
        ("", "<p>本溪市南芬区发展改革局</p><p>2023年1月10日</p>", "signature"),
        ("<p>如有疑问，请与本溪市南芬区发展改革局办公室联系。</p>", "", "contact"),
        (
            "<p>根据条例的规定，现公布本溪市南芬区发展改革局2022年政府信息公开工作年度报告，请社会监督。</p>",
            "",
            "sentence",
        ),
        (
            "<p>本报告按照条例和有关通知的格式要求，由本溪市南芬区发展改革局编制，向社会公布，请社会监督。</p>",
            "",
            "sentence",
        ),
    ],
)
def test_what_the_page_writes_in_full_decides_which_full_name_is_meant(
    before: str, after: str, source: str
) -> None:
    report = read(SHORT_TITLE, before=before, after=after)
    assert report.agency == "本溪市南芬区发展改革局"
    assert report.agency_details is not None
    assert report.agency_details.steps[0].source == source
    assert remarks(report) == []


def test_a_signature_weighs_more_than_the_source_line() -> None:
    report = read(
        "2022年政府信息公开工作年度报告",
        before="<p>来源：本溪市南芬区人民政府办公室</p>",
        after="<p>本溪市南芬区水务局</p><p>2023年1月10日</p>",
    )
    assert (report.agency, remarks(report)) == ("本溪市南芬区水务局", ["agency_from_signature"])


def test_a_signature_is_found_above_what_the_site_puts_at_the_foot_of_its_pages() -> None:
    foot = "".join(
        f"<p>{line}</p>" for line in ("扫一扫", "打印", "关闭", "主办单位", "网站地图", "备案号", "联系我们")
    )
    signed = "<p>本溪市南芬区水务局</p><p>2023年1月10日</p>"
    report = read("2022年政府信息公开工作年度报告", after=signed + foot)
    assert (report.agency, remarks(report)) == ("本溪市南芬区水务局", ["agency_from_signature"])


def test_a_source_line_of_those_who_keep_the_website_names_nobody() -> None:
    source = "<p>来源：本溪市南芬区人民政府办公室</p>"
    unnamed = SiteContext("210505", "辽宁省本溪市南芬区")
    report = read("2022年政府信息公开工作年度报告", before=source, site=unnamed)
    assert (report.agency, remarks(report)) == (None, ["agency_unknown"])
    named = read(
        "2022年政府信息公开工作年度报告", before=source.replace("人民政府办公室", "水务局"), site=unnamed
    )
    assert (named.agency, remarks(named)) == ("本溪市南芬区水务局", ["agency_from_source"])


def test_a_government_office_in_the_contact_sentence_is_named_whole() -> None:
    contact = "<p>如有疑问，请与本溪市南芬区人民政府办公室联系。</p>"
    report = read("2022年政府信息公开工作年度报告", before=contact, site=SiteContext("210505"))
    assert (report.agency, remarks(report)) == ("本溪市南芬区人民政府办公室", ["agency_from_contact"])


def test_a_government_whose_title_shares_a_word_with_the_report_is_named_whole() -> None:
    report = read("本溪市南芬区人民政府信息公开工作2022年度报告")
    assert report.agency == "本溪市南芬区人民政府"


def test_a_sentence_that_announces_the_report_names_who_reports_where_the_title_does_not() -> None:
    sentence = "现向社会公布《本溪市南芬区水务局2022年度政府信息公开工作年度报告》，本报告由六个部分组成。"
    report = read("2022年政府信息公开工作年度报告", before=f"<p>{sentence}</p>")
    assert report.agency == "本溪市南芬区水务局"
    assert remarks(report) == ["agency_from_sentence"]


@pytest.mark.parametrize(
    ("sentence", "agency", "source"),
    [
        ("根据条例的规定，现公开南芬区水务局2022年政府信息公开工作年度报告，共六个部分。", "水务局", "sentence"),
        ("按照《条例》的规定要求，编制市水务局2022年政府信息公开工作年度报告，全文共六个部分。", "市水务局", "sentence"),
        ("按照《条例》的规定要求，汇总2022年度思山岭镇的政府信息公开年度报告编制而成，共六个部分。", "思山岭镇人民政府", "sentence"),
        ("根据《条例》和南芬区人民政府办公室《关于2022年政府信息公开工作年度报告编辑发布工作的通知》要求，"
         "特向社会公布2022年度南芬区水务局信息公开工作年度报告。", "水务局", "sentence"),
        ("本报告由南芬区水务局政务公开工作领导小组办公室根据《条例》和有关通知的要求编制，向社会公布。", "水务局", "sentence"),
        ("本报告由思山岭镇人民政府党政办公室根据《条例》编制，内容包括总体情况等六个部分，向社会公布。", "思山岭镇人民政府", "sentence"),
        ("根据《条例》规定，制定了南芬区水务局2022年度政府信息公开年度报告，全文共六个部分。", "水务局", "sentence"),
        ("综合2022年度南芬区各镇和各部门的报告编制而成。如有疑问，请与南芬区人民政府办公室联系。", "人民政府", "contact"),
        ("本报告共六个部分。如有疑问，可与南芬区水务局联系（地址：解放路1号）。", "水务局", "contact"),
        ("如有疑问，请与本溪市人民政府重点建设项目领导小组办公室综合科联系。", "市人民政府重点建设项目领导小组办公室", "contact"),
        ("如有疑问，可直接与南芬区审计局联系（电话：1）。", "审计局", "contact"),
        ("如有疑问，请联系：南芬区大数据中心党政办公室，地址：解放路1号。", "大数据中心", "contact"),
        ("如有疑问，请与思山岭镇人民政府办公室政府信息公开办公室联系。", "思山岭镇人民政府", "contact"),
    ],
)  # fmt: skip
def test_who_reports_is_told_from_the_sentences_that_agencies_write(
    sentence: str, agency: str, source: str
) -> None:
    place = "本溪市" if agency.startswith("市") else "本溪市南芬区"
    report = read("2022年政府信息公开工作年度报告", before=f"<p>{sentence}</p>")
    assert report.agency == place + agency.removeprefix("市")
    assert f"agency_from_{source}" in remarks(report)


@pytest.mark.parametrize(
    "sentence",
    [
        "如有疑问，请与南芬区政务服务中心联系。",
        "如对本报告有疑问，请联系南芬区政务服务中心（地址：解放路1号）。",
    ],
)
def test_a_body_that_answers_for_a_report_of_our_county_is_not_whose_it_is(sentence: str) -> None:
    unnamed = SiteContext("210505", "辽宁省本溪市南芬区")
    text = f"<p>2022年，我区深入推进政务公开。</p><p>{sentence}</p>"
    report = read("2022年政府信息公开工作年度报告", before=text, site=unnamed)
    assert (report.agency, remarks(report)) == (None, ["agency_unknown"])
    ours = read("2022年政府信息公开工作年度报告", before=text.replace("我区", "我中心"), site=unnamed)
    assert ours.agency == "本溪市南芬区政务服务中心"


@pytest.mark.parametrize(
    "sentence",
    [
        "根据《条例》的规定，特向社会公布2022年度本级政府（机关）信息公开工作年度报告，共九个部分。",
        "工作年度报告 我局2022年政府信息公开工作年度报告（以下简称年报）是根据《条例》的规定编制的。",
    ],
)
def test_words_of_the_announcement_are_no_agency(sentence: str) -> None:
    unnamed = SiteContext("210505", "辽宁省本溪市南芬区")
    report = read("2022年政府信息公开工作年度报告", before=f"<p>{sentence}</p>", site=unnamed)
    assert (report.agency, remarks(report)) == (None, ["agency_unknown"])


def test_a_name_without_its_place_in_the_announcement_is_no_other_body() -> None:
    sentence = "<p>根据条例的规定，现将教育局2022年政府信息公开工作年度报告公布如下，请社会监督。</p>"
    report = read(
        "本溪高新区教育局2022年政府信息公开工作年度报告", before=sentence, site=SiteContext("210500")
    )
    assert "agency_conflict" not in remarks(report)


@pytest.mark.parametrize(
    "contact",
    [
        "如有疑问，请与本溪市南芬区水务局政府信息公开领导小组办公室联系。",
        "如有疑问，请与宁国市统计局联系。",
    ],
)
def test_a_contact_sentence_of_another_body_is_remarked_and_not_followed(contact: str) -> None:
    report = read("本溪市南芬区应急管理局2022年政府信息公开工作年度报告", before=f"<p>{contact}</p>")
    assert report.agency == "本溪市南芬区应急管理局"
    assert remarks(report) == ["agency_conflict"]


@pytest.mark.parametrize(
    "contact",
    [
        "如有疑问，请与本溪市南芬区应急管理局办公室联系。",
        "如有疑问，请与区应急局联系。",
        "如有疑问，请联系：南芬区应急管理局党政办公室，电话：024-1234567。",
        "如有疑问，请与本机关联系。",
    ],
)
def test_a_contact_sentence_of_the_agency_itself_is_no_conflict(contact: str) -> None:
    report = read("本溪市南芬区应急管理局2022年政府信息公开工作年度报告", before=f"<p>{contact}</p>")
    assert remarks(report) == []


def test_a_host_of_another_body_does_not_make_the_report_its_own() -> None:
    site = SiteContext("210505", "辽宁省本溪市南芬区", "本溪市南芬区教育局")
    report = read("南芬区思山岭街道2022年政府信息公开工作年度报告", site=site)
    assert (report.agency, remarks(report)) == ("本溪市南芬区思山岭街道办事处", [])


def test_a_government_that_sums_up_others_reports_in_aggregate() -> None:
    sentence = "<p>本报告根据区政府办公室综合全区各镇、各部门的政府信息公开情况编制。</p>"
    report = read("本溪市南芬区2022年政府信息公开工作年度报告", before=sentence)
    assert report.agency_details is not None
    assert (report.agency, report.agency_details.scope) == ("本溪市南芬区人民政府", "aggregate")


def test_aggregate_wording_on_a_single_body_is_remarked() -> None:
    sentence = "<p>本报告综合全区各镇、各部门2022年的政府信息公开情况编制而成，并向社会公布。</p>"
    report = read("南芬区水东镇2022年政府信息公开工作年度报告", before=sentence)
    assert report.agency_details is not None
    assert (report.agency, report.agency_details.scope) == ("本溪市南芬区水东镇人民政府", "own")
    assert remarks(report) == ["aggregate_wording"]


def test_the_sites_own_agency_stands_in_where_the_page_names_none() -> None:
    report = read("2022年政府信息公开工作年度报告")
    assert (report.agency, remarks(report)) == ("本溪市南芬区人民政府", ["agency_from_site"])
    assert report.to_record("page")["agency_as_printed"] == "本溪市南芬区人民政府"


def test_a_page_that_is_no_report_has_no_agency() -> None:
    report = parse("<p>关于召开会议的通知</p>".encode(), site=NANFEN)
    assert (report.outcome, report.agency, report.agency_details) == ("not_a_report", None, None)
