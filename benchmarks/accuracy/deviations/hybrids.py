"""Forms mixed: table by table, item by item, or the form of another year."""

from benchmarks.accuracy.draft import Cell, Draft, Rows, silent
from benchmarks.accuracy.layout import SHAPES
from benchmarks.accuracy.printing import print_figures
from benchmarks.accuracy.registry import deviation
from parsers.forms import FORMS

OTHER = {"2019": "2021", "2021": "2019"}


@deviation("forms", "forms", forms="2019 2021")
def tables_of_two_forms(draft: Draft) -> None:
    """Table two is of one form, table three of the other."""
    draft.forms["applications"] = OTHER[draft.form]


@deviation("forms", "forms year", forms="2019 2021")
def form_off_its_year(draft: Draft) -> None:
    """The report is on the form of another year."""
    draft.year = draft.random.choice([2016, 2018] if draft.form == "2021" else [2021, 2022, 2023])
    draft.title = f"{draft.agency}{draft.year}年政府信息公开工作年度报告"


@deviation("rows", "forms header.items rows amount article", forms="2019 2021")
def items_of_two_forms(draft: Draft) -> None:
    """Inside table two fewer than half of the items are of the other form, with its headers and figures."""
    other = FORMS[OTHER[draft.form]]
    second = Draft(draft.random, "html", other.form, {"disclosure": other.form}, draft.year, "", "")
    print_figures(second)
    theirs = _items(SHAPES["items"](other.tables["disclosure"], second.printed))
    ours = _items(draft.tables["disclosure"])
    fewer = (len(ours) - 1) // 2
    for place in draft.random.sample(range(min(len(ours), len(theirs))), draft.random.randint(1, fewer)):
        for row in ours[place]:
            draft.lose(draft.row_keys(row))
        keys = [cell.key for row in theirs[place] for cell in row if cell.role == "value"]
        draft.printed.update({key: second.printed[key] for key in keys})
        ours[place] = theirs[place]
    draft.tables["disclosure"] = [row for item in ours for row in item]


def _items(rows: Rows) -> list[Rows]:
    """A table's rows cut into its items."""
    items: list[Rows] = []
    for row in rows:
        if row[0].role == "title":
            items.append([])
        items[-1].append(row)
    return items


@deviation("rows", "list.columns", forms="2014")
def province_has_a_cumulative_column(draft: Draft) -> None:
    """A province's table: 指标名称 | 计量单位 | 2015年度 | 历年累计. The year's column counts."""
    rows = draft.tables["statistics"]
    for row in rows:
        if row[-1].role == "value":
            many = draft.random.choice([0, 17, 2_948, 81_916])
            row.append(Cell(str(many), "own"))
        elif row[-1].role == "header":
            row[0].text, row[1].text = "指标名称", "计量单位"
            row[-1].text = draft.random.choice([f"{draft.year}年度", f"{draft.year}年"])
            row.append(Cell("历年累计", "own"))
        else:
            row.append(Cell("", "blank"))


@deviation("rows", "list.columns", forms="2014")
def unit_column_last(draft: Draft) -> None:
    """The statistics table prints the number before its unit."""
    for row in draft.tables["statistics"]:
        if len(row) == 3 and row[1].role == "unit":
            row[1], row[2] = row[2], row[1]


@deviation("rows", "list.columns amount", forms="2014")
def unit_column_missing(draft: Draft) -> None:
    """The statistics table has no unit column: counts are counts, amounts are of no known unit."""
    for row in draft.tables["statistics"]:
        row[:] = [
            cell for n, cell in enumerate(row) if cell.role != "unit" and (cell.role != "blank" or n == 1)
        ]
        for cell in row:
            if cell.role == "value" and cell.key in draft.amounts() and draft.printed[cell.key].value:
                draft.printed[cell.key] = silent(cell.text, "unit_unknown")


@deviation("rows", "list.columns", forms="2014")
def units_in_labels(draft: Draft) -> None:
    """The unit stands in the label and not in a column: 1.当面申请数（件）."""
    for row in draft.tables["statistics"]:
        if len(row) == 3 and row[0].role == "label":
            row[0].text += f"（{row[1].text}）"
        row.pop(1)


@deviation("rows", "list.columns groups", forms="2014")
def list_lacks_its_groups(draft: Draft) -> None:
    """The statistics table leaves out the rows that only name a group."""
    rows = draft.tables["statistics"]
    rows[:] = [row for row in rows if row[0].role != "group"]


@deviation("rows", "list.columns shape", forms="2014")
def list_with_running_numbers(draft: Draft) -> None:
    """The statistics table has a first column of running numbers, which are no values."""
    number = 0
    for row in draft.tables["statistics"]:
        if row[-1].role == "value":
            number += 1
            row.insert(0, Cell(str(number), "own"))
        else:
            row.insert(0, Cell("序号" if row[0].role == "corner" else "", "own"))


@deviation("rows", "list.columns", forms="2014")
def list_in_two_halves(draft: Draft) -> None:
    """The statistics table stands in two halves side by side: indicator, unit, number, twice."""
    rows = draft.tables["statistics"]
    header, body = rows[0], rows[1:]
    half = (len(body) + 1) // 2
    right = body[half:] + [[Cell("", "blank") for _ in range(3)]] * (half - len(body[half:]))
    again = [Cell(c.text, "own") for c in header]
    draft.tables["statistics"] = [
        [*header, *again],
        *([*a, *b] for a, b in zip(body[:half], right, strict=True)),
    ]
