"""A report as RTF, which many offices' programs save under the name of a .doc."""

from demo.catalogue.model import DemoReport
from demo.render.cells import Cell, Rows, placed
from demo.render.document import Line, document_content

# The width of the text on A4, in twentieths of a point.
TEXT_WIDTH = 9000
HEAD = r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}}\f0\fs21" + "\n"


def report_rtf(report: DemoReport) -> bytes:
    """The report as an RTF file."""
    parts = (
        rf"\pard {_escaped(part.text)}\par" if isinstance(part, Line) else _table(part)
        for part in document_content(report)
    )
    return (HEAD + "\n".join(parts) + "}").encode("ascii")


def _table(rows: Rows) -> str:
    """A cell that spans rows is repeated, empty, in each of them."""
    width = sum(cell.colspan for cell in rows[0])
    grid: dict[tuple[int, int], tuple[int, Cell]] = {}
    for row, column, cell in placed(rows):
        for below in range(cell.rowspan):
            grid[row + below, column] = below, cell
    lines = []
    for row in range(len(rows)):
        line = [(column, *grid[row, column]) for column in range(width) if (row, column) in grid]
        edges = "".join(_edge(cell, below, column, width) for column, below, cell in line)
        texts = "".join(
            rf"\pard\intbl {'' if below else _escaped(cell.text)}\cell " for _, below, cell in line
        )
        lines.append(rf"\trowd {edges}{texts}\row")
    return "\n".join(lines) + r"\pard"


def _edge(cell: Cell, below: int, column: int, width: int) -> str:
    merge = (r"\clvmrg" if below else r"\clvmgf") if cell.rowspan > 1 else ""
    return rf"{merge}\cellx{(column + cell.colspan) * TEXT_WIDTH // width} "


def _escaped(text: str) -> str:
    """ASCII: other characters by their numbers, with a question mark for programs that know no Unicode."""
    return "".join(map(_escape, text))


def _escape(char: str) -> str:
    if char in "\\{}":
        return rf"\{char}"
    return char if ord(char) < 128 else rf"\u{_signed(char)}?"


def _signed(char: str) -> int:
    return ord(char) - 65_536 if ord(char) > 32_767 else ord(char)
