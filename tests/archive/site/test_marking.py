"""A cell's place means the same to the site as to the reader that took the figure from it."""

import pytest

from archive.site.marking import (
    CELL_ID,
    SHOWN_ATTRIBUTE,
    find_cell,
    mark_cell,
    text_cell,
    text_lines,
)
from parsers.document import Document
from parsers.readers.html import page_tree, read_html
from parsers.readers.text import read_text
from tests.parsers.pages import SHAPES, report_html, report_text

NESTED = "<table><tr><td>外<table><tr><td>内</td></tr></table></td><td>右</td></tr></table><table><tr><td>后"
PAGES = {
    "2019": report_html("2019"),
    "2021": report_html("2021"),
    "nested": NESTED,
    "unclosed cells": "<table><tr><td>规章<td>3<td>4<tr><td>文件<td>5</table>",
    "sections of a table": "<table><thead><tr><th>头</thead><tbody><tr><td>身<tfoot><tr><td>脚</table>",
    "hidden row": '<table><tr style="display:none"><td>模板</td></tr><tr><td>规章</td><td>3</td></tr></table>',
    "hidden cell": "<table><tr><td hidden>序号</td><td>规章</td><td>3</td></tr></table>",
    "hidden table": '<table style="display: none"><tr><td>0</td></tr></table><table><tr><td>1</td></tr></table>',
    "form outside": "<table><form><tr><td>规章</td><td>2</td></tr></form></table>",
    "text in a table": "<table>游离文字<tr><td>规章</td></tr></table>",
    "script beside": "<table><script>var a='<td>';</script><tr><td>规章</td><td>1</td></tr></table>",
}


def cells(document: Document) -> list[tuple[tuple[int, int, int], str]]:
    return [(cell.place, cell.text) for table in document.tables for row in table.rows for cell in row]


@pytest.mark.parametrize("name", PAGES)
def test_every_cell_the_reader_saw_is_found_with_its_text(name: str) -> None:
    read = cells(read_html(PAGES[name]))
    assert read
    for place, text in read:
        cell = find_cell(page_tree(PAGES[name]), place)
        assert cell is not None, place
        assert "".join(cell.text.split()).startswith("".join(text.split())), place


@pytest.mark.parametrize("place", [(9, 0, 0), (0, 99, 0), (0, 0, 99)])
def test_a_place_that_the_page_does_not_have_is_not_found(place: tuple[int, int, int]) -> None:
    assert find_cell(page_tree(PAGES["2019"]), place) is None


def test_a_marked_cell_carries_the_id_that_the_link_points_to() -> None:
    page = page_tree(NESTED)
    cell = find_cell(page, (1, 0, 0))
    assert cell is not None
    mark_cell(page, cell)
    (marked,) = page.select(f"#{CELL_ID}")
    assert marked.text == "内"


def test_what_a_style_sheet_hides_is_shown_round_the_marked_cell_alone() -> None:
    page = page_tree(f"<style>.tab {{ display: none }}</style><div class=tab>{NESTED}</div><p>")
    cell = find_cell(page, (1, 0, 0))
    assert cell is not None
    mark_cell(page, cell)
    assert [element.tag for element in page.select(f"[{SHOWN_ATTRIBUTE}]")].count("div") == 1
    assert not page.select(f"p[{SHOWN_ATTRIBUTE}]")


@pytest.mark.parametrize("shape", SHAPES)
def test_every_cell_of_a_text_extract_is_found_on_its_line(shape: str) -> None:
    text = report_text("2019", {"disclosure.permits.decisions": "41"}, shape=shape)
    read = cells(read_text(text))
    assert len(read) > 190
    for place, cell_text in read:
        assert text_cell(text, place) == cell_text


def test_the_cell_of_a_text_extract_is_marked_and_nothing_is_lost() -> None:
    text = "规章 | 0 | <b>1</b> |\n文件 | 2 | 3 |"
    html = "".join(text_lines(text, (0, 0, 2)))
    assert f'<mark id="{CELL_ID}"> &lt;b&gt;1&lt;/b&gt; </mark>' in html
    assert "文件 | 2 | 3 |" in html


def test_a_line_that_is_not_there_is_not_found() -> None:
    assert text_cell("规章 | 0 |", (0, 5, 0)) is None
    assert text_cell("规章 | 0 |", (0, 0, 9)) is None
    assert text_cell("只有文字。", (0, 0, 0)) is None
