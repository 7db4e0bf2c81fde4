"""A draft as a text extract: what is left of a report when someone copied its text.

Every shape is a way of writing one row down as lines. A header broken over lines is several cells where each
cell has a line of its own, and one cell otherwise.
"""

from collections.abc import Callable, Mapping

from benchmarks.accuracy.draft import Cell, Draft, Raw, Row, Rows, TableBlock


def write_text(draft: Draft) -> bytes:
    """The extract's bytes."""
    lines = [draft.title]
    for block in draft.blocks:
        if isinstance(block, TableBlock):
            lines.extend(TABLE_SHAPES[draft.style.shape](block.rows))
        elif not isinstance(block, Raw):
            lines.append(block.text)
    text = "\n".join(lines)
    for change in draft.style.finish:
        text = change(text)
    return text.encode(draft.style.encoding, "replace")


def flat(cell: Cell) -> str:
    """A cell's text in one line."""
    return cell.text.replace("\n", "")


def _texts(row: Row) -> list[str]:
    return [flat(cell) for cell in row]


def _spans_at_end(row: Row) -> list[str]:
    return [*_texts(row), *[""] * sum(cell.colspan - 1 for cell in row)]


def _spans_in_place(row: Row) -> list[str]:
    return [text for cell in row for text in (flat(cell), *[""] * (cell.colspan - 1))]


def _pieces(row: Row) -> list[str]:
    return [piece for cell in row for piece in cell.text.split("\n")]


def _pipes(row: Row) -> list[str]:
    return [" | ".join(_spans_at_end(row)).rstrip(" ") + " |"]


def _pipes_closed(row: Row) -> list[str]:
    return ["| " + " | ".join(_spans_in_place(row)) + " |"]


def _piped_lines_with_spans(row: Row) -> list[str]:
    spans = ["" if cell.colspan == 1 else " " + "|" * (cell.colspan - 1) for cell in row]
    return [f"{flat(cell)} |{span}".strip() for cell, span in zip(row, spans, strict=True)]


def _piped_lines_spans_apart(row: Row) -> list[str]:
    return [
        line
        for cell in row
        for line in (f"{flat(cell)} |".strip(), *(["|" * (cell.colspan - 1)] if cell.colspan > 1 else []))
    ]


def _pipes_between_with_spans(row: Row) -> list[str]:
    return [
        line
        for cell in row
        for line in (flat(cell), "|", *(["|" * (cell.colspan - 1)] if cell.colspan > 1 else []))
    ]


def _filled_up(row: Row) -> list[str]:
    left_out = sum(not flat(cell).strip() for cell in row) + sum(cell.colspan - 1 for cell in row)
    return [
        *(f"{text} |" for text in map(flat, row) if text.strip()),
        *(["|" * left_out] if left_out else []),
    ]


def _broken_at_blanks(row: Row) -> list[str]:
    cells = [f" {text} |" if text.strip() else "\n|" for text in map(flat, row)]
    return "".join(cells).strip(" ").split("\n")


Lines = Callable[[Rows], list[str]]


def _by_row(write: Callable[[Row], list[str]]) -> Lines:
    return lambda rows: [line for row in rows for line in write(row)]


def _markdown(rows: Rows) -> list[str]:
    width = max(sum(cell.colspan for cell in row) for row in rows)
    lines = [_pipes_closed(row)[0] for row in rows]
    return ["", lines[0], "|" + " --- |" * width, *lines[1:], ""]


def grid_texts(rows: Rows) -> list[list[str]]:
    """The rows as a grid in which every covered place repeats the text of the cell that covers it."""
    grid: list[dict[int, str]] = [{} for _ in rows]
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while column in grid[number]:
                column += 1
            for below in grid[number : number + cell.rowspan]:
                below.update(dict.fromkeys(range(column, column + cell.colspan), flat(cell)))
            column += cell.colspan
    return [[row[column] for column in sorted(row)] for row in grid]


def _markdown_repeated(rows: Rows) -> list[str]:
    grid = grid_texts(rows)
    rule = "|" + " --- |" * max(map(len, grid))
    lines = ["| " + " | ".join(texts) + " |" for texts in grid]
    return [lines[0], rule, *lines[1:]]


TABLE_SHAPES: Mapping[str, Lines] = {
    "pipes": _by_row(_pipes),
    "pipes_bare": _by_row(lambda row: [" | ".join(_texts(row))]),
    "pipes_in_place": _by_row(lambda row: [" | ".join(_spans_in_place(row))]),
    "markdown": _markdown,
    "markdown_repeated": _markdown_repeated,
    "lines": _by_row(_pieces),
    "lines_spaced": _by_row(lambda row: [line for piece in _pieces(row) for line in (piece, "")]),
    "lines_piped": _by_row(lambda row: [f"{piece} |" for piece in _pieces(row)]),
    "lines_piped_below_pipe": _by_row(lambda row: ["|", *_piped_lines_spans_apart(row)]),
    "lines_piped_spans": _by_row(_piped_lines_with_spans),
    "lines_piped_spans_apart": _by_row(_piped_lines_spans_apart),
    "lines_piped_filled_up": _by_row(_filled_up),
    "lines_pipe_between_spans": _by_row(_pipes_between_with_spans),
    "pipes_broken_at_blanks": _by_row(_broken_at_blanks),
    "lines_pipe_between": _by_row(lambda row: [line for piece in _pieces(row) for line in (piece, "|")]),
    "spaces": _by_row(lambda row: [" ".join(text for text in _texts(row) if text)]),
    "tabs": _by_row(lambda row: ["\t".join(_texts(row))]),
    "wide_spaces": _by_row(lambda row: ["    ".join(text for text in _texts(row) if text)]),
    "glued": _by_row(lambda row: ["".join(_texts(row))]),
}
