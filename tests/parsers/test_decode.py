"""Bytes become the text that was meant, whatever the page declares about itself."""

import pytest

from parsers.decode import NotTextError, decode

TEXT = "政府信息公开工作年度报告，自然人、商业企业、科研机构、社会公益组织。" * 3


def test_a_byte_order_mark_beats_every_declaration() -> None:
    decoded = decode(TEXT.encode("utf-8-sig"), "text/html; charset=gbk")
    assert (decoded.text, decoded.encoding) == (TEXT, "utf-8")


def test_the_header_names_the_encoding() -> None:
    assert decode(TEXT.encode("big5", "ignore"), "text/html; charset=big5").encoding == "big5hkscs"


def test_a_meta_declaration_names_the_encoding() -> None:
    page = f'<meta http-equiv="Content-Type" content="text/html; charset=gb2312">{TEXT}'
    assert decode(page.encode("gbk")).text == page


@pytest.mark.parametrize("name", ["gb2312", "GBK", "gb_2312-80", "GB18030"])
def test_whatever_calls_itself_gb_is_gb18030(name: str) -> None:
    text = TEXT + "朱镕基㎡〇"
    decoded = decode(text.encode("gb18030"), f"text/html; charset={name}")
    assert (decoded.text, decoded.encoding) == (text, "gb18030")


def test_a_page_that_says_nothing_is_told_by_its_bytes() -> None:
    assert decode(TEXT.encode("gbk")).text == TEXT
    assert decode(TEXT.encode("utf-8")).text == TEXT


def test_a_header_that_lies_is_overruled_and_noted() -> None:
    gbk = decode(TEXT.encode("gbk"), "text/html; charset=utf-8")
    assert gbk.text == TEXT
    assert gbk.notes == ("declared utf-8, but the bytes are not",)
    utf8 = decode(TEXT.encode("utf-8"), "text/html; charset=gb2312")
    assert utf8.text == TEXT
    assert utf8.notes[0].startswith("declared gb18030, but the bytes are")


def test_latin_1_is_no_declaration() -> None:
    assert decode(TEXT.encode("gbk"), "text/html; charset=iso-8859-1").text == TEXT


def test_a_character_cut_off_at_the_end_does_not_change_the_encoding() -> None:
    assert decode(TEXT.encode("utf-8")[:-1]).encoding == "utf-8"


def test_a_few_damaged_bytes_are_replaced_and_counted() -> None:
    data = (TEXT * 5).encode("utf-8").replace("科研".encode(), b"\xff\xff", 1)
    decoded = decode(data)
    assert decoded.encoding == "utf-8"
    assert "damaged characters in utf-8" in decoded.notes[-1]


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\x00\x01\x02\x03" * 100])
def test_binary_rubbish_is_not_text(data: bytes) -> None:
    with pytest.raises(NotTextError):
        decode(data)
