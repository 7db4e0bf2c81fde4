"""How table four deviates: on its side, in rows, in two tables."""

from tests.parsers.deviating import read, rows_html, values
from tests.parsers.pages import report_html

RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
PROCEDURES = ("行政复议", "未经复议直接起诉", "复议后起诉")
FIFTEEN = [25, 3, 8, 0, 36, 3, 3, 0, 0, 6, 3, 0, 0, 0, 3]


def remedies_page(*tables: str) -> str:
    page = report_html("2021")
    start = page.index("<table>", page.index("四、"))
    return page[:start] + "".join(tables) + page[page.index("</table>", start) + len("</table>") :]


def test_table_four_on_its_side_is_read_by_both_labels() -> None:
    turned = rows_html(
        ("", "行政复议", "行政诉讼"),
        ("", *PROCEDURES[1:]),
        *((result, *FIFTEEN[n::5]) for n, result in enumerate(RESULTS)),
    )
    assert values(read(remedies_page(turned)), "remedies") == FIFTEEN


def test_table_four_with_a_row_for_each_procedure_is_read() -> None:
    lines = rows_html(("", *RESULTS), *((p, *FIFTEEN[n * 5 : n * 5 + 5]) for n, p in enumerate(PROCEDURES)))
    assert values(read(remedies_page(lines)), "remedies") == FIFTEEN


def test_table_four_with_a_row_for_each_number_is_read() -> None:
    numbers = [
        ((p,) if n == 0 else ()) + (r, FIFTEEN[m * 5 + n])
        for m, p in enumerate(PROCEDURES)
        for n, r in enumerate(RESULTS)
    ]
    assert values(read(remedies_page(rows_html(*numbers))), "remedies") == FIFTEEN


def test_table_four_in_two_tables_is_read() -> None:
    first = rows_html(("行政复议",), RESULTS, tuple(FIFTEEN[:5]))
    second = rows_html(("行政诉讼",), PROCEDURES[1:], (*RESULTS, *RESULTS), tuple(FIFTEEN[5:]))
    assert values(read(remedies_page(first, second)), "remedies") == FIFTEEN


def test_table_four_on_its_side_is_read_beside_a_sentence_and_a_column_of_spacers() -> None:
    numbers = [[str(n) for n in FIFTEEN[start::5]] for start in range(5)]
    numbers[1][1] = "其中涉及办理许可的12件，其余由市级办理"
    turned = rows_html(
        ("", *PROCEDURES, ""), *((result, *row, "") for result, row in zip(RESULTS, numbers, strict=True))
    )
    read_values = values(read(remedies_page(turned)), "remedies")
    assert read_values == [None if place == 6 else number for place, number in enumerate(FIFTEEN)]
