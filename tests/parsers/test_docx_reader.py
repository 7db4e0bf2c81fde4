"""Word files: what a reader of the printed page sees is read, with the cells of the file."""

import pytest

from parsers import parse
from parsers.document import Document, Table, Text
from parsers.readers import UnreadableError, read_page
from tests.parsers.documents import NAMESPACES, docx, p, tbl, tc, tr


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Text)]


def cells(table: Table) -> list[list[tuple[str, int, int]]]:
    return [[(cell.text, cell.colspan, cell.rowspan) for cell in row] for row in table.rows]


def test_a_merged_cell_spans_what_it_covers_and_its_continuations_count_as_cells() -> None:
    restart, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = tbl(
        tr(tc("三、本年度办理结果", restart), tc("（一）予以公开"), tc("1")),
        tr(tc("", go_on), tc("（二）部分公开"), tc("2")),
        tr(tc("（七）总计", '<w:gridSpan w:val="2"/>'), tc("3")),
    )
    (read,) = read_page(docx(table)).tables
    assert cells(read) == [
        [("三、本年度办理结果", 1, 2), ("（一）予以公开", 1, 1), ("1", 1, 1)],
        [("（二）部分公开", 1, 1), ("2", 1, 1)],
        [("（七）总计", 2, 1), ("3", 1, 1)],
    ]
    assert [row[-1].place for row in read.rows] == [(0, 0, 2), (0, 1, 2), (0, 2, 1)]


def test_a_table_inside_a_cell_has_its_own_number_and_its_text_is_not_the_cells() -> None:
    document = read_page(
        docx(tbl(tr(tc("外"), f"<w:tc>{p('框')}{tbl(tr(tc('规章'), tc('1')))}{p('')}</w:tc>")))
    )
    outer, inner = document.tables
    assert (outer.layout, outer.rows[0][1].text) == (True, "框")
    assert [cell.place for cell in inner.rows[0]] == [(1, 0, 0), (1, 0, 1)]


def test_deleted_text_and_rows_are_not_read_and_inserted_ones_are() -> None:
    gone = "<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins></w:p>"
    table = tbl(tr(tc("删去的行"), tc("9"), properties="<w:del/>"), tr(tc("规章"), tc("1")))
    document = read_page(docx(gone + table))
    assert texts(document) == ["新"]
    assert [cell.text for row in document.tables[0].rows for cell in row] == ["规章", "1"]
    assert document.tables[0].rows[1][0].place == (0, 1, 0)


def test_hidden_text_is_not_read_whether_the_run_or_its_style_hides_it() -> None:
    styles = '<w:style w:styleId="Hidden"><w:name w:val="Hidden"/><w:rPr><w:vanish/></w:rPr></w:style>'
    body = (
        p("隐", run="<w:vanish/>")
        + p("藏", run='<w:rStyle w:val="Hidden"/>')
        + p("见", run='<w:vanish w:val="0"/>')
    )
    assert texts(read_page(docx(body, styles=styles))) == ["见"]


def test_a_text_box_is_read_once_though_older_programs_are_given_it_again() -> None:
    box = f"<w:txbxContent>{p('框中的字')}{tbl(tr(tc('规章'), tc('1')))}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing>"
        f"{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    document = read_page(docx(body))
    assert texts(document) == ["正文", "框中的字"]
    assert len(document.tables) == 1


def test_content_controls_and_links_hide_nothing() -> None:
    body = (
        f"<w:sdt><w:sdtContent>{p('控件')}</w:sdtContent></w:sdt>"
        "<w:p><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink></w:p>"
        f"<w:tbl><w:sdt><w:sdtContent>{tr(tc('规章'), tc('1'))}</w:sdtContent></w:sdt></w:tbl>"
    )
    document = read_page(docx(body))
    assert texts(document) == ["控件", "链接"]
    assert len(document.tables[0].rows) == 1


def test_headings_and_the_numbers_that_word_counts_itself() -> None:
    styles = '<w:style w:styleId="H"><w:name w:val="heading 1"/></w:style>'
    numbering = (
        '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
    )
    counted = '<w:pStyle w:val="H"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
    document = read_page(
        docx(p("总体情况", counted) + p("主动公开政府信息情况", counted), styles=styles, numbering=numbering)
    )
    assert [(t.text, t.level) for t in document.texts] == [
        ("一、总体情况", 1),
        ("二、主动公开政府信息情况", 1),
    ]


def test_digits_in_two_paragraphs_of_a_cell_are_two_numbers_and_a_broken_label_is_one() -> None:
    cell = f"<w:tc>{p('12')}{p('34')}</w:tc>"
    label = f"<w:tc>{p('商业')}{p('企业')}</w:tc>"
    (table,) = read_page(docx(tbl(tr(cell, label)))).tables
    assert [cell.text for cell in table.rows[0]] == ["12 34", "商业企业"]


def test_the_strict_variant_of_the_format_is_read_alike() -> None:
    data = docx(p("严格"))
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f'<w:document xmlns:w="{strict}"><w:body>{p("严格")}</w:body></w:document>'
    import io
    import zipfile

    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        target.writestr("_rels/.rels", source.read("_rels/.rels"))
        target.writestr("word/document.xml", body)
    assert texts(read_page(buffer.getvalue())) == ["严格"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (docx(p("文"))[:-60], "damaged"),
        (docx("<w:p>"), "its text is damaged"),
        (docx("<w:p><w:r><w:drawing/></w:r></w:p>"), "pictures and no text"),
    ],
    ids=["torn", "broken XML", "pictures"],
)
def test_a_word_file_that_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read_page(data)
    assert parse(data).outcome == "unreadable"


def test_a_part_that_expands_beyond_measure_is_refused() -> None:
    report = parse(docx(p("零" * 21_000_000)))
    assert report.outcome == "unreadable"
    assert "expands to more than 60 MB" in report.remarks[0].message


def test_entities_are_not_expanded() -> None:
    import io
    import zipfile

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr(
            "word/document.xml",
            '<!DOCTYPE d [<!ENTITY a "密">]>'
            f"<w:document {NAMESPACES}><w:body>{p('&a;文')}</w:body></w:document>",
        )
        package.writestr("_rels/.rels", "<Relationships/>")
    assert "密" not in "".join(texts(read_page(buffer.getvalue())))
