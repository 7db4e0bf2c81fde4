"""Column headers cut, split, mistyped, annotated, of the wrong item, or gone."""

import re
from dataclasses import replace

from benchmarks.accuracy.draft import Cell, Draft
from benchmarks.accuracy.registry import HTML, TEXT, deviation
from benchmarks.accuracy.row_edits import insert_row, tables_of_shape

HTML_BREAKS = ("<br>", "<br/>", "</p><p>", "\n")
PARTS = {
    "商业企业": ("商业", "企业"),
    "科研机构": ("科研", "机构"),
    "社会公益组织": ("社会", "公益", "组织"),
    "法律服务机构": ("法律", "服务", "机构"),
    "法人或其他组织": ("法人或", "其他组织"),
    "自然人": ("自然", "人"),
    "本年新制作数量": ("本年新", "制作数量"),
    "本年新公开数量": ("本年新", "公开数量"),
    "对外公开总数量": ("对外公开", "总数量"),
    "上一年项目数量": ("上一年", "项目数量"),
    "处理决定数量": ("处理决定", "数量"),
    "采购项目数量": ("采购项目", "数量"),
    "本年制发件数": ("本年制", "发件数"),
    "现行有效件数": ("现行有效", "件数"),
    "本年处理决定数量": ("本年处理", "决定数量"),
    "本年收费金额（单位：万元）": ("本年收费金额", "（单位：万元）"),
    "结果维持": ("结果", "维持"),
    "结果纠正": ("结果", "纠正"),
    "其他结果": ("其他", "结果"),
    "尚未审结": ("尚未", "审结"),
    "总计": ("总", "计"),
    "未经复议直接起诉": ("未经复议", "直接起诉"),
    "复议后起诉": ("复议后", "起诉"),
}


@deviation("rows", "header.items", forms="2019")
def header_cut(draft: Draft) -> None:
    """What followed the line break in two headers was lost: 本年新 | 本年新 | 对外公开总数量."""
    draft.relabel({"本年新制作数量": "本年新", "本年新公开数量": "本年新"})


@deviation("rows", "header.items", forms="2019")
def header_half_cut(draft: Draft) -> None:
    """Headers were cut unevenly: 本年新制作数量 | 本年新 | 对外公开."""
    draft.relabel({"本年新公开数量": "本年新", "对外公开总数量": "对外公开"})


@deviation("rows", "header.items", forms="2019")
def header_of_changes_cut(draft: Draft) -> None:
    """本年增/减 has lost its 减: 本年增/."""
    draft.relabel({"本年增/减": draft.random.choice(["本年增/", "本年增", "本年增减", "增/减"])})


@deviation("rows", "header.items", forms="2021")
def header_lacks_characters(draft: Draft) -> None:
    """Headers have lost characters: 本年发件 | 本年废止件 | 现行有效件."""
    draft.relabel({"本年制发件数": "本年发件", "现行有效件数": "现行有效件"})
    if draft.random.random() < 0.5:
        draft.relabel({"本年废止件数": "本年废止件", "本年处理决定数量": "处理决定数量"})


@deviation("rows", "header.items header.matrix", formats=HTML, forms="2019 2021")
def headers_over_lines(draft: Draft) -> None:
    """Headers are broken over lines: 商业 / 企业, 社会 / 公益 / 组织."""
    line = draft.random.choice(HTML_BREAKS)
    for cell in _divisible(draft):
        cell.inner = line.join(PARTS[cell.text])


@deviation("rows", "header.items header.matrix shape", formats=TEXT, forms="2019 2021")
def headers_cut_into_cells(draft: Draft) -> None:
    """A header broken over lines looks like several cells, in an extract with a cell a line."""
    draft.style.shape = draft.random.choice(["lines_piped", "lines_spaced"])
    for cell in _divisible(draft):
        cell.text = "\n".join(PARTS[cell.text])
    for keys in map(draft.row_keys, (row for rows in draft.tables.values() for row in rows)):
        if not all(draft.printed[key].text.strip() for key in keys):
            draft.blur(keys)


def _divisible(draft: Draft) -> list[Cell]:
    return [cell for cell in draft.cells() if cell.role != "value" and cell.text in PARTS]


@deviation("rows", "header.items header.matrix", forms="2019 2021")
def headers_with_spaces(draft: Draft) -> None:
    """Header words are split by spaces: 自然 人, 商业 企业."""
    draft.relabel({label: draft.random.choice(" \u3000").join(parts) for label, parts in PARTS.items()})


@deviation("rows", "header.items", forms="2019 2021")
def year_in_header(draft: Draft) -> None:
    """The year stands inside headers: 本年(2023)制发件数. Its digits are no value."""
    year = draft.random.choice([f"（{draft.year}）", f"({draft.year}年)", f"{draft.year}年"])
    for cell in draft.cells("disclosure"):
        if cell.role == "header":
            cell.text = cell.text.replace("本年", f"本年{year}").replace("上一年", f"上一年{year}")


@deviation("rows", "header.items", forms="2019")
def filling_notes_in_header(draft: Draft) -> None:
    """Notes on filling in stand inside headers, with digits: 本年增/减 (…减用负值表示，如 -8)."""
    draft.relabel(
        {
            "上一年项目数量": f"上一年项目数量 (指{draft.year - 1}年事项数)",
            "本年增/减": "本年增/减（增数直接填写，减用负值表示，如 -8）",
            "处理决定数量": "处理决定数量（截至12月31日）",
        }
    )


@deviation("rows", "header.items amount", forms="2019")
def wrong_header_of_item_nine(draft: Draft) -> None:
    """Item (9) carries the header of item (8): its cells are told by their place."""
    draft.relabel({"采购项目数量": "上一年项目数量", "采购总金额": "本年增/减"})


@deviation("rows", "header.items header.matrix", formats=HTML)
def headers_in_characters(draft: Draft) -> None:
    """Headers are set vertically, each character in an element of its own."""
    for cell in draft.cells():
        if cell.role in ("header", "group") and len(cell.text) > 1:
            cell.inner = "".join(f"<span>{character}</span><br>" for character in cell.text)


@deviation("rows", "header.matrix", forms="2019 2021")
def header_misspelt(draft: Draft) -> None:
    """Headers are misspelt or shortened: 科研企业, 法律服务, 结果维护."""
    draft.relabel(
        {"科研机构": "科研企业", "法律服务机构": "法律服务", "社会公益组织": "社会公益", "尚未审结": "未审结"}
    )


@deviation("rows", "header.matrix", forms="2019 2021")
def applicant_header_missing(draft: Draft) -> None:
    """Table three begins with its first row: the header with the applicants is not on the page."""
    for table in tables_of_shape(draft, "matrix"):
        rows = draft.tables[table]
        rows[:] = [row for row in rows if draft.row_keys(row)]


@deviation("rows", "header.matrix", forms="2019 2021")
def header_lacks_its_first_row(draft: Draft) -> None:
    """Table three lacks the row with 申请人情况, and the note beside it."""
    for table in tables_of_shape(draft, "matrix"):
        rows = draft.tables[table]
        rows[1].insert(0, rows[0][0])
        rows[1][0].text, rows[1][0].rowspan = "", 2
        del rows[0]


@deviation("rows", "header.matrix header.items", forms="2019 2021")
def header_repeated_on_next_page(draft: Draft) -> None:
    """A page break repeats the header of table three in its middle."""
    for table in tables_of_shape(draft, "matrix"):
        rows = draft.tables[table]
        heads = [
            [replace(cell, role="own", rowspan=1) for cell in row if cell.role != "note"] for row in rows[:3]
        ]
        at = draft.random.randint(8, len(rows) - 3)
        for row in reversed(heads):
            insert_row(rows, at, row)


@deviation("rows", "header.matrix", formats=HTML, forms="2019 2021")
def header_spans_lost(draft: Draft) -> None:
    """The header cells of table three have lost their row spans: no column stands under its label."""
    for table in tables_of_shape(draft, "matrix"):
        for row in draft.tables[table][:3]:
            for cell in row:
                cell.rowspan = 1
                if draft.random.random() < 0.3:
                    cell.colspan = 1


@deviation("rows", "article", forms="2019 2021")
def article_label_spaced(draft: Draft) -> None:
    """The titles of the items have spaces or other brackets: 第二十条第 (一) 项, 第二十条第〔一〕项."""
    brackets = draft.random.choice([" ({}) ", "〔{}〕", "（ {} ）", "({}", "{}", "【{}】"])
    for cell in draft.cells():
        if cell.role == "title":
            cell.text = re.sub(r"（(.)）", lambda found: brackets.format(found[1]), cell.text)


@deviation("rows", "article", forms="2019 2021")
def article_labels_missing(draft: Draft) -> None:
    """The titles of the items are left out."""
    for table in tables_of_shape(draft, "items"):
        rows = draft.tables[table]
        rows[:] = [row for row in rows if not any(cell.role == "title" for cell in row)]


@deviation("rows", "header.items")
def corner_missing(draft: Draft) -> None:
    """The corner 信息内容 is left blank or says something else."""
    corner = draft.random.choice(["", "内容", "事项", "信息 内容"])
    for cell in draft.cells():
        if cell.role == "corner":
            cell.text = corner
