"""Markup as word processors and old editors leave it, and the encodings pages come in."""

import re
from functools import partial
from html import unescape

from benchmarks.accuracy.draft import Block, Draft, Paragraph, TableBlock
from benchmarks.accuracy.registry import HTML, deviation
from benchmarks.accuracy.write_text import TABLE_SHAPES

WORD_SPAN = (
    '<span lang="EN-US" style="font-size:12.0pt;font-family:仿宋_GB2312;'
    'mso-hansi-font-family:&quot;Times New Roman&quot;;color:black;mso-font-kerning:0pt">{}</span>'
)


@deviation("style", "wrap", formats=HTML)
def word_markup(draft: Draft) -> None:
    """Every cell is a paragraph and a span with styles, as Word writes them."""
    style = draft.style
    style.cell = f'<p class="MsoNormal" align="center" style="text-align:center">{WORD_SPAN}<o:p></o:p></p>'
    style.paragraph = f'<p class="MsoNormal" style="text-indent:32.0pt">{WORD_SPAN}<o:p></o:p></p>'
    style.table = '<table class="MsoTableGrid" border="1" style="mso-yfti-tbllook:1184">{}</table>'
    style.finish.append(lambda page: page.replace("<tr>", '<tr style="mso-yfti-irow:1;height:15.75pt">'))


@deviation("style", "wrap", formats=HTML)
def one_element_a_character(draft: Draft) -> None:
    """Every character stands in an element of its own, as WPS writes them."""
    span = '<span style="font-family:宋体;mso-spacerun:\'yes\'"><font face="宋体">{}</font></span>'
    draft.style.text = lambda text: "".join(span.format(_escaped(character)) for character in unescape(text))


def _escaped(character: str) -> str:
    return {"<": "&lt;", "&": "&amp;", ">": "&gt;"}.get(character, character)


@deviation("style", "wrap", formats=HTML)
def deep_inline_markup(draft: Draft) -> None:
    """Text stands in many nested inline elements and divisions."""
    inline = ("font", "b", "span", "span", "font", "u", "a")
    opened, closed = (
        "".join(f"<{slash}{tag}>" for tag in inline[::step]) for slash, step in (("", 1), ("/", -1))
    )
    draft.style.cell = f"<div>{opened}{{}}{closed}</div>"


@deviation("style", "closing", formats=HTML)
def upper_case_unclosed_tags(draft: Draft) -> None:
    """Tags are in upper case and cells, rows and paragraphs are never closed."""
    draft.style.finish.append(_upper_case_unclosed)


def _upper_case_unclosed(page: str) -> str:
    unclosed = re.sub(r"</(?:td|tr|p)>", "", page)
    return re.sub(r"</?[a-z0-9]+", lambda found: found[0].upper(), unclosed)


@deviation("style", "closing", formats=HTML)
def stray_end_tags(draft: Draft) -> None:
    """End tags stand where nothing is open; inline elements are never closed."""
    stray = ["</span>", "</font>", "</b>", "</o:p>", "</strong>"]
    tag = draft.random.choice(stray)
    draft.style.finish.append(lambda page: page.replace("</td>", f"{tag}</td>"))


@deviation("style", "closing", formats=HTML)
def rows_not_opened(draft: Draft) -> None:
    """Some rows are opened twice; empty rows stand between."""
    draft.style.finish.append(
        lambda page: page.replace("<tr>", "<tr><tr>", 7).replace("</tr>", "</tr><tr></tr>", 5)
    )


@deviation("style", "closing", formats=HTML)
def forms_between_rows(draft: Draft) -> None:
    """Elements that do not belong there stand between table, row and cell."""
    draft.style.rows = "<form name=f>{}</form><input type=hidden value=12>"
    draft.style.finish.append(lambda page: page.replace("<tr>", "<center></center><tr>", 4))


@deviation("style", "parts", formats=HTML)
def table_parts(draft: Draft) -> None:
    """Tables have a caption, column groups, a head and a body, and headers in th."""
    head = "<caption>附表</caption><colgroup><col width=10><col></colgroup><thead></thead>"
    draft.style.rows = f"{head}<tbody>{{}}</tbody><tfoot></tfoot>"
    th = partial(re.sub, r"<td([^>]*)>([^<>0-9]{2,8})</td>", r"<th\1>\2</th>")
    draft.style.finish.append(th)


@deviation("style", "noise", formats=HTML)
def comments_and_scripts(draft: Draft) -> None:
    """Comments, conditional comments, scripts and styles stand everywhere."""
    noise = (
        "<!-- 行政许可 12 --><script>document.write('<td>3</td>')</script>",
        "<style>.x{{mso-style-name:表格}}</style>"
        "<!--[if gte mso 9]><xml><w:Zoom>7</w:Zoom></xml><![endif]-->",
        "<![if !supportMisalignedColumns]><![endif]><!--StartFragment-->",
    )
    draft.style.cell = "{}<!--EndFragment-->"
    draft.style.table = draft.random.choice(noise) + "<table>{}</table>"


@deviation("style", "noise", formats=HTML)
def hidden_cells_and_rows(draft: Draft) -> None:
    """Hidden rows and cells stand in the tables: what is hidden is not printed."""
    hidden = '<tr style="display:none"><td>行政许可</td><td>7</td><td>7</td><td>7</td></tr>'
    draft.style.rows = hidden + "{}"
    cell = '<td style="DISPLAY: none">5</td></tr>'
    draft.style.finish.append(lambda page: page.replace("</tr>", cell, 6))


@deviation("style", "noise", formats=HTML)
def office_namespaces(draft: Draft) -> None:
    """Elements of Office namespaces and unknown elements wrap text."""
    draft.style.cell = "<st1:chsdate w:st='on'>{}</st1:chsdate><o:p>&nbsp;</o:p><v:shape></v:shape>"


@deviation("style", "wrap noise", formats=HTML)
def a_large_page(draft: Draft) -> None:
    """Styles make the page as large as the largest real ones, 255 KB."""
    style = ";".join(f"mso-ansi-property-{n}:{n}.{n}pt" for n in range(11))
    draft.style.cell = (
        f'<p style="{style}"><span style="{style}"><span style="{style}">{{}}</span></span></p>'
    )


@deviation("style", "encoding")
def gbk(draft: Draft) -> None:
    """The page is in GBK and says gb2312."""
    _encode(draft, "gb18030", "gb2312")


@deviation("style", "encoding")
def wrong_charset(draft: Draft) -> None:
    """The page says one encoding and is in the other."""
    encoding, declared = draft.random.choice(
        [("utf-8", "gb2312"), ("gb18030", "utf-8"), ("gb18030", "iso-8859-1")]
    )
    _encode(draft, encoding, declared)


@deviation("style", "encoding")
def byte_order_mark(draft: Draft) -> None:
    """The page begins with a byte order mark."""
    _encode(draft, "utf-8-sig", draft.random.choice(["utf-8", "gb2312"]))


def _encode(draft: Draft, encoding: str, declared: str) -> None:
    draft.style.encoding, draft.style.declared = encoding, declared


@deviation("style", "lines")
def windows_lines(draft: Draft) -> None:
    """Lines end as on Windows, and a NUL byte or two stand among them."""
    draft.style.finish.append(lambda page: page.replace("\n", "\x00\r\n", 2).replace("\n", "\r\n"))


@deviation("style", "lines", formats=HTML)
def one_line(draft: Draft) -> None:
    """The page is one line, or broken anywhere between elements."""
    between = draft.random.choice(["", "\n\n\t", "\r\n      "])
    draft.style.finish.append(lambda page: re.sub(r">[ \t]*\n\s*<", f">{between}<", page))


@deviation("style", "pieces nesting wrap closing parts noise spans spans.items spans.end inner", formats=HTML)
def tables_as_paragraphs(draft: Draft) -> None:
    """The text of a page is an extract pasted in: rows of pipes, or a cell a line, in paragraphs."""
    shape = draft.random.choice(["pipes", "lines_piped", "pipes_in_place"])
    blocks: list[Block] = []
    for block in draft.blocks:
        if isinstance(block, TableBlock):
            blocks.extend(map(Paragraph, TABLE_SHAPES[shape](block.rows)))
        else:
            blocks.append(block)
    draft.blocks = blocks
