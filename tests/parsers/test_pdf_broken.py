"""PDF tables whose columns break numbers over lines: a figure is read whole or not at all, never its first line."""

from collections.abc import Callable
from functools import partial

import pytest
from reportlab.pdfgen.canvas import Canvas

from parsers import parse
from parsers.report import Report
from tests.parsers.documents import LEADING, draw_rows, pdf
from tests.parsers.test_pdf_reader import HEADER, ROWS

# A column holds two digits of half an em, or one Chinese character; rows stand a little apart.
DIGITS, LABEL_CHARACTERS, AIR, TOP = 2, 12, 5.0, 760.0
LABEL, VALUES, PITCH = 60.0, 200.0, 30.0
# How much of what a row's tallest cell has over stands above a cell.
ALIGNMENTS = {"top": 0.0, "middle": 0.5, "bottom": 1.0}
Where = Callable[[str, int], list[str]]


def broken(text: str, characters: int) -> list[str]:
    return [text[start : start + characters] for start in range(0, len(text), characters)]


def draw_broken(
    canvas: Canvas,
    rows: list[list[str]],
    share: float,
    *,
    air: float = AIR,
    foot: str = "",
) -> None:
    """Rows whose cells break where their column ends and stand as high in them as `share` says."""
    y = TOP
    for row in rows:
        cells = [broken(row[0], LABEL_CHARACTERS)]
        cells += [broken(text, DIGITS if text.isdecimal() else 1) for text in row[1:]]
        tallest = max(map(len, cells))
        for column, lines in enumerate(cells):
            x = VALUES + PITCH * (column - 1) if column else LABEL
            above = share * (tallest - len(lines))
            for number, line in enumerate(lines):
                canvas.drawString(x, y - LEADING * (above + number), line)
        y -= LEADING * tallest + air
    canvas.drawString(VALUES + 3 * PITCH, y, foot)


def values(report: Report) -> dict[str, float]:
    return {key: figure.value for key, figure in report.figures.items() if figure.value is not None}


def truth(rows: list[list[str]]) -> dict[str, float]:
    """The figures of rows as a text with pipes says them."""
    return values(parse("\n".join(" | ".join(row) + " |" for row in HEADER + rows).encode()))


def with_values(count: int, number: Callable[[int, int], int]) -> list[list[str]]:
    return [[row[0], *(str(number(n, column)) for column in range(7))] for n, row in enumerate(ROWS[:count])]


NARROW = {
    "one number of a row": lambda row, column: 1234 + row if column == row % 7 else column + row,
    "one of three lines": lambda row, column: 12345 + row if column == row % 7 else column + row,
    "all but the total": lambda row, column: 1000 + 10 * row + column if column < 6 else 7,
    "all numbers of some rows": lambda row, column: 1000 * (row % 2) + 10 * row + column,
}


def read(pages: list[Callable[[Canvas], None]], rows: list[list[str]]) -> int:
    """How many figures are right on pages of a table with these rows; none may be wrong."""
    found, expected = values(parse(pdf(*pages))), truth(rows)
    assert found.items() <= expected.items()
    return len(found)


@pytest.mark.parametrize("share", ALIGNMENTS.values(), ids=ALIGNMENTS.keys())
@pytest.mark.parametrize("number", NARROW.values(), ids=NARROW.keys())
def test_a_number_that_its_column_breaks_is_whole(number: Callable[[int, int], int], share: float) -> None:
    rows = with_values(12, number)
    assert read([partial(draw_broken, rows=HEADER + rows, share=share)], rows) >= 60


@pytest.mark.parametrize("share", ALIGNMENTS.values(), ids=ALIGNMENTS.keys())
@pytest.mark.parametrize("number", NARROW.values(), ids=NARROW.keys())
def test_lines_of_numbers_no_nearer_than_rows_give_no_wrong_figure(
    number: Callable[[int, int], int], share: float
) -> None:
    rows = with_values(12, number)
    read([partial(draw_broken, rows=HEADER + rows, share=share, air=0.0)], rows)


def test_two_numbers_below_each_other_in_a_wide_column_are_not_one() -> None:
    def table(canvas: Canvas) -> None:
        for x, text in (
            (LABEL, "信息内容"),
            (200, "本年制发件数"),
            (260, "本年废止件数"),
            (320, "现行有效件数"),
        ):
            canvas.drawString(x, TOP, text)
        for x, text in ((LABEL, "规章"), (200, "12"), (260, "5"), (320, "6")):
            canvas.drawString(x, TOP - 20, text)
        canvas.drawString(200, TOP - 20 - LEADING, "34")
        for x, text in ((LABEL, "行政规范性文件"), (200, "7"), (260, "8"), (320, "9")):
            canvas.drawString(x, TOP - 50, text)

    report = parse(pdf(table))
    assert values(report) == {
        "disclosure.regulations.repealed": 5,
        "disclosure.regulations.in_force": 6,
        "disclosure.normative_documents.issued": 7,
        "disclosure.normative_documents.repealed": 8,
        "disclosure.normative_documents.in_force": 9,
    }
    assert report.figures["disclosure.regulations.issued"].state == "ambiguous"


@pytest.mark.parametrize("number", NARROW.values(), ids=NARROW.keys())
def test_a_number_broken_by_the_end_of_a_page_is_never_its_first_line(
    number: Callable[[int, int], int],
) -> None:
    rows = with_values(6, number)
    label, *numbers = rows[5]
    first = [label, *(text[:DIGITS] for text in numbers)]
    rest = ["", *(text[DIGITS:] for text in numbers)]
    for pages in (2, 1):
        drawn: list[Callable[[Canvas], None]] = [
            partial(draw_broken, rows=HEADER + rows[:5] + [first], share=0.0),
            partial(draw_broken, rows=[rest, *rows[5 : 5 + pages - 1]], share=0.0),
        ]
        read(drawn, rows)


def test_a_page_number_right_below_a_row_joins_no_figure() -> None:
    rows = with_values(6, lambda row, column: 10 * row + column)

    assert read([partial(draw_broken, rows=HEADER + rows, share=0.0, foot="1")], rows) >= 6 * 7 - 1


@pytest.mark.parametrize(
    ("upper", "lower", "value"), [("减", "12", -12), ("12", "件", 12), ("1", "2件", 12), ("-", "12", -12)]
)
def test_a_sign_or_unit_broken_off_its_number_is_never_left_behind(
    upper: str, lower: str, value: int
) -> None:
    def table(canvas: Canvas, base: int) -> None:
        columns = (LABEL, 200, 260, 320)
        for x, text in zip(columns, ("信息内容", "上一年项目数量", "本年增/减", "处理决定数量"), strict=True):
            canvas.drawString(x, TOP, text)
        for number, label in enumerate(["行政许可", "其他对外管理服务事项"]):
            y = TOP - 20 - 30 * number
            for x, text in zip(columns, (label, "5", (upper, lower)[base], "7"), strict=True):
                canvas.drawString(x, y, text)
            canvas.drawString(260, y + (LEADING if base else -LEADING), (lower, upper)[base])

    for base in (0, 1):
        found = values(parse(pdf(partial(table, base=base))))
        assert found["disclosure.permits.decisions"] == 7
        assert found.get("disclosure.permits.items_change", value) == value


@pytest.mark.parametrize("wraps", [False, True], ids=["label whole", "label cut as well"])
def test_a_number_of_a_ruled_table_cut_by_the_end_of_a_page_is_ambiguous(wraps: bool) -> None:
    rows = with_values(5, lambda row, column: 10 * row + column)
    label = rows[4][0]
    first = [label[:4] if wraps else label, "12", *rows[4][2:]]
    rest = [label[4:] if wraps else "", "34", *[""] * 6]
    pages = (
        partial(draw_rows, rows=[*HEADER, *rows[:4], first]),
        partial(draw_rows, rows=[rest]),
    )
    report = parse(pdf(*pages))
    assert report.figures["applications.refused.state_secret.natural_person"].state == "ambiguous"
    assert len(values(report)) == 5 * 7 - 1
