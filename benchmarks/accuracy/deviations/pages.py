"""Pages on which tables are missing, pictures, cut off, or nested in other tables."""

from benchmarks.accuracy.draft import Draft, Paragraph, Raw, TableBlock
from benchmarks.accuracy.registry import HTML, deviation


def _take_off(draft: Draft, table: str, instead: Paragraph | Raw | None) -> None:
    at = next(n for n in draft.table_positions() if getattr(draft.blocks[n], "key", "") == table)
    draft.lose(cell.key for cell in draft.cells(table) if cell.role == "value")
    del draft.forms[table]
    draft.blocks[at : at + 1] = [instead] if instead else []


@deviation("blocks", "page pieces copies", forms="2019 2021")
def one_table_is_a_picture(draft: Draft) -> None:
    """One of the tables is a picture: nothing of it can be read."""
    table = draft.random.choice(list(draft.forms))
    _take_off(draft, table, Raw('<p><img src="./W020210125.png" alt="表格"></p>'))


@deviation("blocks", "page pieces copies")
def all_tables_are_pictures(draft: Draft) -> None:
    """All tables are pictures."""
    for table in list(draft.forms):
        _take_off(draft, table, Raw('<p><img src="./2.PNG"></p>'))


@deviation("blocks", "page pieces copies")
def tables_told_in_words(draft: Draft) -> None:
    """Tables are replaced by sentences: sentences are not read as figures."""
    for table in list(draft.forms):
        _take_off(draft, table, Paragraph("本年办理行政许可12件，新收申请3件，行政复议1件，行政诉讼0件。"))


@deviation("blocks", "page pieces copies rows groups spans spans.end remedies", forms="2019 2021")
def cut_off_in_table_three(draft: Draft) -> None:
    """The page breaks off in the middle of table three: what comes after is missing."""
    at = next(n for n in draft.table_positions() if getattr(draft.blocks[n], "key", "") == "applications")
    block = draft.blocks[at]
    assert isinstance(block, TableBlock), "a table's place holds a table"
    cut = draft.random.randint(8, len(block.rows) - 1)
    for row in block.rows[cut:]:
        draft.lose(draft.row_keys(row))
    del block.rows[cut:]
    del draft.blocks[at + 1 :]
    _forget(draft, "remedies")
    # Up to （六）其他处理 the forms print the same rows.
    draft.may_miss_form.add("applications")


def _forget(draft: Draft, table: str) -> None:
    if table in draft.forms:
        draft.lose(cell.key for cell in draft.cells(table) if cell.role == "value")
        del draft.forms[table]


@deviation("style", "nesting", formats=HTML)
def in_a_layout_table(draft: Draft) -> None:
    """The whole report stands in a cell of a layout table."""
    draft.style.body = (
        "<table width='980' align=center><tr><td colspan=2>政府信息公开</td></tr><tr><td width=200>"
        "<ul><li>年度报告</li><li>规章</li></ul></td><td>{}</td></tr></table>"
    )


@deviation("style", "nesting", formats=HTML)
def in_deep_layout_tables(draft: Draft) -> None:
    """The whole report stands in layout tables within layout tables."""
    depth = draft.random.randint(3, 8)
    draft.style.body = "<table><tr><td>" * depth + "{}" + "</td></tr></table>" * depth


@deviation("style", "nesting", formats=HTML)
def each_table_in_a_cell(draft: Draft) -> None:
    """Each table stands in a cell of a table of its own, beside text."""
    draft.style.table = "<table border=0><tr><td>表格如下：{}</td></tr></table>"


@deviation("style", "nesting", formats=HTML)
def each_number_in_a_table(draft: Draft) -> None:
    """Every value cell holds a table of one cell."""
    for block in draft.blocks:
        for cell in (c for row in block.rows for c in row) if isinstance(block, TableBlock) else ():
            if cell.role == "value" and cell.text.strip() and not cell.inner:
                cell.inner = f"<table><tr><td>{cell.text}</td></tr></table>"
