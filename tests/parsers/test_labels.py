"""Labels and lines made comparable."""

from hypothesis import given
from hypothesis import strategies as st

from parsers.labels import fold_label, fold_lines, fold_text


@given(
    st.lists(
        st.text(st.sampled_from("（一）２１²①é\u0301 \u3000\u200b\0\n｛규章:：,，"), max_size=6), max_size=5
    )
)
def test_lines_folded_at_once_are_folded_as_each_alone(lines: list[str]) -> None:
    assert fold_lines(lines) == [fold_text(line) for line in lines]


def test_a_number_before_a_label_may_end_in_a_full_stop_of_chinese_or_in_two_marks() -> None:
    assert fold_label("2。其他法律行政法规禁止公开") == fold_label("2.其他法律行政法规禁止公开")
    assert fold_label("一,、本年新收政府信息公开申请数量") == fold_label("一、本年新收政府信息公开申请数量")
