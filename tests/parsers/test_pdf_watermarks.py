"""Level text laid over a table, a watermark, changes no figure: it is told apart, or the cell is ambiguous."""

from functools import partial

import pytest
from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from parsers import parse
from parsers.report import Report
from tests.parsers.documents import FONT, SIZE, draw_rows, pdf
from tests.parsers.test_pdf_reader import HEADER, ROWS

GREY = Color(0.8, 0.8, 0.8)
BLACK = Color(0, 0, 0)
TABLE = [*HEADER, *([row[0], *(str(10 * n + c) for c in range(1, 8))] for n, row in enumerate(ROWS[:8]))]
EXPECTED = {str(10 * n + c) for n in range(8) for c in range(1, 8)}


def marked(text: str, size: float, colour: Color, *, ruled: bool, step: float, blank: bool = False) -> bytes:
    """The table with a level text over it again and again, at other heights than its lines'."""
    rows = [[row[0], "", *row[2:]] if blank and number else row for number, row in enumerate(TABLE)]

    def page(canvas: Canvas) -> None:
        draw_rows(canvas, rows, ruled=ruled)
        canvas.setFont(FONT, size)
        canvas.setFillColor(colour)
        for number in range(8):
            canvas.drawString(170 + 13 * (number % 3), 752 - step * number, text)

    return pdf(page)


def values(report: Report) -> list[str]:
    return [str(figure.value) for figure in report.figures.values() if figure.value is not None]


@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "without lines"])
@pytest.mark.parametrize("blank", [True, False], ids=["over blanks", "over numbers"])
@pytest.mark.parametrize("step", [14.0, 21.0, 35.0])
@pytest.mark.parametrize(
    ("size", "colour"),
    [(24, GREY), (SIZE, GREY), (24, BLACK), (SIZE, BLACK)],
    ids=["large", "light", "black", "same"],
)
def test_no_figure_is_changed(ruled: bool, blank: bool, step: float, size: float, colour: Color) -> None:
    report = parse(marked("云州 2023 档案 7 号", size, colour, ruled=ruled, step=step, blank=blank))
    expected = {
        key: figure.value for key, figure in parse(pdf(partial(draw_rows, rows=TABLE))).figures.items()
    }
    found = {key: figure.value for key, figure in report.figures.items() if figure.value is not None}
    assert found.items() <= expected.items()
    assert not (blank and any(key.endswith("natural_person") for key in found))


def test_every_figure_is_read_under_a_large_light_text_that_runs_over_borders() -> None:
    report = parse(marked("云州市教育局2023", 24, GREY, ruled=True, step=35))
    assert set(values(report)) == EXPECTED
