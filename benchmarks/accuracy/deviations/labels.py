"""Row and group labels mistyped, cut, renumbered, annotated or destroyed."""

import re

from benchmarks.accuracy.draft import Cell, Draft
from benchmarks.accuracy.registry import HTML, deviation
from benchmarks.accuracy.row_edits import tables_of_shape

TYPOS = {
    "2.其他法律行政法规禁止公开": ("2.其他法律行政止公开", "2.其它法律行政法规禁止公开"),
    "5.属于三类内部事务信息": ("5.属于三类内容事务信息", "5.属三类内部事务信息"),
    "1.信访举报投诉类申请": ("1.信访投诉举报类申请", "1.信访举报投诉申请"),
    "4.无正当理由大量反复申请": ("4.无正当理由大量反覆申请", "4.无正当理由大量重复申请"),
    "3.补正后申请内容仍不明确": ("3.补正后申请内容任不明确", "3.补正申请内容仍不明确"),
    "行政事业性收费": ("行政性事业收费", "行政事业收费"),
    "其他对外管理服务事项": ("其它对外管理服务事项", "其他对外服务管理事项"),
    "行政强制": ("行政强制措施",),
    "政府集中采购": ("政府采购", "政府集中采够"),
    "四、结转下年度继续办理": ("四、结转下年继续办理", "四、结转下年度继续办里"),
    "二、上年结转政府信息公开申请数量": (
        "二、上年结转政府信息公开申请数",
        "二、上年度结转政府信息公开申请数量",
    ),
    "3.危及“三安全一稳定”": ("3.危及“三安全一稳定", '3.危及"三安全一稳定"', "3.危及三安全一稳定"),
    "1.当面申请数": ("1.当面申请", "1.当面申请件数"),
    "3.网络申请数": ("3.网络申情数", "3.网络申请件数"),
    "2.延期办结数": ("2.延期办结", "2.延期办理数"),
    "（三）接受培训人员数": ("（三）接受培训人数", "（三）接收培训人员数"),
    "六、举报投诉数量": ("六、举报投诉数", "六、投诉举报数量"),
}
NUMBERING = re.compile(r"^(?:（[一二三四五六七]）|[一二三四五六七八九]、|\d\.)")


def _labels(draft: Draft, table: str | None = None) -> list[Cell]:
    return [cell for cell in draft.cells(table) if cell.role == "label"]


@deviation("rows", "label")
def labels_misspelt(draft: Draft) -> None:
    """Row labels are misspelt: 其他法律行政止公开, 属于三类内容事务信息."""
    for cell in _labels(draft):
        if cell.text in TYPOS and draft.random.random() < 0.7:
            cell.text = draft.random.choice(TYPOS[cell.text])


@deviation("rows", "label", forms="2019 2021")
def labels_of_the_other_form(draft: Draft) -> None:
    """A row has the name it has in the other form: 规范性文件, 行政规范性文件."""
    draft.relabel({"行政规范性文件": "规范性文件", "规范性文件": "行政规范性文件"})


@deviation("rows", "label", forms="2019")
def label_shortened(draft: Draft) -> None:
    """A label is shortened: （六）其他."""
    draft.relabel({"（六）其他处理": "（六）其他", "行政事业性收费": "事业性收费"})


@deviation("rows", "label numbering")
def numbering_lost(draft: Draft) -> None:
    """Labels have lost their numbering: 予以公开, 属于国家秘密."""
    for cell in draft.cells():
        if cell.role in ("label", "group"):
            cell.text = NUMBERING.sub("", cell.text)


@deviation("rows", "label numbering")
def numbered_otherwise(draft: Draft) -> None:
    """Labels are numbered in another style: (1), 1、, ①."""
    styles = {"(1)": "({})", "1、": "{}、", "1．": "{}．", "（1）": "（{}）", "1 ": "{} "}
    style = draft.random.choice(list(styles.values()))
    for cell in _labels(draft):
        cell.text = re.sub(r"^(\d)\.", lambda found: style.format(found[1]), cell.text)


@deviation("rows", "label")
def label_cut(draft: Draft) -> None:
    """A label breaks off: 4.无正当理由大量."""
    for cell in draft.some([c for c in _labels(draft) if len(c.text) > 8], 3):
        cell.text = cell.text[: max(6, len(cell.text) * 2 // 3)]


@deviation("rows", "label label.lost")
def label_destroyed(draft: Draft) -> None:
    """A label in the middle of a table is destroyed, 2.复: its place tells it."""
    cell = _inner_label(draft)
    cell.text = cell.text[: draft.random.randint(1, 3)]


@deviation("rows", "label label.lost")
def label_blank(draft: Draft) -> None:
    """A label in the middle of a table is blank: its place tells it."""
    _inner_label(draft).text = ""


def _inner_label(draft: Draft) -> Cell:
    table = draft.random.choice(tables_of_shape(draft, "matrix", "list"))
    return draft.random.choice(_labels(draft, table)[3:-4])


@deviation("rows", "label", forms="2019 2021")
def notes_left_out(draft: Draft) -> None:
    """The notes in brackets are left out: （二）部分公开 alone."""
    for cell in draft.cells():
        if cell.role in ("label", "note"):
            cell.text = re.sub(r"（[^（）]{8,}）", "", cell.text)


@deviation("rows", "label")
def notes_added(draft: Draft) -> None:
    """Rows carry notes of their own, with digits: 行政许可（含2019年下放12项）."""
    notes = ("（含2019年下放12项）", "(指2018年)", "（单位：件）", "（注1）", "（含下属单位）", "【见说明2】")
    for cell in draft.some(_labels(draft), 8):
        cell.text += draft.random.choice(notes)


@deviation("rows", "label", forms="2019 2021", formats=HTML)
def labels_over_lines(draft: Draft) -> None:
    """Row labels are broken over lines and elements in the middle of words."""
    line = draft.random.choice(["<br>", "<br />\n", "</p><p>", "</span><span>"])
    for cell in _labels(draft):
        at = draft.random.randint(1, max(1, len(cell.text) - 1))
        cell.inner = f"<p><span>{cell.text[:at]}{line}{cell.text[at:]}</span></p>"


@deviation("rows", "groups", forms="2019 2021")
def group_label_vertical(draft: Draft) -> None:
    """三、本年度办理结果 is set vertically: 三 、 本 年 度 …."""
    outer = [c for c in draft.cells("applications") if c.role == "group" and c.rowspan > 10]
    for cell in outer:
        cell.inner = "\n".join(f"<span>{character}</span><br>" for character in cell.text)
        cell.text = draft.random.choice([" ", "  "]).join(cell.text)


@deviation("rows", "groups", forms="2019 2021")
def group_labels_lost(draft: Draft) -> None:
    """The group labels of table three are blank: 1. to 8. stand alone."""
    for cell in draft.cells("applications"):
        if cell.role == "group":
            cell.text = ""


@deviation("rows", "label")
def characters_lost(draft: Draft) -> None:
    """Labels have lost a character: 属于家秘密, 行政处."""
    for cell in draft.some([c for c in _labels(draft) if len(c.text) > 4], 6):
        at = draft.random.randint(2, len(cell.text) - 1)
        cell.text = cell.text[:at] + cell.text[at + 1 :]
