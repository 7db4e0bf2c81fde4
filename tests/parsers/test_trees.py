"""The tree in which cells are counted is that of a browser: another browser's tree has the same cells.

The readers build theirs with turbohtml. Here it is held against lexbor's, which others wrote.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from benchmarks.accuracy.compose import Spec, make_page
from benchmarks.accuracy.deviations import DEVIATIONS
from parsers.document import CellPlace
from parsers.forms import FORMS
from parsers.readers.cells import own_rows
from parsers.readers.html import page_tree

SPECS = [
    Spec(form, "html", (name,), 0)
    for name, deviation in DEVIATIONS.items()
    for form in [next((form for form in FORMS if deviation.fits(form, "html")), None)]
    if form
]
# What pages are broken with.
TAGS_AND_TEXTS = """
    <table> </table> <tbody> <thead> </tbody> <tr> </tr> <td> </td> <th> <caption> <colgroup> <col> <TD> <td/>
    <p> </p> <div> </div> <ul> <li> <h1> </h1> <form> </form> <select> <option> </select> <svg> </svg>
    <b> </b> <font> </font> <a> </a> <span> </span> <nobr> <o:p> </o:p> <br> </br> </tr < >
    &nbsp; &lt;td&gt; &#48; 规章 3
"""
PIECES = [*TAGS_AND_TEXTS.split(), "<td colspan=2>", "<input type=hidden>", "<!-- td -->", " ", "\x00"]
Cells = list[tuple[CellPlace, str]]


def cells_of_ours(markup: str) -> Cells:
    tables = page_tree(markup).iter_elements("table")
    return [
        ((number, row, column), cell.text)
        for number, table in enumerate(tables)
        for row, cells in enumerate(own_rows(table))
        for column, cell in enumerate(cells)
    ]


def cells_of_lexbor(markup: str) -> Cells:
    tables = LexborHTMLParser(markup.replace("\x00", "")).css("table")
    return [
        ((number, row, column), cell.text())
        for number, table in enumerate(tables)
        for row, cells in enumerate(_rows(table))
        for column, cell in enumerate(cells)
    ]


def _rows(table: LexborNode) -> list[list[LexborNode]]:
    parts = list(table.iter())
    rows = [r for part in parts for r in (part.iter() if part.tag in ("tbody", "thead", "tfoot") else [part])]
    return [[cell for cell in row.iter() if cell.tag in ("td", "th")] for row in rows if row.tag == "tr"]


@pytest.mark.parametrize("spec", SPECS, ids=str)
def test_two_browsers_trees_of_a_deviating_page_have_the_same_cells(spec: Spec) -> None:
    page = make_page(spec, seed=5).data.decode("utf-8", "replace")
    assert cells_of_ours(page) == cells_of_lexbor(page)


@settings(max_examples=500)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_two_browsers_trees_of_any_markup_have_the_same_cells(markup: str) -> None:
    assert cells_of_ours(markup) == cells_of_lexbor(markup)


def test_a_table_in_a_template_is_not_counted_among_the_tables_of_the_page() -> None:
    page = "<template><table><tr><td>模板</table></template><table><tr><td>规章"
    assert cells_of_ours(page) == [((0, 0, 0), "规章")] == cells_of_lexbor(page)
