"""Small pages of our own writing: the statutory forms rendered from figures, as HTML and as text extracts.

`cells` maps figure keys to what is printed in the cell; what is not given prints as 0.
"""

from collections.abc import Callable, Mapping
from html import escape
from types import MappingProxyType

from parsers.forms import FORMS, Block, Form, Row, Table

Cells = Mapping[str, str]
ALL_ZERO: Cells = MappingProxyType({})


def report_html(
    form: str, cells: Cells = ALL_ZERO, *, title: str = "云州市教育局2019年政府信息公开工作年度报告"
) -> str:
    """A whole report page in the statutory layout of one form."""
    layout = _form_with(form, cells)
    body = "".join(section_html(layout, number, cells) for number in range(1, len(layout.sections) + 1))
    body += "".join(table_html(t, cells) for t in layout.tables.values() if t.section is None)
    return (
        f"<html><head><title>{escape(title)}</title></head><body><h1>{escape(title)}</h1>{body}</body></html>"
    )


def _form_with(form: str, cells: Cells) -> Form:
    """A form that has all these figures: a page without those that a test is about would show nothing."""
    layout = FORMS[form]
    unknown = set(cells) - {key for table in layout.tables.values() for key, *_ in table.cells()}
    assert not unknown, f"the form {form} has no {', '.join(sorted(unknown))}"
    return layout


def section_html(form: Form, number: int, cells: Cells) -> str:
    """One numbered section: its heading, and its table or a sentence."""
    section = form.sections[number - 1]
    heading = f"<p>{'一二三四五六'[number - 1]}、{section.zh}</p>"
    for table in form.tables.values():
        if table.section == number:
            return heading + table_html(table, cells)
    return heading + f"<p>第{number}部分的正文。</p>"


def table_html(table: Table, cells: Cells) -> str:
    """One statutory table with the row and column spans of the form."""
    return "<table>" + "".join(RENDER[table.shape](table, cells)) + "</table>"


def table_lines(table: Table, cells: Cells) -> list[list[str]]:
    """The table as a text extract gives it: rows of cells, spans lost."""
    return LINES[table.shape](table, cells)


def _values(table: Table, row: Row, block: Block, cells: Cells) -> list[str]:
    return [cells.get(f"{table.key}.{row.key}.{column.key}", "0") for column in block.columns]


def _td(text: str, **spans: int) -> str:
    attributes = "".join(f' {name}="{span}"' for name, span in spans.items() if span > 1)
    return f"<td{attributes}>{escape(text)}</td>"


def _items_html(table: Table, cells: Cells) -> list[str]:
    rows = []
    for block in table.blocks:
        span = 4 - len(block.columns)
        rows.append(f"<tr>{_td(block.zh, colspan=4)}</tr>")
        header = [block.corner_zh, *(column.zh for column in block.columns)]
        for texts in [header, *([row.zh, *_values(table, row, block, cells)] for row in block.rows)]:
            last = len(texts) - 1
            rows.append(
                "<tr>"
                + "".join(_td(t, colspan=span if i == last else 1) for i, t in enumerate(texts))
                + "</tr>"
            )
    return rows


def _matrix_html(table: Table, cells: Cells) -> list[str]:
    block = table.blocks[0]
    rows = [
        f"<tr>{_td(table.note, rowspan=3, colspan=3)}{_td('申请人情况', colspan=7)}</tr>",
        f"<tr>{_td('自然人', rowspan=2)}{_td('法人或其他组织', colspan=5)}{_td('总计', rowspan=2)}</tr>",
        "<tr>" + "".join(_td(column.zh) for column in block.columns[1:-1]) + "</tr>",
    ]
    groups = {group.key: group for group in table.groups}
    printed: set[str] = set()
    for row in block.rows:
        line, depth, key = "", 0, row.group
        path: list[str] = []
        while key:
            path.insert(0, key)
            key = groups[key].parent
        for key in path:
            depth += 1
            if key not in printed:
                printed.add(key)
                line += _td(groups[key].zh, rowspan=_rows_under(table, key))
        line += _td(row.zh + row.note, colspan=3 - depth)
        rows.append(f"<tr>{line}" + "".join(map(_td, _values(table, row, block, cells))) + "</tr>")
    return rows


def _rows_under(table: Table, group: str) -> int:
    parents = {g.key: g.parent for g in table.groups}
    return sum(1 for row in table.blocks[0].rows if group in (row.group, parents.get(row.group)))


def _line_html(table: Table, cells: Cells) -> list[str]:
    block = table.blocks[0]
    results = "".join(_td(column.zh) for column in block.columns)
    return [
        f"<tr>{_td(block.rows[0].zh, colspan=5)}{_td(table.groups[0].zh, colspan=10)}</tr>",
        "<tr>"
        + "".join(_td(column.zh, rowspan=2) for column in block.columns)
        + "".join(_td(row.zh, colspan=5) for row in block.rows[1:])
        + "</tr>",
        f"<tr>{results}{results}</tr>",
        "<tr>" + "".join(_td(v) for row in block.rows for v in _values(table, row, block, cells)) + "</tr>",
    ]


def _items_lines(table: Table, cells: Cells) -> list[list[str]]:
    lines = []
    for block in table.blocks:
        lines.append([block.zh])
        lines.append([block.corner_zh, *(column.zh for column in block.columns)])
        lines.extend([row.zh, *_values(table, row, block, cells)] for row in block.rows)
    return lines


def _matrix_lines(table: Table, cells: Cells) -> list[list[str]]:
    block = table.blocks[0]
    lines = [
        [table.note, "申请人情况"],
        ["自然人", "法人或其他组织", "总计"],
        [c.zh for c in block.columns[1:-1]],
    ]
    groups = {group.key: group for group in table.groups}
    printed: set[str] = set()
    for row in block.rows:
        path: list[str] = []
        key = row.group
        while key:
            if key not in printed:
                path.insert(0, groups[key].zh)
                printed.add(key)
            key = groups[key].parent
        lines.append([*path, row.zh + row.note, *_values(table, row, block, cells)])
    return lines


def _line_lines(table: Table, cells: Cells) -> list[list[str]]:
    block = table.blocks[0]
    results = [column.zh for column in block.columns]
    return [
        [block.rows[0].zh, table.groups[0].zh],
        [*results, *(row.zh for row in block.rows[1:])],
        [*results, *results],
        [value for row in block.rows for value in _values(table, row, block, cells)],
    ]


def _list_lines(table: Table, cells: Cells) -> list[list[str]]:
    block = table.blocks[0]
    groups = {group.key: group for group in table.groups}
    lines = [[block.corner_zh, "单位", block.columns[0].zh]]
    printed: set[str] = set()
    for row in block.rows:
        key = row.group
        above: list[list[str]] = []
        while key and key not in printed:
            printed.add(key)
            above.insert(0, [groups[key].zh, "—", "——"])
            key = groups[key].parent
        value = cells.get(f"{table.key}.{row.key}", "0")
        lines.extend([*above, [row.zh + row.note, row.printed_unit, value]])
    return lines


def _list_html(table: Table, cells: Cells) -> list[str]:
    return ["<tr>" + "".join(map(_td, line)) + "</tr>" for line in _list_lines(table, cells)]


RENDER: Mapping[str, Callable[[Table, Cells], list[str]]] = {
    "items": _items_html,
    "matrix": _matrix_html,
    "line": _line_html,
    "list": _list_html,
}
LINES: Mapping[str, Callable[[Table, Cells], list[list[str]]]] = {
    "items": _items_lines,
    "matrix": _matrix_lines,
    "line": _line_lines,
    "list": _list_lines,
}


def report_text(form: str, cells: Cells = ALL_ZERO, *, shape: str = "pipes") -> str:
    """A report as a text extract: "pipes", "lines" (a cell a line), "spaces", "spaced" (blank lines between) or "piped lines"."""
    layout = _form_with(form, cells)
    out = ["云州市教育局2019年政府信息公开工作年度报告"]
    for number, section in enumerate(layout.sections, start=1):
        out.append(f"{'一二三四五六'[number - 1]}、{section.zh}")
        tables = [table for table in layout.tables.values() if table.section == number]
        for line in (line for table in tables for line in table_lines(table, cells)):
            out.extend(SHAPES[shape](line))
        if not tables:
            out.append(f"第{number}部分的正文。")
    for table in (table for table in layout.tables.values() if table.section is None):
        out.extend(text for line in table_lines(table, cells) for text in SHAPES[shape](line))
    return "\n".join(out)


SHAPES: Mapping[str, Callable[[list[str]], list[str]]] = {
    "pipes": lambda line: [" | ".join(line) + " |"],
    "markdown": lambda line: ["| " + " | ".join(line) + " |"],
    "lines": list,
    "spaces": lambda line: [" ".join(line)],
    "spaced": lambda line: [text for cell in line for text in (cell, "")],
    "piped lines": lambda line: [f"{cell} |" for cell in line],
}
