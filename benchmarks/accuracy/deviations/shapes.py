"""Text extracts: how the cells of a row are set apart, or not, and what that leaves readable."""

import re

from benchmarks.accuracy.draft import LOST, Cell, Draft, Heading, Paragraph, Row, TableBlock, silent
from benchmarks.accuracy.registry import TEXT, deviation
from benchmarks.accuracy.row_edits import insert_row
from benchmarks.accuracy.splits import groups_of_sums, is_unique, splits, sums

# Glued cells are told by their digits and sums: no other change may touch either.
GLUE = "shape odd digits sums amount rows header.matrix header.items list.columns label.lost padding"
APPLICANTS, RESULTS = 7, 5


def _tables(draft: Draft) -> list[TableBlock]:
    return [block for block in draft.blocks if isinstance(block, TableBlock)]


def _rows(draft: Draft) -> list[Row]:
    return [row for block in _tables(draft) for row in block.rows]


def _set_shape(draft: Draft, shape: str, *, blanks_vanish: bool = False, spaces_part: bool = False) -> None:
    """Choose a shape; where blank cells vanish or spaces part cells, such rows cannot be told apart."""
    draft.style.shape = shape
    for row in _rows(draft):
        texts = [cell.text for cell in row if cell.role == "value"]
        if (blanks_vanish and not all(text.strip() for text in texts)) or (
            spaces_part and any(re.search(r"\S\s+\S", text) for text in texts)
        ):
            draft.blur(draft.row_keys(row))


@deviation("shape", "shape", formats=TEXT)
def pipes_alone(draft: Draft) -> None:
    """Rows are cells with pipes between, none for spans."""
    _set_shape(draft, "pipes_bare")


@deviation("shape", "shape", formats=TEXT)
def pipes_for_spans(draft: Draft) -> None:
    """Rows are cells with pipes between, and an empty cell for every column that a cell spans."""
    _set_shape(draft, "pipes_in_place")


@deviation("shape", "shape", formats=TEXT)
def markdown(draft: Draft) -> None:
    """Tables are in Markdown."""
    _set_shape(draft, "markdown")


@deviation("shape", "shape spans.items", formats=TEXT)
def markdown_with_spans_repeated(draft: Draft) -> None:
    """Tables are in Markdown, a cell that spans others repeated in each."""
    _set_shape(draft, "markdown_repeated")


@deviation("shape", "shape pieces", formats=TEXT)
def markdown_with_breaks(draft: Draft) -> None:
    """Tables are in Markdown with <br> in their labels."""
    _set_shape(draft, "markdown")
    for row in _rows(draft):
        for cell in row:
            if cell.role in ("header", "label") and len(cell.text) > 5:
                cell.text = f"{cell.text[:4]}<br>{cell.text[4:]}"


@deviation("shape", "shape pieces spans.items header.matrix header.items", formats=TEXT, forms="2019 2021")
def markdown_with_invented_headers(draft: Draft) -> None:
    """Tables are in Markdown, and the copyist invented a header for the page that continues table three."""
    _set_shape(draft, "markdown")
    invented = ["项目", "本年新收件数", "上年结转件数", "予以公开", "部分公开", "不予公开", "其他", "总计"]
    for block in _tables(draft):
        if block.key == "applications":
            at = draft.random.randint(10, len(block.rows) - 3)
            rule = [Cell(":---", "own") for _ in invented]
            dashes = [Cell("-", "own") for _ in invented]
            for row in (dashes, rule, [Cell(text, "own") for text in invented]):
                insert_row(block.rows, at, row)


@deviation("shape", "shape blank.lines", formats=TEXT)
def one_cell_a_line(draft: Draft) -> None:
    """Every cell stands on a line of its own."""
    _set_shape(draft, "lines", blanks_vanish=True)


@deviation("shape", "shape blank.lines", formats=TEXT)
def one_cell_a_line_spaced(draft: Draft) -> None:
    """Every cell stands on a line of its own, with blank lines between."""
    _set_shape(draft, "lines_spaced", blanks_vanish=True)


@deviation("shape", "shape", formats=TEXT)
def one_cell_a_line_piped(draft: Draft) -> None:
    """Every cell stands on a line of its own that ends with a pipe."""
    _set_shape(draft, "lines_piped")


@deviation("shape", "shape", formats=TEXT)
def pipes_on_their_own_lines(draft: Draft) -> None:
    """Cells and pipes stand on lines of their own."""
    _set_shape(draft, "lines_pipe_between", blanks_vanish=True)


@deviation("shape", "shape", formats=TEXT)
def one_cell_a_line_piped_with_spans(draft: Draft) -> None:
    """Every cell stands on a line of its own that ends with a pipe for each column it spans: 0 | ||."""
    _set_shape(draft, "lines_piped_spans")


@deviation("shape", "shape", formats=TEXT)
def one_cell_a_line_piped_spans_apart(draft: Draft) -> None:
    """Every cell stands on a line of its own that ends with a pipe; those of its span on the next line."""
    _set_shape(draft, "lines_piped_spans_apart")


@deviation("shape", "shape", formats=TEXT)
def pipes_on_their_own_lines_with_spans(draft: Draft) -> None:
    """Cells and pipes stand on lines of their own, with one line more for the pipes of a span: ||||."""
    _set_shape(draft, "lines_pipe_between_spans", blanks_vanish=True)


@deviation("shape", "shape blank.lines sums", formats=TEXT)
def pipes_fill_up_for_blank_cells(draft: Draft) -> None:
    """Every cell stands on a line of its own; some are blank and left out, and pipes fill the row up: |||||."""
    draft.style.shape = "lines_piped_filled_up"
    whole = [row for rows in draft.tables.values() for row in rows if len(draft.row_keys(row)) > 1]
    for row in draft.some(whole, most=6):
        values = [cell for cell in row if cell.role == "value"]
        for cell in draft.some(values, most=len(values) - 1):
            cell.text, cell.inner = "", ""
            draft.printed[cell.key] = silent("", *LOST)
    for row in _rows(draft):
        if not all(cell.text.strip() for cell in row if cell.role == "value"):
            draft.blur(draft.row_keys(row))


@deviation("shape", "shape", formats=TEXT)
def rows_open_with_a_pipe_alone(draft: Draft) -> None:
    """A pipe alone opens each row; every cell has a line of its own that ends with a pipe."""
    _set_shape(draft, "lines_piped_below_pipe")


@deviation("shape", "shape", formats=TEXT)
def blank_cells_break_lines(draft: Draft) -> None:
    """Rows of pipes in which every blank cell is a line break: the row goes on with the next line's pipe."""
    _set_shape(draft, "pipes_broken_at_blanks")


@deviation("shape", "shape characters.spaced", formats=TEXT)
def cells_apart_by_spaces(draft: Draft) -> None:
    """Cells are set apart by one space."""
    _set_shape(draft, "spaces", blanks_vanish=True, spaces_part=True)


@deviation("shape", "shape", formats=TEXT)
def cells_apart_by_tabs(draft: Draft) -> None:
    """Cells are set apart by tabs, as a browser copies them."""
    _set_shape(draft, "tabs", spaces_part=True)
    for row in _rows(draft):
        # Nobody sees a tab at the end of a line.
        if row and not row[-1].text.strip():
            draft.blur(draft.row_keys(row))


@deviation("shape", "shape", formats=TEXT)
def cells_apart_by_wide_spaces(draft: Draft) -> None:
    """Cells are set apart by many spaces, as the text of a PDF file."""
    _set_shape(draft, "wide_spaces", blanks_vanish=True, spaces_part=True)


@deviation("shape", GLUE, formats=TEXT)
def cells_glued(draft: Draft) -> None:
    """Nothing stands between cells: 25380363300630003. Sums may tell them apart in exactly one way."""
    draft.style.shape = "glued"
    for row in _rows(draft):
        if not _can_be_told(draft, row):
            draft.blur(draft.row_keys(row))


@deviation("shape", GLUE, formats=TEXT)
def rows_glued(draft: Draft) -> None:
    """Nothing stands between cells nor between rows: 3460853762、政府公报公开数."""
    draft.style.shape = "glued"
    for block in _tables(draft):
        for number, row in enumerate(block.rows):
            following = (
                "".join(cell.text for cell in block.rows[number + 1])[:1]
                if number + 1 < len(block.rows)
                else ""
            )
            if following.isdigit() or not _can_be_told(draft, row):
                draft.blur(draft.row_keys(row))
        joined = [cell for row in block.rows for cell in row]
        block.rows = [joined]


def _can_be_told(draft: Draft, row: Row) -> bool:
    """Whether the digits of a row can be told apart in one way only."""
    values = [cell.text for cell in row if cell.role == "value"]
    if len(values) <= 1:
        return True
    digits = "".join(values)
    if not digits.isdigit():
        return False
    table = draft.row_keys(row)[0].split(".")[0]
    if table == "applications" and len(values) == APPLICANTS:
        return is_unique(sums(digits, APPLICANTS))
    if table == "remedies" and len(values) % RESULTS == 0:
        return is_unique(groups_of_sums(digits, [RESULTS] * (len(values) // RESULTS)))
    return is_unique(splits(digits, len(values)))


@deviation("shape", "shape pieces copies odd", formats=TEXT)
def repeated_lines_deleted(draft: Draft) -> None:
    """One cell a line, and every line that stood before is gone: after the first 0 all later zeros."""
    draft.style.shape = "lines"
    seen = {draft.title}
    for block in list(draft.blocks):
        if isinstance(block, Heading | Paragraph):
            if block.text in seen:
                draft.blocks.remove(block)
            seen.add(block.text)
        elif isinstance(block, TableBlock):
            for row in block.rows:
                _delete_repeated(draft, row, seen)
    draft.may_miss_form.update(draft.forms)


def _delete_repeated(draft: Draft, row: Row, seen: set[str]) -> None:
    kept = []
    for cell in row:
        if cell.text not in seen:
            kept.append(cell)
        seen.add(cell.text)
    whole = draft.row_keys(kept) == draft.row_keys(row)
    (draft.blur if whole else draft.lose)(draft.row_keys(row))
    row[:] = kept


PAGE_NUMBERS = ("- {} -", "-{}-", "— {} —", "第 {} 页 共 9 页", "{}/9")


@deviation("shape", "shape", formats=TEXT)
def page_numbers_between_rows(draft: Draft) -> None:
    """Page numbers stand between rows, as in the text of a PDF file: -3-."""
    bare = draft.random.random() < 0.3
    shape = "wide_spaces" if bare else draft.random.choice(["wide_spaces", "spaces", "lines"])
    style = "{}" if bare else draft.random.choice(PAGE_NUMBERS)
    for number, block in enumerate(_tables(draft), start=2):
        at = draft.random.randint(1, len(block.rows))
        insert_row(block.rows, at, [Cell(style.format(number), "own")])
    _set_shape(draft, shape, blanks_vanish=True, spaces_part=shape != "lines")


@deviation("shape", "shape label.lost", formats=TEXT)
def words_broken_at_line_ends(draft: Draft) -> None:
    """Long labels are broken at line ends, before, after or around their numbers."""
    way = draft.random.choice(["before", "after"])
    for block in _tables(draft):
        rows: list[Row] = []
        for row in block.rows:
            rows.extend(_broken(row, way))
        block.rows = rows
    _set_shape(draft, draft.random.choice(["wide_spaces", "spaces"]), blanks_vanish=True, spaces_part=True)


def _broken(row: Row, way: str) -> list[Row]:
    label = next((cell for cell in row if cell.role == "label" and len(cell.text) > 12), None)
    if label is None:
        return [row]
    at = len(label.text) * 2 // 3
    head, tail = label.text[:at], label.text[at:]
    if way == "before":
        place = row.index(label)
        label.text = tail
        return [[*row[:place], Cell(head, "own")], row[place:]]
    label.text = head
    return [row, [Cell(tail, "own")]]


@deviation("shape", "shape pieces label.lost", formats=TEXT)
def one_paragraph(draft: Draft) -> None:
    """The whole text is one paragraph without breaks."""
    _set_shape(draft, "spaces", blanks_vanish=True, spaces_part=True)
    draft.style.finish.append(lambda text: text.replace("\n", " "))


@deviation("shape", "middle page pieces copies rows remedies", formats=TEXT, forms="2019 2021")
def text_begins_in_the_middle(draft: Draft) -> None:
    """The text begins in the middle of table three; what stood before is missing."""
    at = next(n for n in draft.table_positions() if getattr(draft.blocks[n], "key", "") == "applications")
    rows = _tables(draft)[1].rows
    cut = draft.random.randint(4, 12)
    for row in [*_tables(draft)[0].rows, *rows[:cut]]:
        draft.lose(draft.row_keys(row))
    del rows[:cut]
    del draft.blocks[:at]
    draft.forms.pop("disclosure")
    draft.may_miss_form.add("applications")
    draft.title = ""


@deviation("shape", "tags", formats=TEXT)
def tags_in_text(draft: Draft) -> None:
    """Titles in angle brackets and Word's comments stand in the text."""
    draft.add(0, Paragraph("全文包括 <中华人民共和国政府信息公开工作年度报告格式> 六个部分。"))
    for row in _rows(draft):
        for cell in row:
            if cell.role == "label" and draft.random.random() < 0.2:
                cell.text = f"<!--[if !supportLists]-->{cell.text}<!--[endif]-->"
