"""Labels and lines made comparable."""

from hypothesis import given
from hypothesis import strategies as st

from parsers.labels import fold_lines, fold_text


@given(
    st.lists(
        st.text(st.sampled_from("（一）２１²①é\u0301 \u3000\u200b\0\n｛규章:：,，"), max_size=6), max_size=5
    )
)
def test_lines_folded_at_once_are_folded_as_each_alone(lines: list[str]) -> None:
    assert fold_lines(lines) == [fold_text(line) for line in lines]
