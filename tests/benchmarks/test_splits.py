"""The oracle for glued cells: every way to take digits apart, by trial."""

import pytest

from benchmarks.accuracy.splits import groups_of_sums, is_unique, splits, sums


def test_numbers_do_not_begin_with_zero() -> None:
    assert list(splits("100", 2)) == [("10", "0")]
    assert list(splits("00", 2)) == [("0", "0")]
    assert list(splits("001", 2)) == []


def test_digits_without_a_rule_have_several_readings() -> None:
    assert set(splits("396", 2)) == {("3", "96"), ("39", "6")}
    assert not is_unique(splits("396442278", 3))


@pytest.mark.parametrize(
    ("digits", "reading"), [("2538036", "25 3 8 0 36"), ("00000", "0 0 0 0 0"), ("120003", "")]
)
def test_sums_settle_what_they_can(digits: str, reading: str) -> None:
    found = [" ".join(numbers) for numbers in sums(digits, 5)]
    assert found == ([reading] if reading else [])


def test_a_line_of_three_groups_is_taken_apart_by_three_sums() -> None:
    digits = "25380363300630003"
    assert list(groups_of_sums(digits, [5, 5, 5])) == [
        ("25", "3", "8", "0", "36", "3", "3", "0", "0", "6", "3", "0", "0", "0", "3")
    ]
    assert is_unique(groups_of_sums(digits, [5, 5, 5]))
