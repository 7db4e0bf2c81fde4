"""HTML becomes a Document with the tree a browser builds, and both readers agree where the markup is sound."""

import pytest

from parsers.document import Document
from parsers.forms import FORMS
from parsers.readers.html import read_html, read_soup
from tests.parsers.pages import report_html


def rows(document: Document, table: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row] for row in document.tables[table].rows]


def test_unclosed_and_upper_case_tags_make_the_table_a_browser_makes() -> None:
    assert rows(read_html("<TABLE><TR><TD>规章<TD>1<TR><TD>财政<TD>2</TABLE>")) == [
        ["规章", "1"],
        ["财政", "2"],
    ]


def test_digits_in_neighbouring_spans_are_one_number_and_in_two_paragraphs_two() -> None:
    page = "<table><tr><td><span>2</span><span>0</span></td><td><p>2</p><p>0</p></td><td>2<br>0</td></tr></table>"
    assert rows(read_html(page)) == [["20", "2 0", "2 0"]]


def test_comments_scripts_styles_and_hidden_elements_give_no_text() -> None:
    page = """<table><tr><td>1<!--2--><script>3</script><style>4</style><span style="display: none">5</span>
    <span hidden>6</span></td></tr></table>"""
    assert rows(read_html(page)) == [["1"]]


def test_a_hidden_table_is_left_out_but_keeps_its_number() -> None:
    page = '<div style="display:none"><table><tr><td>1</table></div><table><tr><td>2</table>'
    tables = read_html(page).tables
    assert [(table.index, table.rows[0][0].text) for table in tables] == [(1, "2")]


def test_a_hidden_row_or_cell_gives_no_text_but_keeps_its_number() -> None:
    page = '<table><tr hidden><td>0</td></tr><tr><td style="display:none">1</td><td>规章</td><td>2</td></tr></table>'
    table = read_html(page).tables[0]
    assert [[(cell.text, cell.place) for cell in row] for row in table.rows] == [
        [],
        [("规章", (0, 1, 1)), ("2", (0, 1, 2))],
    ]


def test_a_nested_table_is_a_table_of_its_own_and_no_text_of_the_outer_cell() -> None:
    document = read_html("<table><tr><td>外<table><tr><td>内</table></td><td>右</table>")
    assert [(table.index, table.layout) for table in document.tables] == [(0, True), (1, False)]
    assert rows(document, 0) == [["外", "右"]]
    assert rows(document, 1) == [["内"]]
    assert document.tables[1].rows[0][0].place == (1, 0, 0)


def test_rows_are_numbered_through_head_body_and_foot() -> None:
    page = "<table><thead><tr><th>a</thead><tbody><tr><td>b</tbody><tfoot><tr><td>c</tfoot></table>"
    assert [cell.place for row in read_html(page).tables[0].rows for cell in row] == [
        (0, n, 0) for n in range(3)
    ]


@pytest.mark.parametrize(
    ("written", "span"), [("3", 3), ("abc", 1), ("0", 1), ("-2", 1), ("1000000", 1000), (" 2 ", 2), ("2x", 2)]
)
def test_absurd_spans_are_read_as_browsers_read_them(written: str, span: int) -> None:
    document = read_html(f'<table><tr><td colspan="{written}">1</td></tr></table>')
    assert document.tables[0].rows[0][0].colspan == span


def test_headings_paragraphs_and_line_breaks_are_separate_texts() -> None:
    document = read_html("<h1>标题<br>第二行</h1><p>一<b>二</b></p>三<br>四")
    assert [(text.text, text.level) for text in document.texts] == [
        ("标题第二行", 1),
        ("一二", 0),
        ("三", 0),
        ("四", 0),
    ]


def test_metadata_is_read_without_a_space_between_attributes() -> None:
    document = read_html('<meta name="ArticleTitle"content="年度报告"><title>网站</title>')
    assert document.metadata == {"title": "网站", "articletitle": "年度报告"}


@pytest.mark.parametrize("form", sorted(FORMS))
def test_both_readers_see_the_same_tables(form: str) -> None:
    page = report_html(form)
    assert read_html(page).tables == read_soup(page).tables


@pytest.mark.parametrize(
    "start_tag",
    [
        '<div style="display: none">',
        "<DIV STYLE='Visibility : HIDDEN'>",
        '<div style="Display:None">',
        '<div onclick="if (a > b) {}" style="display:none">',
        '<div title="<b" hidden>',
        "<my-box hidden>",
    ],
)
def test_what_any_start_tag_hides_is_not_read(start_tag: str) -> None:
    document = read_html(
        f"<p>一</p>{start_tag}二<table><tr><td>三</table><h2>四</h2></div></my-box><table><tr><td>五</table>"
    )
    assert [text.text for text in document.texts] == ["一"]
    assert [(table.index, table.rows[0][0].text) for table in document.tables] == [(1, "五")]


def test_a_cell_in_a_formula_is_no_cell_of_the_table() -> None:
    page = "<table><tr><td>1<math><td>2</td></math></td><td>3</td></tr></table>"
    assert [cell.place[2] for row in read_html(page).tables[0].rows for cell in row if cell.text == "3"] == [
        1
    ]
