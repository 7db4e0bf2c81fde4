"""PDFs: ruled tables over several pages, tables without rulings, turned pages; scans and damage say what they are."""

import io
from functools import partial
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from parsers import parse
from parsers.document import Document
from parsers.readers import read_page
from parsers.readers.apart import ApartError, read_apart
from parsers.report import Report
from tests.parsers.documents import FONT, SIZE, TITLE, Rows, applications, draw_rows, pdf

ROWS = applications({"applications.received.natural_person": "3", "applications.received.total": "3"})
HEADER = [["申请人情况", "自然人", "商业企业", "科研机构", "社会公益", "法律服务", "其他", "总计"]]


def table_texts(document: Document) -> list[list[str]]:
    return [[cell.text for cell in row] for table in document.tables for row in table.rows]


def unreadable_reason(data: bytes) -> str:
    report = parse(data)
    assert report.outcome == "unreadable"
    return report.remarks[0].message


def stated(report: Report) -> int:
    return sum(figure.value is not None for figure in report.figures.values())


def test_a_table_that_goes_on_over_a_page_is_one_table_and_each_row_has_its_page() -> None:
    document = read_page(pdf(partial(draw_rows, rows=ROWS[:12]), partial(draw_rows, rows=ROWS[12:])))
    (table,) = document.tables
    assert [[cell.text for cell in row] for row in table.rows] == ROWS
    assert [document.page_of(row[0].place) for row in table.rows] == [1] * 12 + [2] * (len(ROWS) - 12)
    assert table.rows[12][7].place == (0, 12, 7)


def test_every_figure_of_such_a_table_is_read_with_cell_and_page() -> None:
    report = parse(pdf(partial(draw_rows, rows=ROWS[:12]), partial(draw_rows, rows=ROWS[12:])))
    assert stated(report) == len(report.figures) == 7 * len(ROWS)
    received = report.figures["applications.received.natural_person"]
    assert (received.value, received.cell, received.page) == (3, (0, 0, 1), 1)
    record = report.to_record("x.pdf")
    assert record["figures"]["applications.carried_out.total"]["page"] == 2


def test_a_header_repeated_on_the_next_page_is_counted_as_a_row_and_not_read_again() -> None:
    document = read_page(
        pdf(partial(draw_rows, rows=HEADER + ROWS[:9]), partial(draw_rows, rows=HEADER + ROWS[9:]))
    )
    (table,) = document.tables
    assert [[cell.text for cell in row] for row in table.rows] == HEADER + ROWS
    assert table.rows[10][0].place == (0, 11, 0)


@pytest.mark.parametrize("number", ["- 1 -", "— 1 —", "1", "第 1 页 共 2 页", "1/2"])
def test_page_numbers_between_rows_are_no_text(number: str) -> None:
    def first(canvas: Canvas) -> None:
        draw_rows(canvas, ROWS[:12])
        canvas.drawString(290, 30, number)

    document = read_page(pdf(first, partial(draw_rows, rows=ROWS[12:])))
    assert len(document.tables) == 1
    assert document.texts == []


def test_a_word_broken_by_the_width_of_its_cell_is_whole_and_two_numbers_stay_two() -> None:
    document = read_page(pdf(partial(draw_rows, rows=[["4.保护第三方\n合法权益", "12\n34"], ["规章", "1"]])))
    assert table_texts(document) == [["4.保护第三方合法权益", "12 34"], ["规章", "1"]]


def test_a_row_cut_by_the_end_of_a_page_is_put_together_where_the_forms_label_proves_it() -> None:
    cut = next(number for number, row in enumerate(ROWS) if "第三方合法权益" in row[0])
    upper = [*ROWS[:cut], ["4.保护第三方", *["0"] * 7]]
    lower = [["合法权益", *[""] * 7], *ROWS[cut + 1 :]]
    document = read_page(pdf(partial(draw_rows, rows=upper, open_end=True), partial(draw_rows, rows=lower)))
    assert table_texts(document) == ROWS
    assert document.page_of((0, cut, 0)) == 1


def test_two_rows_that_are_no_halves_stay_two() -> None:
    upper, lower = (
        [["规章", "1", "2"], ["行政许可", "", ""]],
        [["行政处罚", "3", "4"], ["行政强制", "5", "6"]],
    )
    document = read_page(pdf(partial(draw_rows, rows=upper), partial(draw_rows, rows=lower)))
    assert table_texts(document) == [*upper, *lower]


def test_a_table_without_lines_at_its_sides_keeps_its_outer_columns() -> None:
    rows = [["行政许可", "7", "8"], ["行政处罚", "3", "4"], ["其他对外管理服务事项", "5", "6"]]
    assert table_texts(read_page(pdf(partial(draw_rows, rows=rows, sides=False)))) == rows


def test_a_table_without_any_lines_is_read_where_its_words_stand_in_columns() -> None:
    report = parse(pdf(partial(draw_rows, rows=HEADER + ROWS, ruled=False)))
    assert stated(report) == 7 * len(ROWS)
    assert report.figures["applications.received.total"].page == 1


def test_paragraphs_are_whole_and_a_large_title_is_a_heading() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont(FONT, 18)
        canvas.drawString(100, 800, TITLE[:12])
        canvas.drawString(120, 776, TITLE[12:])
        canvas.setFont(FONT, 10)
        canvas.drawString(70, 740, "本机关认真做好政府信息公开" * 3 + "工作，")
        canvas.drawString(50, 725, "成效明显。")
        canvas.drawString(70, 710, "另一段。")
        draw_rows(canvas, ROWS, top=690)

    document = read_page(pdf(page))
    assert [(text.level, text.text) for text in document.texts] == [
        (1, TITLE),
        (0, "本机关认真做好政府信息公开" * 3 + "工作，成效明显。"),
        (0, "另一段。"),
    ]


def test_a_running_header_is_read_once() -> None:
    def page(canvas: Canvas, number: int) -> None:
        canvas.drawString(250, 820, "云州市教育局")
        draw_rows(canvas, ROWS[8 * number : 8 * number + 8])

    document = read_page(pdf(*(partial(page, number=number) for number in range(3))))
    assert [text.text for text in document.texts] == ["云州市教育局"]
    assert len(document.tables) == 1


@pytest.mark.parametrize("foot", ["云州市教育局{}/3", "http://www.yunzhou.test/1.html {}/3"])
def test_a_running_line_with_the_number_of_its_page_parts_no_table(foot: str) -> None:
    def page(canvas: Canvas, number: int) -> None:
        draw_rows(canvas, ROWS[8 * number : 8 * number + 8])
        canvas.drawString(250, 20, foot.format(number + 1))

    document = read_page(pdf(*(partial(page, number=number) for number in range(3))))
    assert [text.text for text in document.texts] == [foot.format(3)]
    assert table_texts(document) == ROWS[:24]
    assert len(document.tables) == 1


def test_a_frame_around_the_page_hides_no_table_on_it() -> None:
    def framed(canvas: Canvas, rows: Rows, line: str) -> None:
        # As browsers print an article in a box: a background, and a box with a border in it.
        canvas.rect(10, 10, 575, 820)
        canvas.rect(25, 10, 545, 820)
        canvas.drawString(50, 810, line)
        draw_rows(canvas, rows, top=790)

    first = partial(framed, rows=ROWS[:12], line="收到和处理申请情况")
    document = read_page(pdf(first, partial(framed, rows=ROWS[12:], line="接上页")))
    assert [text.text for text in document.texts] == ["收到和处理申请情况", "接上页"]
    assert table_texts(document) == ROWS


def test_a_white_area_behind_a_run_of_text_makes_no_cell_of_it() -> None:
    def page(canvas: Canvas) -> None:
        for x, width, run in (
            (50, 120, "云州市教育局"),
            (170, 30, "2021"),
            (200, 200, "年政府信息公开工作年度报告"),
        ):
            canvas.setFillGray(1)
            canvas.rect(x, 790, width, 24, stroke=0, fill=1)
            canvas.setFillGray(0)
            canvas.drawString(x, 800, run)
        draw_rows(canvas, ROWS)

    document = read_page(pdf(page))
    assert "".join(text.text for text in document.texts).replace(" ", "") == TITLE
    assert table_texts(document) == ROWS


def test_characters_under_the_numbers_of_radicals_are_those_they_look_like() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(50, 800, "云州市⼈⺠政府2021年政府信息公开⼯作年度报告，共三⻚，⻅附表")

    (text,) = read_page(pdf(page)).texts
    assert text.text == "云州市人民政府2021年政府信息公开工作年度报告，共三页，见附表"


@pytest.mark.parametrize("degrees", [90, 270])
def test_a_page_set_sideways_is_read_upright(degrees: int) -> None:
    def sideways(canvas: Canvas) -> None:
        if degrees == 90:
            canvas.translate(A4[0], 0)
        else:
            canvas.translate(0, A4[1])
        canvas.rotate(degrees)
        canvas.setFont(FONT, SIZE)
        draw_rows(canvas, ROWS[:20], top=560)

    assert table_texts(read_page(pdf(sideways))) == ROWS[:20]


def test_a_page_that_its_file_turns_is_read_upright() -> None:
    def turned(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.translate(A4[0], 0)
        canvas.rotate(90)
        canvas.setFont(FONT, SIZE)
        draw_rows(canvas, ROWS[:20], top=560)

    assert table_texts(read_page(pdf(turned))) == ROWS[:20]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_table_across_pages_that_their_file_turns_keeps_the_row_at_the_page_break(degrees: int) -> None:
    wide = [[*row, "1", "2", "3"] for row in ROWS]

    def turned(canvas: Canvas, rows: Rows, open_end: bool) -> None:
        # The size that is set here is that of the page as turned.
        canvas.setPageSize(A4 if degrees % 180 else A4[::-1])
        canvas.setPageRotation(degrees)
        draw_rows(canvas, rows, top=540, open_end=open_end)

    first = partial(turned, rows=wide[:12], open_end=True)
    document = read_page(pdf(first, partial(turned, rows=wide[12:], open_end=False)))
    assert len(document.tables) == 1
    assert table_texts(document) == wide


def test_a_watermark_set_slantwise_over_a_table_is_in_none_of_its_cells() -> None:
    def marked(canvas: Canvas) -> None:
        draw_rows(canvas, [[*row[:7], ""] for row in ROWS])
        canvas.translate(60, 300)
        canvas.rotate(45)
        canvas.setFillGray(0.9)
        canvas.setFont(FONT, 40)
        canvas.drawString(0, 0, "云州市教育局2021年3月12日印发")

    assert table_texts(read_page(pdf(marked))) == [[*row[:7], ""] for row in ROWS]


def test_bold_that_is_drawn_twice_is_read_once() -> None:
    def bold(canvas: Canvas) -> None:
        draw_rows(canvas, [["总计", "11"], ["其他对外管理服务事项的数量", "1"], ["规章", "100"]])
        canvas.translate(0.3, 0)
        draw_rows(canvas, [["总计", "11"], ["其他对外管理服务事项的数量", "1"], ["规章", "100"]])

    assert table_texts(read_page(pdf(bold)))[0] == ["总计", "11"]


def picture(canvas: Canvas) -> None:
    canvas.drawInlineImage(Image.new("L", (60, 80), 200), 0, 0, *A4)


def test_a_scan_is_unreadable_and_says_so() -> None:
    assert unreadable_reason(pdf(picture, picture)) == "a PDF file of 2 scanned pages without a text layer"


def test_what_a_machine_recognised_behind_a_scan_is_not_taken_for_the_report() -> None:
    def recognised(canvas: Canvas) -> None:
        picture(canvas)
        text = canvas.beginText(60, 700)
        text.setTextRenderMode(3)
        for line in ROWS:
            text.textLine(" ".join(line))
        canvas.drawText(text)

    assert "recognised by a machine and is not used" in unreadable_reason(pdf(recognised))


def test_a_page_that_is_a_picture_among_others_is_remarked() -> None:
    report = parse(pdf(partial(draw_rows, rows=ROWS), picture))
    assert [r.message for r in report.remarks if r.kind == "page_is_picture"] == [
        "page 2 of the PDF is a picture, from which nothing is read"
    ]
    assert stated(report) == 7 * len(ROWS)


def test_encrypted_damaged_and_empty_files_say_what_they_are() -> None:
    locked = pdf(partial(draw_rows, rows=ROWS), encrypt=StandardEncryption("secret"))
    assert "encrypted and needs a password" in unreadable_reason(locked)
    assert "damaged" in unreadable_reason(b"%PDF-1.4 and more")
    assert "pages without text" in unreadable_reason(pdf(Canvas.saveState))


def test_a_pdf_that_only_its_owner_may_change_is_read() -> None:
    def plain(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        draw_rows(canvas, [["permits", "71"], ["fees granted in all", "12"]])

    open_to_all = pdf(plain, encrypt=StandardEncryption("", ownerPassword="owner"))
    assert table_texts(read_page(open_to_all))[0] == ["permits", "71"]


def test_more_pages_than_a_report_has_are_refused() -> None:
    assert "301 pages are more than a report has" in unreadable_reason(pdf(*[picture] * 301))


def script(folder: Path, source: str) -> str:
    path = folder / "script.py"
    path.write_text(source, "utf-8")
    return str(path)


def test_reading_is_bounded_in_the_time_of_the_processor(tmp_path: Path) -> None:
    busy = script(tmp_path, "while True: pass")
    with pytest.raises(ApartError, match="took more than 1 seconds of the processor"):
        read_apart(busy, b"", processor_seconds=1)


def test_a_reader_that_has_to_wait_for_the_processor_comes_to_its_end(tmp_path: Path) -> None:
    waiting = script(tmp_path, "import time; time.sleep(2.5); print('{}')")
    assert read_apart(waiting, b"", processor_seconds=1) == {}


def test_a_reader_that_waits_for_ever_is_ended(tmp_path: Path) -> None:
    waiting = script(tmp_path, "import time; time.sleep(600)")
    with pytest.raises(ApartError, match=r"took more than 0\.2 seconds"):
        read_apart(waiting, b"", wait_seconds=0.2)


def test_reading_is_bounded_in_memory() -> None:
    data = pdf(partial(draw_rows, rows=ROWS))
    with pytest.raises(ApartError, match=r"MB of memory|damaged"):
        read_apart("pdf_layout", data, memory=60 * 1024**2)


def test_the_same_file_gives_the_same_document() -> None:
    data = pdf(partial(draw_rows, rows=ROWS))
    assert read_page(io.BytesIO(data).getvalue()) == read_page(data)
