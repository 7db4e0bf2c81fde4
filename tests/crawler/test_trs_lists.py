import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.lists.links import is_document, read_attachments
from crawler.lists.trs_wcm import Pager, TrsPage, read_list_page
from crawler.lists.written_rows import written_html

LIST = "http://www.example.test/zwgk/zfxxgknb/"
TITLE = "云州市财政局2023年政府信息公开工作年度报告"
HREF = "./202401/t20240119_1.html"
URL = f"{LIST}202401/t20240119_1.html"


def read(body: str, url: str = LIST) -> TrsPage:
    return read_list_page(f"<html><body>{body}</body></html>", url)


def row(href: str = HREF, title: str = TITLE, date: str = "2024-01-19") -> str:
    return f'<li><a href="{href}">{title}</a><span>{date}</span></li>'


def test_a_row_gives_address_title_and_date() -> None:
    (entry,) = read(f"<ul>{row()}</ul>").entries
    assert (entry.url, entry.title, entry.date, entry.skip) == (URL, TITLE, "2024-01-19", None)


@pytest.mark.parametrize("extension", ["html", "shtml", "htm"])
def test_articles_have_any_of_three_extensions(extension: str) -> None:
    (entry,) = read(row(f"./202401/t20240119_1.{extension}")).entries
    assert entry.url.endswith(f"t20240119_1.{extension}")


def test_a_title_cut_in_the_text_is_whole_in_the_attribute() -> None:
    (entry,) = read(f'<li><a href="{HREF}" title="{TITLE}">云州市财政局2023…</a></li>').entries
    assert entry.title == TITLE


def test_a_short_attribute_does_not_hide_the_title() -> None:
    (entry,) = read(f'<li><a href="{HREF}" title="点击查看">{TITLE}</a></li>').entries
    assert entry.title == TITLE


def test_an_elaborating_attribute_tells_a_picture_version() -> None:
    (entry,) = read(f'<li><a href="{HREF}" title="一图读懂{TITLE}">{TITLE[:15]}…</a></li>').entries
    assert entry.skip == "picture_version"


def test_rows_in_comments_are_not_seen() -> None:
    page = read(f"<ul><!-- {row('./202401/t20240119_9.html')} -->{row()}</ul>")
    assert [entry.url for entry in page.entries] == [URL]


def test_rows_written_by_a_script_are_seen_with_their_dates() -> None:
    script = f"""<li><script>
        // document.write('<a href="./x/t20240101_9.html">no</a>');
        var url = "{HREF}"; var title = '{TITLE}';
        document.write("<a href='" + url + "' title='" + title + "'>" + title.substring(0, 8) + "…<\\/a>");
    </script><span>[2024-01-19]</span></li>"""
    (entry,) = read(script).entries
    assert (entry.url, entry.title, entry.date) == (URL, TITLE, "2024-01-19")


def test_a_script_may_write_the_whole_row() -> None:
    (entry,) = read(f"<ul><script>document.writeln(`{row()}`)</script></ul>").entries
    assert (entry.url, entry.date) == (URL, "2024-01-19")


def test_written_text_with_escapes_is_understood() -> None:
    assert written_html(r"document.write('\u5e74\x41\'\n');") == "年A'\n"
    assert written_html("var a = 1; go(document.write);") == ""


def test_of_two_date_spans_the_one_with_a_year_counts() -> None:
    spans = '<span class="mhide">01-20</span><span class="pchide">2024/01/19</span>'
    (entry,) = read(f'<li><a href="{HREF}">{TITLE}</a>{spans}</li>').entries
    assert entry.date == "2024-01-19"


def test_a_date_inside_the_link_is_found_and_no_part_of_the_title() -> None:
    (entry,) = read(f'<li><a href="{HREF}"><em>2024-01-19</em>{TITLE}</a></li>').entries
    assert (entry.title.strip(), entry.date) == (TITLE, "2024-01-19")


def test_the_interpretation_in_the_same_row_is_not_the_report() -> None:
    beside = '<a href="../../jd/202401/t20240120_2.html">[解读]</a>'
    page = read(f'<ul><li><a href="{HREF}">{TITLE}</a>{beside}<span>2024-01-19</span></li></ul>')
    report, other = page.entries
    assert (report.url, report.date, report.skip) == (URL, "2024-01-19", None)
    assert other.skip == "interpretation"


def test_a_second_link_of_a_row_outside_the_channel_is_not_a_report_of_its_own() -> None:
    beside = f'<a href="../../jd/202401/t20240120_2.html">{TITLE}</a>'
    report, other = read(f'<li><a href="{HREF}">{TITLE}</a>{beside}</li>').entries
    assert (report.skip, other.skip) == (None, "second_link_of_row")


def test_rows_without_markup_of_their_own_keep_their_own_dates() -> None:
    one = f'<a href="{HREF}">{TITLE}</a> 2024-01-19<br>'
    two = f'<a href="./202501/t20250120_2.html">{TITLE.replace("2023", "2024")}</a> 2025-01-20<br>'
    page = read(f"<div>{one}{two}</div>")
    assert [entry.date for entry in page.entries] == ["2024-01-19", "2025-01-20"]


def test_links_with_white_space_and_without_a_scheme_are_mended() -> None:
    (entry,) = read(row(" //www.example.test/zwgk/zfxxgknb/202401/\n t20240119_1.html ")).entries
    assert entry.url == URL


def test_broken_links_are_no_entries() -> None:
    assert read(row("http://[x/t20240119_1.html") + row("javascript:void(0)")).entries == ()


def test_a_broken_base_address_is_ignored() -> None:
    (entry,) = read(f'<base href="http://[broken">{row()}').entries
    assert entry.url == URL


MARKUP = (
    "<ul> <li> </li> <a§href= ./202401/t20240119_1.html ' > </a> <script> </script> <!-- --> <tr> <td> <p>"
)
SCRIPT = 'document.write( " + ) var§u= createPageHTML( 9,0 \\u12 // /* 2024-01-19 01-19'
ADDRESSES = "<base§href= http://[ http://x:y/ <option§value= &#0;"
PIECES = st.sampled_from(
    [piece.replace("§", " ") for piece in f"{MARKUP} {SCRIPT} {ADDRESSES} {TITLE}".split()]
)


@pytest.mark.filterwarnings("ignore::bs4.MarkupResemblesLocatorWarning")
@given(st.lists(PIECES, max_size=40))
def test_any_page_is_read_without_an_error(pieces: list[str]) -> None:
    page = read_list_page("".join(pieces), LIST)
    assert all(entry.url.startswith("http://") for entry in page.entries)
    assert read_attachments("".join(pieces), LIST) == []


def test_a_page_nested_very_deep_is_read() -> None:
    assert len(read("<div>" * 5000 + row()).entries) <= 1


def test_documents_in_a_list_are_entries() -> None:
    (entry,) = read(row("./P020240409348498606128.pdf")).entries
    assert entry.skip is None


def test_moved_articles_of_another_address_need_a_title_with_a_year() -> None:
    page = read(row("/art/1.html") + row("/gk/about.html", "政府信息公开年报"))
    assert [entry.url for entry in page.entries] == ["http://www.example.test/art/1.html"]


def test_channels_below_are_found_in_links_and_in_a_year_chooser() -> None:
    links = (
        '<a href="./2023n/">2023年</a><a href="2022n/szf/index.html">市政府</a><a href="2021n">2021年</a>'
        '<select><option value="./2019n/">2019</option><option value="">年</option></select>'
    )
    assert read(links).channels == tuple(
        f"{LIST}{name}/" for name in ("2023n", "2022n/szf", "2021n", "2019n")
    )


def test_channels_elsewhere_or_too_deep_are_not_followed() -> None:
    links = (
        '<a href="../">上级</a><a href="../other/">其他</a><a href="./a/b/c/">深</a><a href="./">本栏目</a>'
    )
    assert read(links + '<a href="http://other.test/zwgk/zfxxgknb/2023n/">他站</a>').channels == ()


def test_a_list_address_without_its_slash_is_a_folder() -> None:
    page = read('<a href="/zwgk/nb/2023n/">2023年</a>', "http://www.example.test/zwgk/nb")
    assert page.channels == ("http://www.example.test/zwgk/nb/2023n/",)


@pytest.mark.parametrize(
    ("script", "pager"),
    [
        ('createPageHTML(9, 0, "index", "html");', Pager(9, "index", "html")),
        ("createPageHTML( 3, 1, 'index', 'shtml' )", Pager(3, "index", "shtml")),
        ('createPage(5,0,"index","html")', Pager(5, "index", "html")),
        ('createPageHTML(170, 9, 0, "list", "htm")', Pager(9, "list", "htm")),
        ('createPageHTML(9, 0, "index")', Pager(9, "index", "html")),
        ("createPageHTML(9)", Pager(9, "index", "html")),
        ("var currentPage = 0; var countPage = 4;", Pager(4, "index", "html")),
    ],
)
def test_every_form_of_the_pager_is_read(script: str, pager: Pager) -> None:
    assert read(f"<script>{script}</script>").pager == pager


@pytest.mark.parametrize(
    "html",
    [
        '<script>// createPageHTML(9, 0, "index", "html");</script>',
        '<script>/* createPageHTML(9, 0, "index", "html"); */</script>',
        '<!-- <script>createPageHTML(9, 0, "index", "html");</script> -->',
        "<script>function createPageHTML(_nPageCount, _nCurrIndex, _sName, _sExt){ go(); }</script>",
        "<script>createPageHTML('page_div', 5, 1, 'fg', 'shtml', 89);</script>",
    ],
)
def test_what_is_no_pager_of_this_family_is_none(html: str) -> None:
    assert read(html).pager is None


def test_a_pager_without_an_extension_takes_that_of_the_articles() -> None:
    page = read(row("./202401/t20240119_1.shtml") + "<script>var countPage = 4;</script>")
    assert page.pager == Pager(4, "index", "shtml")


def test_a_plain_link_to_the_next_page_is_a_pager() -> None:
    pager = read('<a href="index_1.shtml">下一页</a>').pager
    assert pager is not None
    assert pager.address(LIST, 2) == f"{LIST}index_2.shtml"


def test_a_download_script_that_names_a_document_is_one() -> None:
    assert is_document("http://www.x.gov.cn/module/download/downfile.jsp?classid=0&filename=0a1b.pdf")
    assert is_document("http://www.x.gov.cn/nb/W0202401.rtf")
    assert not is_document("http://www.x.gov.cn/nb/t20240119_1.html?from=a.pdf.html")


def test_documents_of_a_report_page_are_found_once_each() -> None:
    html = """<nav><a href="/guide.pdf">指南</a></nav><div>
      <a href="./P0202\n401.pdf">年报.pdf</a><a href="./P0202401.pdf#page=2">再次</a>
      <iframe src="年报.docx"></iframe><a href="./t20240119_2.html">网页</a></div>"""
    assert read_attachments(html, URL) == [
        (f"{LIST}202401/P0202401.pdf", "年报.pdf"),
        (f"{LIST}202401/年报.docx", ""),
    ]


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/index.php?c=getFile&id=5e1f">某局2023年度报告.pdf</a>',
        '<a href="/file/download/771" download="某局2023年度报告.docx">下载</a>',
        '<a href="/file/771" title="某局2023年度报告.xls">附件</a>',
        '<a href="/file/771">《某局2023年度报告.wps》</a>',
    ],
)
def test_a_link_that_is_called_like_a_file_leads_to_a_document(link: str) -> None:
    assert len(read_attachments(link, URL)) == 1


@pytest.mark.parametrize("href", ["./t20240119_2.html", "/xxgk/", "#top", "javascript:open(1)"])
def test_a_page_that_is_called_like_a_file_is_none(href: str) -> None:
    assert read_attachments(f'<a href="{href}">某局2023年度报告.pdf</a>', URL) == []


def test_a_document_linked_in_a_template_is_no_attachment_of_the_page() -> None:
    html = '<template><a href="./P0.pdf">样式</a></template><a href="./P1.pdf">年报</a>'
    assert read_attachments(html, URL) == [(f"{LIST}202401/P1.pdf", "年报")]
