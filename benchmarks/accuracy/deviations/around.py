"""What stands around a report on a website: menus, footers, sharing, the same report twice, another one."""

from benchmarks.accuracy.draft import Draft, Heading, Paragraph, Raw, TableBlock
from benchmarks.accuracy.registry import HTML, deviation
from benchmarks.accuracy.row_edits import copied


@deviation("blocks", "menu", formats=HTML)
def menu_with_labels(draft: Draft) -> None:
    """The site's menu has the labels of table two, some with numbers: 行政许可 (12)."""
    entries = [
        "规章",
        "规范性文件",
        "行政许可 (12)",
        "行政处罚 (5)",
        "行政强制",
        "行政事业性收费",
        "政府采购 3",
    ]
    links = "".join(f'<li><a href="/c{n}/">{entry}</a></li>' for n, entry in enumerate(entries))
    draft.add(0, Raw(f'<div class="nav"><ul>{links}</ul></div>'))


@deviation("blocks", "menu", formats=HTML)
def menu_in_a_table(draft: Draft) -> None:
    """The site's menu and counters are tables before the report."""
    cells = "".join(
        f"<tr><td>{name}</td><td>{n}</td></tr>"
        for name, n in [("行政许可", 12), ("今日访问", 260), ("规章", 1), ("行政处罚", 44)]
    )
    draft.add(0, Raw(f"<table>{cells}</table>"))


@deviation("blocks", "menu")
def site_chrome(draft: Draft) -> None:
    """The site's own lines stand before and after the report."""
    before = [
        "登录 注册 长者版",
        "当前位置：首页 > 政务公开 > 年报",
        "发布日期：2021-01-25 浏览次数：260 字体：大 中 小",
    ]
    after = [
        "扫一扫在手机打开当前页",
        "【打印】【关闭】",
        "上一篇：2018年政府信息公开年度报告",
        "主办：某市人民政府 备案号：辽ICP备12345678号",
    ]
    draft.add(0, *map(Paragraph, before))
    draft.add(len(draft.blocks), *map(Paragraph, after))


def _body(draft: Draft) -> int:
    return next((n for n, block in enumerate(draft.blocks) if isinstance(block, Heading | TableBlock)), 0)


def _again(draft: Draft) -> list[Heading | Paragraph | TableBlock]:
    again: list[Heading | Paragraph | TableBlock] = []
    for block in draft.blocks[_body(draft) :]:
        if isinstance(block, TableBlock):
            again.append(TableBlock(copied(block.rows), block.key))
        elif isinstance(block, Heading | Paragraph):
            again.append(block)
    return again


@deviation("blocks", "copies")
def same_report_twice(draft: Draft) -> None:
    """The page has the report twice, for desks and for telephones: it counts once."""
    draft.add(len(draft.blocks), *_again(draft))


@deviation("blocks", "copies", formats=HTML)
def hidden_copy_before(draft: Draft) -> None:
    """An older copy with other numbers is hidden on the page, before the one that shows."""
    rows = [row for at in draft.table_positions() for row in getattr(draft.blocks[at], "rows", [])]
    lines = "".join(
        "<tr>" + "".join(f"<td>{'8' if c.role == 'value' else c.text}</td>" for c in row) + "</tr>"
        for row in rows
    )
    draft.add(0, Raw(f'<div style="display:none"><table>{lines}</table></div>'))


@deviation("blocks", "copies", formats=HTML)
def commented_out_copy(draft: Draft) -> None:
    """An older table with other numbers stands in a comment, a script and a template."""
    rows = [row for at in draft.table_positions() for row in getattr(draft.blocks[at], "rows", [])]
    lines = "".join(
        "<tr>" + "".join(f"<td>{'6' if c.role == 'value' else c.text}</td>" for c in row) + "</tr>"
        for row in rows
    )
    table = f"<table>{lines}</table>"
    draft.add(_body(draft), Raw(f"<!-- {table} -->"), Raw(f'<script type="text/html">{table}</script>'))
    draft.add(0, Raw(f"<template>{table}</template><textarea>{table}</textarea><noscript>{table}</noscript>"))


@deviation("blocks", "copies blank.table")
def two_reports_on_a_page(draft: Draft) -> None:
    """Another report follows on the page, with other numbers: the first, which the title names, counts."""
    again = _again(draft)
    for block in again:
        for cell in (cell for row in block.rows for cell in row) if isinstance(block, TableBlock) else ():
            if cell.role == "value":
                cell.text, cell.inner = str(draft.random.choice([0, 0, 3, 21])), ""
    title = f"另一机关{draft.year}年政府信息公开工作年度报告"
    draft.add(len(draft.blocks), Paragraph(title), *again)
