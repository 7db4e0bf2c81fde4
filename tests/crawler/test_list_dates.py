import pytest

from crawler.lists.dates import read_date, strip_dates

URL = "http://www.example.test/nb/202401/t20240105_1.html"


@pytest.mark.parametrize(
    "text",
    [
        "2024/01/05",
        "2024/1/5",
        "[2024-01-05]",
        "2024.01.05",
        "2024年1月5日",
        "2024年01月05日 10:11",
        "发布时间：2024-01-05 10:11:12",
        "2024-\n01-\n05",
        "20240105",
        "01-05",
        "（1月5日）",
        "01-05\n2024-01-05",
    ],
)
def test_every_form_of_a_date_is_read(text: str) -> None:
    assert read_date(text, URL) == "2024-01-05"


def test_a_date_without_a_year_takes_the_nearest_to_the_address() -> None:
    assert read_date("12-31", URL) == "2023-12-31"
    assert read_date("01-20", "http://www.example.test/nb/202312/t20231228_1.html") == "2024-01-20"


@pytest.mark.parametrize("text", ["", "共5页", "06-30", "2024-13-40", "13-40", "电话 0414-12345678"])
def test_what_is_no_date_or_cannot_be_completed_stays_unknown(text: str) -> None:
    assert read_date(text, URL) is None


def test_a_date_without_a_year_needs_a_dated_address() -> None:
    assert read_date("01-05", "http://www.example.test/nb/content_1.html") is None


def test_a_date_inside_a_title_is_stripped_at_either_end() -> None:
    assert strip_dates("[2024-01-05]云州市2023年年报") == "云州市2023年年报"
    assert strip_dates("云州市2023年年报 2024-01-05") == "云州市2023年年报"
    assert strip_dates("云州市2023年年报") == "云州市2023年年报"
