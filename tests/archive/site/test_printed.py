"""The layout of a form's table: a whole rectangle with every figure once, headed as the form heads it."""

import pytest

from archive.site.printed import PrintedCell, PrintedRow, printed_rows
from parsers.forms import FORMS, Table

TABLES = [
    pytest.param(table, id=f"{form.form}-{table.key}")
    for form in FORMS.values()
    for table in form.tables.values()
]


def grid(rows: list[PrintedRow]) -> dict[tuple[int, int], PrintedCell]:
    """Every place of the table as a browser fills it; a cell that would overlap another is an error."""
    places: dict[tuple[int, int], PrintedCell] = {}
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in places:
                x += 1
            for place in [(y + dy, x + dx) for dy in range(cell.rowspan) for dx in range(cell.colspan)]:
                assert place not in places
                places[place] = cell
    return places


@pytest.mark.parametrize("table", TABLES)
def test_a_table_fills_a_rectangle(table: Table) -> None:
    places = grid(printed_rows(table))
    height, width = (1 + max(place[axis] for place in places) for axis in (0, 1))
    assert len(places) == height * width


@pytest.mark.parametrize("table", TABLES)
def test_every_figure_is_printed_once_in_the_order_of_print(table: Table) -> None:
    keys = [cell.key for row in printed_rows(table) for cell in row if cell.kind == "figure"]
    assert keys == [key for key, *_ in table.cells()]


@pytest.mark.parametrize("table", TABLES)
def test_every_label_is_in_both_languages(table: Table) -> None:
    for cell in (cell for row in printed_rows(table) for cell in row):
        if cell.kind != "figure":
            assert cell.zh
            assert cell.en
            assert bool(cell.note) == bool(cell.note_en)


def test_an_item_stands_over_its_own_header() -> None:
    rows = printed_rows(FORMS["2019"].tables["disclosure"])
    assert [(cell.zh, cell.colspan) for cell in rows[0]] == [("第二十条第（一）项", 4)]
    assert [cell.zh for cell in rows[1]] == ["信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"]


def test_groups_stand_beside_all_their_rows() -> None:
    places = grid(printed_rows(FORMS["2021"].tables["applications"]))
    refused = [cell for cell in set(places.values()) if cell.zh == "（三）不予公开"]
    assert [(cell.rowspan, cell.colspan) for cell in refused] == [(8, 1)]
    (outcome,) = [cell for cell in set(places.values()) if cell.zh == "三、本年度办理结果"]
    assert outcome.rowspan == 22


def test_the_head_of_the_matrix_has_the_note_and_the_applicants() -> None:
    rows = printed_rows(FORMS["2019"].tables["applications"])
    assert [(cell.kind, cell.colspan, cell.rowspan) for cell in rows[0]] == [
        ("corner", 3, 3),
        ("heading", 7, 1),
    ]
    assert [cell.zh for cell in rows[1]] == ["自然人", "法人或其他组织", "总计"]


def test_the_line_puts_procedures_over_results() -> None:
    rows = printed_rows(FORMS["2021"].tables["remedies"])
    assert [(cell.zh, cell.colspan, cell.rowspan) for cell in rows[0]] == [
        ("行政复议", 5, 2),
        ("行政诉讼", 10, 1),
    ]
    assert [cell.zh for cell in rows[1]] == ["未经复议直接起诉", "复议后起诉"]
    assert len(rows[3]) == 15
