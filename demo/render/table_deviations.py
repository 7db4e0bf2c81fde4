"""How tables of real pages stray from the form's layout, each as a change to laid-out rows."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from demo.catalogue.model import DemoReport
from demo.render.cells import Cell, Row, Rows, map_cells, with_labels

TableDeviation = Callable[[Rows, DemoReport], Rows]


def apply_table_deviations(rows: Rows, report: DemoReport) -> Rows:
    """The rows after each of the report's layout deviations; one about another table changes nothing."""
    for name, deviate in TABLE_DEVIATIONS.items():
        if name in report.deviations:
            rows = deviate(rows, report)
    return rows


def _header_cut(rows: Rows, _report: DemoReport) -> Rows:
    return with_labels(rows, {"本年新制作数量": "本年新", "本年新公开数量": "本年新"})


def _split_headers(rows: Rows, _report: DemoReport) -> Rows:
    labels = {
        "自然人": "自然 人",
        "商业企业": "商业<br>企业",
        "科研机构": "科研<br>机构",
        "社会公益组织": "社会<br>公益<br>组织",
        "法律服务机构": "法律<br>服务<br>机构",
        "本年新制作数量": "本年新<br>制作数量",
        "本年新公开数量": "本年新<br>公开数量",
        "对外公开总数量": "对外公开<br>总数量",
        "本年制发件数": "本年制<br>发件数",
        "现行有效件数": "现行有效<br>件 数",
        "结果维持": "结果<br>维持",
        "结果纠正": "结果<br>纠正",
        "其他结果": "其他<br>结果",
        "尚未审结": "尚未<br>审结",
    }
    return with_labels(rows, labels)


def _label_typos(rows: Rows, _report: DemoReport) -> Rows:
    labels = {
        "2.其他法律行政法规禁止公开": "2.其他法律行政止公开",
        "科研机构": "科研企业",
        "5.属于三类内部事务信息": "5.属于三类内容事务信息",
    }
    return with_labels(rows, labels)


def _year_in_label(rows: Rows, report: DemoReport) -> Rows:
    year = f"（{report.year}）"
    return with_labels(rows, {"本年制发件数": f"本年{year}制发件数", "本年废止件数": f"本年{year}废止件数"})


def _wrong_header_item_nine(rows: Rows, _report: DemoReport) -> Rows:
    return with_labels(rows, {"采购项目数量": "上一年项目数量", "采购总金额": "本年增/减"})


OUTCOME = "三、本年度办理结果"


def _group_label_by_character(rows: Rows, _report: DemoReport) -> Rows:
    spans = "\n".join(f"<span>{character}</span><br>" for character in OUTCOME)
    return map_cells(rows, lambda cell: replace(cell, markup=spans) if cell.text == OUTCOME else cell)


def _repeated_group_label(rows: Rows, _report: DemoReport) -> Rows:
    """Word repeats the label of a row that goes over the page; here the page ends before （四）."""
    start = _row_with(rows, OUTCOME)
    page_end = _row_with(rows, "（四）无法提供")
    if start is None or page_end is None:
        return rows
    label = rows[start][0]
    before, after = page_end - start, label.rowspan - (page_end - start)
    changed = list(rows)
    changed[start] = (replace(label, rowspan=before), *rows[start][1:])
    changed[page_end] = (replace(label, rowspan=after), *rows[page_end])
    return tuple(changed)


def _row_with(rows: Rows, label: str) -> int | None:
    return next((i for i, row in enumerate(rows) if any(cell.text == label for cell in row)), None)


def _misaligned_colspans(rows: Rows, _report: DemoReport) -> Rows:
    """Five grid columns where the form has four: headers widen their third cell, values their second."""
    if max(map(len, rows)) > 4:
        return rows
    return tuple(map(_misaligned, rows))


def _misaligned(row: Row) -> Row:
    if len(row) < 4:
        return (*row[:-1], replace(row[-1], colspan=row[-1].colspan + 1))
    wide = 1 if row[1].figure else 2
    return tuple(replace(cell, colspan=2) if i == wide else cell for i, cell in enumerate(row))


def _split_digits(rows: Rows, _report: DemoReport) -> Rows:
    return map_cells(rows, _digits_in_runs)


def _digits_in_runs(cell: Cell) -> Cell:
    if cell.figure is None:
        return cell
    runs = "".join(f"<span>{character}</span>" for character in cell.text)
    return replace(cell, markup=f"&nbsp;&nbsp;{runs}&nbsp;")


TABLE_DEVIATIONS: Mapping[str, TableDeviation] = {
    "header_cut": _header_cut,
    "split_headers": _split_headers,
    "label_typos": _label_typos,
    "year_in_label": _year_in_label,
    "wrong_header_item_nine": _wrong_header_item_nine,
    "repeated_group_label": _repeated_group_label,
    "group_label_by_character": _group_label_by_character,
    "misaligned_colspans": _misaligned_colspans,
    "split_digits": _split_digits,
}
