"""Tables and paragraphs as word processors write HTML: a paragraph and a span in every cell."""

import re
from collections.abc import Iterable

from demo.render.cells import Cell, Rows

TABLE_ATTRIBUTES = 'class="form MsoNormalTable" border="1" cellspacing="0" cellpadding="0"'


def table_markup(rows: Rows) -> str:
    """A table with the spans of its cells."""
    body = "\n".join(f"<tr>{''.join(map(_cell_markup, row))}</tr>" for row in rows)
    return f"<table {TABLE_ATTRIBUTES}><tbody>\n{body}\n</tbody></table>"


def _cell_markup(cell: Cell) -> str:
    spans = "".join(
        f' {name}="{count}"'
        for name, count in (("colspan", cell.colspan), ("rowspan", cell.rowspan))
        if count > 1
    )
    content = f'<span style="font-family: 宋体">{cell.inner}</span>' if cell.inner else "&nbsp;"
    return f'<td{spans}><p class="MsoNormal" align="center">{content}</p></td>'


def paragraph(text: str, css: str = "MsoNormal") -> str:
    """A paragraph of running text."""
    return f'<p class="{css}"><span style="font-family: 仿宋; font-size: 17px">{text}</span></p>'


def heading(text: str) -> str:
    """A section heading, which is a bold paragraph in these documents."""
    return f'<p class="MsoNormal"><strong><span style="font-family: 黑体">{text}</span></strong></p>'


def in_layout_table(blocks: Iterable[str]) -> str:
    """Everything in the only cell of a table that serves as a frame."""
    content = "\n".join(blocks)
    return (
        '<table class="layout" width="100%" border="0" cellpadding="8"><tr>'
        f'<td valign="top">\n{content}\n</td></tr></table>'
    )


def upper_case_unclosed(markup: str) -> str:
    """Element names in upper case; the end tags that HTML lets one omit left out."""
    without_ends = re.sub(r"</(?:td|tr|p)>", "", markup)
    return re.sub(r"</?[a-z][a-z0-9]*", lambda match: match.group().upper(), without_ends)
