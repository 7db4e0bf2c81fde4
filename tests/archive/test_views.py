"""The views: sums over the rows a report's own form has, unknown wherever an addend is."""

import pytest

from tests.archive.collection import OTHER_URL, URL, Collection, page

HANDLED = {
    "applications.received.total": "30",
    "applications.granted.total": "9",
    "applications.partly_granted.total": "3",
    "applications.refused.state_secret.total": "1",
    "applications.refused.internal_affairs.total": "5",
    "applications.unavailable.not_held.total": "4",
    "applications.not_processed.petition.total": "2",
    "applications.handled_total.total": "24",
    "applications.carried_out.total": "6",
    "remedies.reconsideration.total": "4",
    "remedies.litigation_direct.total": "2",
    "remedies.litigation_after_reconsideration.total": "1",
}


def headline(collection: Collection, column: str) -> object:
    return collection.one(f"SELECT {column} FROM headline")


def test_sums_and_shares_stand_beside_what_they_are_shares_of(collection: Collection) -> None:
    collection.crawl({URL: page(2021, HANDLED)})
    assert collection.rows(
        "SELECT received, refused, unavailable, not_processed, handled_total, carried_out FROM headline"
    ) == [(30, 6, 4, 2, 24, 6)]
    assert collection.rows("SELECT granted_share, granted_share_denominator FROM headline") == [(0.5, 24)]
    assert collection.rows("SELECT refused_share, refused_share_denominator FROM headline") == [(0.25, 24)]
    assert collection.rows("SELECT reconsiderations, lawsuits FROM headline") == [(4, 3)]


@pytest.mark.parametrize(
    ("key", "column"),
    [
        ("applications.refused.state_secret.total", "refused"),
        ("applications.unavailable.unclear.total", "unavailable"),
        ("applications.not_processed.repeated.total", "not_processed"),
        ("applications.other_handling.fee_unpaid.total", "other_handling"),
        ("applications.partly_granted.total", "granted_share"),
        ("remedies.litigation_direct.total", "lawsuits"),
    ],
)
def test_one_unknown_addend_makes_the_sum_unknown(collection: Collection, key: str, column: str) -> None:
    collection.crawl({URL: page(2021, HANDLED | {key: ""})})
    assert headline(collection, column) is None
    assert headline(collection, "received") == 30


def test_a_row_that_only_the_other_form_has_is_not_an_unknown_addend(collection: Collection) -> None:
    old = {"applications.other_handling.all.total": "7"}
    new = {
        "applications.other_handling.fee_unpaid.total": "2",
        "applications.other_handling.other.total": "3",
    }
    collection.crawl({URL: page(2019, old), OTHER_URL: page(2021, new)})
    assert collection.rows("SELECT year, other_handling FROM headline ORDER BY year") == [
        (2019, 7),
        (2021, 5),
    ]


def test_a_share_of_nothing_is_unknown(collection: Collection) -> None:
    collection.crawl({URL: page(2021)})
    assert collection.rows("SELECT handled_total, granted_share FROM headline") == [(0, None)]


def test_latest_has_each_agencys_newest_year_alone(collection: Collection) -> None:
    third = "http://www.yunzhou.test/nb/3.html"
    collection.crawl(
        {URL: page(2019), OTHER_URL: page(2022), third: page(2021, agency="云州市财政局")},
    )
    assert collection.rows("SELECT agency, year FROM latest ORDER BY year") == [
        ("云州市财政局", 2021),
        ("云州市教育局", 2022),
    ]
    assert collection.one("SELECT count(*) FROM headline") == 3
