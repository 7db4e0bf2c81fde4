"""Rows and columns dropped, added, repeated, broken; groups shifted."""

from dataclasses import replace

from benchmarks.accuracy.draft import LOST, Cell, Draft, Row, silent
from benchmarks.accuracy.registry import deviation
from benchmarks.accuracy.row_edits import drop_row, insert_row, labelled_rows, shape_of, tables_of_shape


def _rows_of(draft: Draft, *shapes: str) -> list[tuple[str, int]]:
    return [(t, n) for t in tables_of_shape(draft, *shapes) for n in labelled_rows(draft, t)]


def _drop(draft: Draft, table: str, number: int) -> None:
    draft.lose(draft.row_keys(draft.tables[table][number]))
    drop_row(draft.tables[table], number)


@deviation("rows", "rows")
def row_dropped(draft: Draft) -> None:
    """A row of the form is not on the page: its figures are missing, not zero."""
    table, number = draft.random.choice(_rows_of(draft, "items", "matrix", "list"))
    _drop(draft, table, number)


@deviation("rows", "rows")
def several_rows_dropped(draft: Draft) -> None:
    """Several rows of the form are not on the page."""
    for table in tables_of_shape(draft, "items", "matrix", "list"):
        numbers = draft.some(labelled_rows(draft, table), 4)
        for number in sorted(numbers, reverse=True):
            _drop(draft, table, number)


@deviation("rows", "rows article", forms="2019 2021")
def item_dropped(draft: Draft) -> None:
    """An item of table two is left out whole, with its header."""
    (table,) = tables_of_shape(draft, "items")
    rows = draft.tables[table]
    titles = [n for n, row in enumerate(rows) if row[0].role == "title"]
    start = draft.random.choice(titles)
    end = next((n for n in titles if n > start), len(rows))
    for row in rows[start:end]:
        draft.lose(draft.row_keys(row))
    del rows[start:end]


@deviation("rows", "rows header.items", forms="2019")
def columns_dropped(draft: Draft) -> None:
    """An agency's own table two lacks columns (本年新公开数量, 上一年项目数量 …); its headers tell."""
    gone = {"newly_disclosed", "items_last_year", "items_change"}
    for number in sorted(labelled_rows(draft, "disclosure"), reverse=True):
        row = draft.tables["disclosure"][number]
        if row[0].key == "fees":
            _drop(draft, "disclosure", number)
        draft.lose(cell.key for cell in row if cell.role == "value" and cell.key.split(".")[-1] in gone)
    for row in draft.tables["disclosure"]:
        row[:] = [cell for cell in row if cell.key.split(".")[-1] not in gone]


@deviation("rows", "rows header.items", forms="2019")
def columns_of_its_own(draft: Draft) -> None:
    """An agency's own table two has 项目数量, no column of the form, in place of 上一年项目数量 and 本年增/减."""
    items, change = "items_last_year", "items_change"
    for number in labelled_rows(draft, "disclosure"):
        row = draft.tables["disclosure"][number]
        draft.lose(c.key for c in row if c.role == "value" and c.key.split(".")[-1] in (items, change))
    for row in draft.tables["disclosure"]:
        is_header = any(cell.role == "header" and cell.key == items for cell in row)
        row[:] = [cell for cell in row if cell.key.split(".")[-1] != change]
        for place, cell in enumerate(row):
            if cell.key.split(".")[-1] == items:
                row[place] = Cell("项目数量", "header") if is_header else Cell(cell.text, "own")


@deviation("rows", "rows header.matrix", forms="2019 2021")
def applicants_merged(draft: Draft) -> None:
    """An agency's own table three has three columns: 自然人, 法人或其他组织, 总计."""
    (table,) = tables_of_shape(draft, "matrix")
    rows = draft.tables[table]
    kept = {"natural_person", "total"}
    for row in rows[3:]:
        draft.lose(c.key for c in row if c.role == "value" and c.key.split(".")[-1] not in kept)
        values = [c for c in row if c.role == "value" and c.key.split(".")[-1] in kept]
        own = Cell(str(_difference(draft, values[1].key, values[0].key)), "own")
        row[:] = [c for c in row if c.role != "value"] + [values[0], own, values[1]]
    rows[0][1].colspan = 3
    rows[1][1].colspan = 1
    del rows[2]
    rows[0][0].rowspan = 2
    for cell in rows[1]:
        cell.rowspan = 1


def _difference(draft: Draft, key: str, other: str) -> int:
    """What two figures differ by, or nothing where they are not numbers."""
    values = draft.printed[key].value, draft.printed[other].value
    return max(0, int((values[0] or 0) - (values[1] or 0)))


@deviation("rows", "rows")
def own_rows_added(draft: Draft) -> None:
    """An agency adds rows of its own, with numbers: 其他主动公开文件, 其中：网络申请."""
    own = {
        "items": ("其他主动公开文件（含政策解读）", "党务公开信息", "行政检查"),
        "matrix": ("其中：网络渠道收到的申请", "转办件", "其中：信函"),
        "list": ("其中：政务大厅公开数", "本局网站点击量", "其中：街道办理数"),
    }
    for table, number in sorted(draft.some(_rows_of(draft, *own), 3), reverse=True):
        rows = draft.tables[table]
        model = rows[number]
        label = Cell(draft.random.choice(own[shape_of(draft, table)]), "own", colspan=_label_span(model))
        values = [
            Cell(str(draft.random.choice([0, 2, 15, 160])), "own", colspan=c.colspan)
            for c in model
            if c.role == "value"
        ]
        unit = [Cell("件", "own") for c in model if c.role == "unit"]
        insert_row(rows, number + 1, [label, *unit, *values])


def _label_span(row: Row) -> int:
    return next(cell.colspan for cell in row if cell.role in ("label", "own"))


@deviation("rows", "rows", forms="2019")
def row_split_into_own_rows(draft: Draft) -> None:
    """其他对外管理服务事项 is split into 行政检查 and 行政确认: the row itself has no number."""
    rows = draft.tables["disclosure"]
    number = next(n for n in labelled_rows(draft, "disclosure") if rows[n][0].key == "other_services")
    draft.reprint(draft.row_keys(rows[number]), lambda p: replace(p, value=None, states=LOST, readable=False))
    values = [Cell(c.text, "own") for c in rows[number] if c.role == "value"]
    more = [Cell(str(draft.random.choice([0, 4, 31])), "own") for _ in values]
    rows[number] = [replace(rows[number][0], rowspan=2), Cell("行政检查", "own"), *values]
    rows.insert(number + 1, [Cell("行政确认", "own"), *more])
    for row in rows:
        if row not in (rows[number], rows[number + 1]):
            row[0].colspan += 1


@deviation("rows", "rows", forms="2019")
def own_rows_under_a_row(draft: Draft) -> None:
    """其他对外管理服务事项 has its numbers, and rows of its own below: 其中：行政检查, 行政确认."""
    rows = draft.tables["disclosure"]
    number = next(n for n in labelled_rows(draft, "disclosure") if rows[n][0].key == "other_services")
    for label in ("其中：行政确认", "其中：行政检查"):
        values = [Cell(str(draft.random.choice([0, 1, 12])), "own") for _ in range(3)]
        rows.insert(number + 1, [Cell(label, "own"), *values])


@deviation("rows", "rows", forms="2019 2021")
def cell_dropped(draft: Draft) -> None:
    """A row has a cell too few: which of its numbers is gone, nobody can tell."""
    table, number = draft.random.choice(_rows_of(draft, "items", "matrix"))
    row = draft.tables[table][number]
    gone = draft.random.choice([cell for cell in row if cell.role == "value"])
    draft.blur(draft.row_keys(row))
    draft.lose([gone.key])
    row.remove(gone)


@deviation("rows", "groups", forms="2019 2021")
def group_label_repeated(draft: Draft) -> None:
    """三、本年度办理结果 stands again after a page break, before （四）无法提供."""
    rows = draft.tables["applications"]
    start = next(n for n, row in enumerate(rows) if any(c.key == "outcome" for c in row))
    again = next(n for n, row in enumerate(rows) if any(c.key == "unavailable" for c in row))
    label = rows[start][0]
    rows[again].insert(0, replace(label, rowspan=label.rowspan - (again - start)))
    label.rowspan = again - start


@deviation("rows", "groups spans", forms="2019 2021")
def spans_replaced_by_blank_cells(draft: Draft) -> None:
    """Cells that would span rows stand in each row, blank after the first."""
    for table in tables_of_shape(draft, "matrix"):
        rows = draft.tables[table]
        for number, row in enumerate(rows):
            for place, cell in enumerate(list(row)):
                if cell.role == "group" and cell.rowspan > 1:
                    below = rows[number + 1 : number + cell.rowspan]
                    for other in below:
                        other.insert(min(place, 1) if cell.key != "outcome" else 0, Cell("", "blank"))
                    cell.rowspan = 1


@deviation("rows", "groups spans", forms="2019 2021")
def groups_on_rows_of_their_own(draft: Draft) -> None:
    """Group labels stand on rows of their own above their rows: （三）不予公开, then 1. to 8."""
    for table in tables_of_shape(draft, "matrix"):
        changed = []
        for row in draft.tables[table]:
            groups = [cell for cell in row if cell.role == "group"]
            changed.extend([[replace(g, rowspan=1, colspan=10)] for g in groups])
            changed.append(
                [replace(c, colspan=3) if c.role == "label" else c for c in row if c not in groups]
            )
        draft.tables[table] = changed


@deviation("rows", "groups spans", forms="2019 2021")
def groups_merged_into_labels(draft: Draft) -> None:
    """Each row carries its group in its label: （三）不予公开 1.属于国家秘密."""
    for table in tables_of_shape(draft, "matrix"):
        group = ""
        for row in draft.tables[table]:
            names = [cell.text for cell in row if cell.role == "group" and cell.key != "outcome"]
            group = names[-1] if names else group
            for cell in row:
                if cell.role == "label":
                    under = "." in cell.key
                    cell.text = f"{group}{cell.text}" if under and group else cell.text
                    cell.colspan = 3
            row[:] = [cell for cell in row if cell.role != "group"]


@deviation("rows", "rows")
def blank_rows(draft: Draft) -> None:
    """Blank rows stand among the rows."""
    for table in draft.tables:
        rows = draft.tables[table]
        for _ in range(draft.random.randint(1, 3)):
            width = draft.random.randint(1, 6)
            insert_row(rows, draft.random.randint(1, len(rows)), [Cell("", "own") for _ in range(width)])


@deviation("rows", "rows")
def unit_row_in_table(draft: Draft) -> None:
    """A row of each table says 单位：件."""
    for rows in draft.tables.values():
        insert_row(rows, draft.random.choice([0, len(rows)]), [Cell("单位：件、万元", "own", colspan=4)])


@deviation("rows", "rows spans.end")
def row_printed_twice(draft: Draft) -> None:
    """A page break prints a row twice, with the same numbers."""
    table, number = draft.random.choice(_rows_of(draft, "items", "matrix", "list"))
    rows = draft.tables[table]
    insert_row(rows, number + 1, [replace(cell, role="own") for cell in rows[number] if cell.role != "group"])


@deviation("rows", "rows spans.end")
def row_printed_twice_otherwise(draft: Draft) -> None:
    """A row stands twice, with other numbers the second time: nobody can tell which is meant."""
    table, number = draft.random.choice(_rows_of(draft, "items", "matrix", "list"))
    rows = draft.tables[table]
    again = [replace(cell, role="own") for cell in rows[number] if cell.role != "group"]
    draft.blur(draft.row_keys(rows[number]))
    again[-1].text, again[-1].inner = str(draft.random.randint(100, 999)), ""
    draft.printed[again[-1].key] = silent(rows[number][-1].text, *LOST)
    insert_row(rows, number + 1, again)


@deviation("rows", "rows shape spans.start", forms="2019 2021")
def running_numbers(draft: Draft) -> None:
    """Table two has a first column of running numbers, which are no values."""
    number = 0
    for row in draft.tables["disclosure"]:
        if row[0].role == "title":
            row[0].colspan += 1
            continue
        number += row[0].role == "label"
        row.insert(0, Cell(str(number) if row[0].role == "label" else "序号", "own"))
