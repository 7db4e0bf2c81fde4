"""PDF tables without ruling lines: labels over several lines are read with the values they belong to, or not at all."""

from collections.abc import Callable
from functools import partial

import pytest
from reportlab.pdfgen.canvas import Canvas

from parsers import parse
from parsers.readers import read_page
from parsers.report import Report
from tests.parsers.documents import LEADING, pdf
from tests.parsers.test_pdf_reader import ROWS, table_texts

# Rows of three lines of eight points and a little air, and where the columns begin.
HEIGHT, LABEL, GROUP, VALUES, WIDTH = 46.0, 110.0, 50.0, 240.0, 40.0
CHARACTERS = 12
# Where a label's first line stands above its values, counted in lines, where it has so many.
ALIGNMENTS: dict[str, Callable[[int], float]] = {
    "middle": lambda lines: (lines - 1) / 2,
    "top": lambda _lines: 0.0,
    "bottom": lambda lines: lines - 1.0,
}
LONG = [row for row in ROWS if len(row[0]) > CHARACTERS]


def lines_of(label: str, characters: int = CHARACTERS) -> list[str]:
    return [label[start : start + characters] for start in range(0, len(label), characters)]


def draw(
    canvas: Canvas, rows: list[list[str]], above: Callable[[int], float], groups: tuple[str, ...] = ()
) -> None:
    """Rows without lines, the labels wrapped, and a group's lines left of them, each at a height of its own."""
    for number, row in enumerate(rows):
        y = 760 - HEIGHT * number
        lines = lines_of(row[0])
        for position, line in enumerate(lines):
            canvas.drawString(LABEL, y + LEADING * (above(len(lines)) - position), line)
        for column, text in enumerate(row[1:]):
            canvas.drawString(VALUES + WIDTH * column, y, text)
    for position, line in enumerate(groups):
        canvas.drawString(GROUP, 760 - HEIGHT - LEADING * position, line)


def values(report: Report) -> dict[str, float]:
    return {key: figure.value for key, figure in report.figures.items() if figure.value is not None}


@pytest.mark.parametrize("above", ALIGNMENTS.values(), ids=ALIGNMENTS.keys())
def test_a_label_that_wraps_is_whole_beside_its_values(above: Callable[[int], float]) -> None:
    rows = [[row[0], *map(str, range(number, number + 7))] for number, row in enumerate(LONG, start=10)]
    printed = pdf(partial(draw, rows=rows, above=above, groups=("（三）不予", "公开")))
    report = parse(printed)
    assert sorted(values(report).values()) == sorted(float(text) for row in rows for text in row[1:])
    assert report.figures["applications.partly_granted.natural_person"].value == float(rows[2][1])


def test_a_value_between_two_labels_belongs_to_neither() -> None:
    def between(canvas: Canvas) -> None:
        draw(canvas, ROWS[:10], ALIGNMENTS["middle"])
        # Moved up by half a row, the seven values stand between their label and the one above.
        for number, row in enumerate(ROWS[10:13]):
            canvas.drawString(LABEL, 250 - HEIGHT * number, row[0])
            for column in range(7):
                canvas.drawString(VALUES + WIDTH * column, 250 + HEIGHT / 2 - HEIGHT * number, "77")

    assert 77 not in values(parse(pdf(between))).values()


@pytest.mark.parametrize("characters", [3, 4, 5, 6])
def test_a_narrow_column_of_labels_loses_no_figure(characters: int) -> None:
    def narrow(canvas: Canvas) -> None:
        y = 800.0
        for number, row in enumerate(ROWS[10:20]):
            lines = lines_of(row[0], characters)
            for position, line in enumerate(lines):
                canvas.drawString(LABEL, y - LEADING * position, line)
            middle = y - LEADING * (len(lines) - 1) / 2
            for column in range(7):
                canvas.drawString(VALUES + WIDTH * column, middle, str(10 * number + column))
            y -= LEADING * len(lines) + 6

    report = parse(pdf(narrow))
    assert sorted(values(report).values()) == [
        10 * number + column for number in range(10) for column in range(7)
    ]


@pytest.mark.parametrize("lowest", [0.5, 0.0, 1.0], ids=["middle", "bottom", "top"])
def test_a_unit_that_wraps_is_never_taken_for_the_smaller_one_that_ends_it(lowest: float) -> None:
    def spending(canvas: Canvas) -> None:
        for number, (label, unit, value) in enumerate(
            [("统计指标", "单位", "统计数"), ("六、举报投诉数量", "件", "3")]
        ):
            for x, text in ((LABEL, label), (300, unit), (360, value)):
                canvas.drawString(x, 760 - HEIGHT * number, text)
        below = 760 - HEIGHT * 2
        canvas.drawString(LABEL, below, "七、依申请公开信息收取的费用")
        canvas.drawString(300, below + LEADING * (1 - lowest), "万")
        canvas.drawString(300, below - LEADING * lowest, "元")
        canvas.drawString(360, below, "8.4")

    document = read_page(pdf(spending))
    assert ["七、依申请公开信息收取的费用", "万元", "8.4"] in table_texts(document)


def test_a_header_whose_names_wrap_at_different_heights_is_one_row() -> None:
    def table(canvas: Canvas) -> None:
        canvas.drawString(LABEL, 769, "信息内容")
        for x, upper, lower in (
            (240, "本年制", "发件数"),
            (300, "本年废", "止件数"),
            (360, "现行有", "效件数"),
        ):
            canvas.drawString(x, 773, upper)
            canvas.drawString(x, 773 - LEADING, lower)
        for number, label in enumerate(["规章", "行政规范性文件"]):
            canvas.drawString(LABEL, 740 - 20 * number, label)
            for column, x in enumerate((250, 310, 370)):
                canvas.drawString(x, 740 - 20 * number, str(4 + 3 * number + column))

    document = read_page(pdf(table))
    assert table_texts(document) == [
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "4", "5", "6"],
        ["行政规范性文件", "7", "8", "9"],
    ]


def test_the_first_line_of_a_label_that_is_a_label_itself_is_not_taken_for_it() -> None:
    place = next(number for number, row in enumerate(ROWS) if row[0].endswith("其他"))

    def cut(canvas: Canvas) -> None:
        draw(canvas, ROWS[place - 10 : place], ALIGNMENTS["middle"])
        # What is missing of the label stands on no page.
        for position, line in enumerate(["3.其他", "法律行", "政法规"]):
            canvas.drawString(LABEL, 760 - 10 * HEIGHT - LEADING * position, line)
        for column in range(7):
            canvas.drawString(VALUES + WIDTH * column, 760 - 10 * HEIGHT, "77")

    assert 77 not in values(parse(pdf(cut))).values()
