"""A draft as a page of HTML, in the style its deviations chose."""

from html import escape

from benchmarks.accuracy.draft import Cell, Draft, Heading, Paragraph, Raw, Row, Style, TableBlock


def write_html(draft: Draft) -> bytes:
    """The page's bytes."""
    style = draft.style
    blocks = "\n".join(_block(block, style) for block in draft.blocks)
    title = escape(draft.title)
    head = f'<head><meta charset="{style.declared}"><title>{title}</title></head>'
    page = f"<html>{head}<body><h1>{title}</h1>{style.body.format(blocks)}</body></html>"
    for change in style.finish:
        page = change(page)
    # A character the encoding lacks is written as a reference, as editors do.
    return page.encode(style.encoding, "xmlcharrefreplace")


def _block(block: Heading | Paragraph | TableBlock | Raw, style: Style) -> str:
    if isinstance(block, TableBlock):
        rows = "\n".join(_row(row, style) for row in block.rows)
        return style.table.format(style.rows.format(rows))
    if isinstance(block, Raw):
        return block.markup
    text = style.text(escape(block.text, quote=False))
    return style.paragraph.format(f"<b>{text}</b>" if isinstance(block, Heading) else text)


def _row(row: Row, style: Style) -> str:
    return f"<tr>{''.join(_cell(cell, style) for cell in row)}</tr>"


def _cell(cell: Cell, style: Style) -> str:
    spans = "".join(
        f' {name}="{span}"'
        for name, span in (("colspan", cell.colspan), ("rowspan", cell.rowspan))
        if span > 1
    )
    content = cell.inner or style.text(escape(cell.text, quote=False))
    return f"<td{cell.attributes or spans}>{style.cell.format(content)}</td>"
