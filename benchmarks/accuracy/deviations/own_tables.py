"""Table four transposed or in rows, tables cut in pieces, and tables that are not the statutory ones."""

from dataclasses import replace

from benchmarks.accuracy.draft import Cell, Draft, Row, Rows, TableBlock
from benchmarks.accuracy.registry import HTML, deviation
from benchmarks.accuracy.row_edits import copied, shape_of, tables_of_shape
from parsers.forms import FORMS


def _line_values(draft: Draft) -> list[list[Cell]]:
    """The values of table four by procedure."""
    values = [cell for cell in draft.tables["remedies"][-1] if cell.role == "value"]
    return [values[start : start + 5] for start in range(0, len(values), 5)]


@deviation("rows", "remedies rows", forms="2019 2021")
def table_four_transposed(draft: Draft) -> None:
    """Table four is transposed: results down the side, procedures across."""
    block = FORMS[draft.forms["remedies"]].tables["remedies"].blocks[0]
    values = _line_values(draft)
    head = [Cell("", "corner"), *(Cell(row.zh, "header", row.key) for row in block.rows)]
    rows: Rows = [head]
    for number, column in enumerate(block.columns):
        rows.append([Cell(column.zh, "label", column.key), *(of_row[number] for of_row in values)])
    draft.tables["remedies"] = rows


@deviation("rows", "remedies rows", forms="2019 2021")
def table_four_in_rows(draft: Draft) -> None:
    """Table four has a row for each procedure and a column for each result."""
    block = FORMS[draft.forms["remedies"]].tables["remedies"].blocks[0]
    head = [Cell("", "corner"), *(Cell(column.zh, "header", column.key) for column in block.columns)]
    rows: Rows = [head]
    for row, values in zip(block.rows, _line_values(draft), strict=True):
        rows.append([Cell(row.zh, "label", row.key), *values])
    draft.tables["remedies"] = rows


@deviation("rows", "remedies rows", forms="2019 2021")
def table_four_in_two_pieces(draft: Draft) -> None:
    """Table four prints reconsideration above and litigation below, each with its header."""
    first, direct, after = _line_values(draft)
    labels = [Cell(c.text, "header", c.key) for c in draft.tables["remedies"][2][:5]]
    draft.tables["remedies"] = [
        [Cell("行政复议", "group", "reconsideration", 10)],
        copied([labels])[0],
        first,
        [Cell("行政诉讼", "group", "litigation", 10)],
        [
            Cell("未经复议直接起诉", "group", "litigation_direct", 5),
            Cell("复议后起诉", "group", "litigation_after_reconsideration", 5),
        ],
        [*copied([labels])[0], *copied([labels])[0]],
        [*direct, *after],
    ]


@deviation("rows", "remedies rows", forms="2019 2021")
def table_four_results_reordered(draft: Draft) -> None:
    """Table four has its results in another order in every procedure, as its header says."""
    rows = draft.tables["remedies"]
    order = draft.random.sample(range(5), 5)
    rows[-1] = [values[n] for values in _line_values(draft) for n in order]
    first = [cell for cell in rows[1] if cell.role == "header"]
    others = [cell for cell in rows[1] if cell.role != "header"]
    rows[1] = [*(first[n] for n in order), *others]
    rows[2] = [rows[2][start + n] for start in (0, 5) for n in order]


@deviation("rows", "header.matrix rows", forms="2019 2021")
def applicants_reordered(draft: Draft) -> None:
    """Table three has the kinds of applicants in another order, as its header says."""
    rows = draft.tables["applications"]
    order = draft.random.sample(range(5), 5)
    rows[2] = [rows[2][n] for n in order]
    for row in rows[3:]:
        at = next(n for n, cell in enumerate(row) if cell.role == "value") + 1
        row[at : at + 5] = [row[at + n] for n in order]


@deviation("rows", "header.matrix rows", forms="2019 2021")
def total_column_first(draft: Draft) -> None:
    """Table three has its totals in the first column, as its header says."""
    rows = draft.tables["applications"]
    rows[1].insert(0, rows[1].pop())
    for row in rows[3:]:
        at = next(n for n, cell in enumerate(row) if cell.role == "value")
        row.insert(at, row.pop())


@deviation("blocks", "pieces", formats=HTML)
def tables_in_pieces(draft: Draft) -> None:
    """A table is cut in two where the page ended."""
    for at in reversed(draft.table_positions()):
        block = draft.blocks[at]
        if not isinstance(block, TableBlock) or shape_of(draft, block.key) == "line":
            continue
        cut = draft.random.choice(_free_cuts(block.rows) or [len(block.rows)])
        draft.blocks[at : at + 1] = [replace(block, rows=r) for r in (block.rows[:cut], block.rows[cut:])]


def _free_cuts(rows: Rows) -> list[int]:
    """Row numbers above which the page may end: between rows of values."""
    return [n for n in range(3, len(rows)) if _has_values(rows[n]) and _has_values(rows[n - 1])]


def _has_values(row: Row) -> bool:
    return any(cell.role == "value" for cell in row)


@deviation("blocks", "pieces", formats=HTML, forms="2019 2021")
def each_item_in_a_table(draft: Draft) -> None:
    """Each item of article 20 stands in a table of its own."""
    at = next(n for n in draft.table_positions() if getattr(draft.blocks[n], "key", "") == "disclosure")
    pieces: list[Rows] = []
    for row in draft.tables["disclosure"]:
        if not pieces or (row[0].role in ("title", "corner") and _has_values(pieces[-1][-1])):
            pieces.append([])
        pieces[-1].append(row)
    draft.blocks[at : at + 1] = [TableBlock(rows, "disclosure") for rows in pieces]


@deviation("style", "pieces", forms="2019 2021")
def one_table_for_all(draft: Draft) -> None:
    """The three statutory tables are one table, the headings between them rows of it."""
    places = draft.table_positions()
    rows: Rows = []
    for block in draft.blocks[places[0] : places[-1] + 1]:
        if isinstance(block, TableBlock):
            rows.extend(block.rows)
        elif hasattr(block, "text"):
            rows.append([Cell(block.text, "own", colspan=10)])
    draft.blocks[places[0] : places[-1] + 1] = [TableBlock(rows, "disclosure")]


@deviation("blocks", "other.table")
def unofficial_table_before(draft: Draft) -> None:
    """A table of the agency's own stands before the statutory ones, with numbers."""
    rows = [
        ["表1 网站制度建设情况", "数量", "备注"],
        ["信息发布制度", "3", ""],
        ["行政许可公示", "12", "见网站"],
        ["依申请公开制度", "1", "2018年修订"],
        ["合计", "16", ""],
    ]
    draft.add(draft.first_table(), TableBlock(_own(rows)))


@deviation("blocks", "other.table")
def business_table_like_table_four(draft: Draft) -> None:
    """The agency's own business (reconsiderations it decided) stands in a table much like table four."""
    rows = [
        ["行政复议案件办理情况", "受理", "维持", "纠正", "其他", "未审结", "总计"],
        ["本年", "56", "12", "3", "20", "5", "40"],
        ["上年", "49", "10", "1", "30", "8", "49"],
    ]
    place = draft.random.choice([draft.first_table(), len(draft.blocks)])
    draft.add(place, TableBlock(_own(rows)))


@deviation("blocks", "other.table")
def business_table_like_table_two(draft: Draft) -> None:
    """The agency's own business (permits and penalties by bureau) stands in a table much like table two."""
    rows = [
        ["单位", "行政许可", "行政处罚", "行政强制", "行政事业性收费"],
        ["城东所", "112", "31", "4", "5600"],
        ["城西所", "98", "12", "0", "3300"],
        ["合计", "210", "43", "4", "8900"],
    ]
    place = draft.random.choice([draft.first_table(), len(draft.blocks)])
    draft.add(place, TableBlock(_own(rows)))


@deviation("blocks", "other.table")
def permits_table_in_text(draft: Draft) -> None:
    """A table of the agency's own has rows with labels of table two: 行政许可, 行政处罚, 行政强制."""
    rows = [
        ["事项", "办件量", "按时办结"],
        ["行政许可", "1203", "1203"],
        ["行政处罚", "77", "70"],
        ["行政强制", "5", "5"],
        ["行政确认", "18", "18"],
    ]
    draft.add(draft.first_table(), TableBlock(_own(rows)))


@deviation("blocks", "other.table")
def metadata_table_before(draft: Draft) -> None:
    """A table of metadata stands before the report: 索引号, 发布机构, 发布日期."""
    day = f"{draft.year + 1}-01-{draft.random.randint(10, 31)}"
    rows = [
        ["索 引 号：", f"11210{draft.random.randint(100, 999)}/2020-00012", "主题分类：", "年度报告"],
        ["发布机构：", draft.agency, "发布日期：", day],
        ["名　　称：", draft.title, "文　　号：", ""],
    ]
    draft.add(0, TableBlock(_own(rows)))


@deviation("blocks", "other.table page blank.table")
def last_year_beside(draft: Draft) -> None:
    """After the report a table repeats rows of table three with last year's numbers."""
    for table in tables_of_shape(draft, "matrix", "list"):
        rows = copied(draft.tables[table])
        for row in rows:
            for cell in row:
                if cell.role == "value":
                    cell.role, cell.text, cell.inner = "own", str(draft.random.choice([0, 1, 9, 14])), ""
        draft.add(len(draft.blocks), TableBlock(rows))


def _own(rows: list[list[str]]) -> Rows:
    return [[Cell(text, "own") for text in row] for row in rows]
