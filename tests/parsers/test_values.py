"""What a cell's text says: a number, an unmistakable word, or a state without a value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.values import is_value, read_value, unit_in_label


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("65", 65),
        ("  0", 0),
        ("0\u00a0\u00a0", 0),
        ("１２３", 123),
        ("1,113", 1113),
        ("1，113", 1113),
        ("201件", 201),
        ("6项", 6),
        ("0.00", 0),
        ("11398889", 11398889),
    ],
)
def test_a_printed_count_is_that_number(text: str, value: int) -> None:
    assert read_value(text) == read_value(str(value))
    assert read_value(text).value == value
    assert read_value(text).state == "number"


@pytest.mark.parametrize("text", ["无", "無", "零"])
def test_a_word_for_nothing_is_zero(text: str) -> None:
    assert (read_value(text).value, read_value(text).state) == (0, "word")


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("", "blank"),
        ("\u3000", "blank"),
        ("&nbsp;".replace("&nbsp;", "\xa0"), "blank"),
        ("-", "dash"),
        ("—", "dash"),
        ("/", "dash"),
        ("没有收到申请。", "text"),
        ("12%", "text"),
        ("007", "text"),
        ("2.5", "text"),
        ("-3", "text"),
        ("未增未减", "text"),
        ("3 4", "ambiguous"),
        ("3\n4", "ambiguous"),
    ],
)
def test_what_is_no_unmistakable_count_has_a_state_and_no_value(text: str, state: str) -> None:
    assert (read_value(text).value, read_value(text).state) == (None, state)


@pytest.mark.parametrize(
    ("text", "value", "state"),
    [
        ("减1", -1, "word"),
        ("减少2项", -2, "word"),
        ("增加2", 2, "word"),
        ("未增未减", 0, "word"),
        ("持平", 0, "word"),
        ("+19", 19, "number"),
        ("-35", -35, "number"),
        ("－1", -1, "number"),
        ("−1", -1, "number"),
        ("16", 16, "number"),
        ("--253", None, "ambiguous"),
    ],
)
def test_a_change_may_carry_its_sign_in_words(text: str, value: int | None, state: str) -> None:
    read = read_value(text, signed=True)
    assert (read.value, read.state) == (value, state)


@pytest.mark.parametrize(
    ("text", "header", "value", "state"),
    [
        ("251000元", "", 251000, "number"),
        ("0.37万元", "", 3700, "number"),
        ("523.15万元", "", 5231500, "number"),
        ("75394432.52元", "", 75394432.52, "number"),
        ("24252.311082", "万元", 242523110.82, "number"),
        ("363900", "", None, "unit_unknown"),
        ("149.673874", "", None, "unit_unknown"),
        ("0", "", 0, "number"),
        ("-5", "元", None, "text"),
        ("", "万元", None, "blank"),
    ],
)
def test_an_amount_needs_its_unit_unless_it_is_zero(
    text: str, header: str, value: float | None, state: str
) -> None:
    read = read_value(text, unit="yuan", printed_unit=header)
    assert (read.value, read.state) == (value, state)


def test_a_cell_whose_unit_differs_from_its_header_is_noted() -> None:
    read = read_value("300元", unit="yuan", printed_unit="万元")
    assert read.value == 300
    assert read.note == "the header says 万元, the cell 元"


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("采购总金额(万元)", "万元"),
        ("本年收费金额（单位：万元）", "万元"),
        ("采购总金额", ""),
        ("采购总金额(单位:元)", "元"),
    ],
)
def test_a_header_may_name_the_unit(label: str, unit: str) -> None:
    assert unit_in_label(label) == unit


@given(st.integers(0, 10**9))
def test_every_count_is_read_back_however_it_is_written(count: int) -> None:
    wide = str(count).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert {read_value(text).value for text in (str(count), f"{count:,}", wide, f" {count}件")} == {count}


@given(st.text(max_size=12))
def test_no_text_makes_the_reader_fail_and_only_numbers_and_words_have_values(text: str) -> None:
    for unit in ("count", "yuan"):
        read = read_value(text, unit=unit, signed=True)
        assert (read.value is not None) == (read.state in ("number", "word"))


@pytest.mark.parametrize("label", ["规章", "本年增/减", "第二十条第（一）项", "1.属于国家秘密", "（七）总计"])
def test_labels_are_no_values(label: str) -> None:
    assert not is_value(label)
