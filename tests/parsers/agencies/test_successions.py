"""Which agency went on as which: an inference from reforms and changes of areas, within what the years allow."""

import pytest

from parsers.agencies.keys import agency_key, name_key
from parsers.agencies.successions import Reporting, find_successions


def reporting(name: str, years: tuple[int, int], area: str = "210505", place: str = "") -> Reporting:
    return Reporting(f"{area}-{name}", name, area, place, *years)


def links(*agencies: Reporting) -> list[tuple[str, str, int]]:
    found = find_successions(agencies)
    return [(s.predecessor.split("-")[1], s.successor.split("-")[1], s.year) for s in found]


@pytest.mark.parametrize(
    ("before", "after", "year"),
    [
        ("卫生和计划生育局", "卫生健康局", 2018),
        ("工商行政管理局", "市场监督管理局", 2018),
        ("国土资源局", "自然资源局", 2018),
        ("安全生产监督管理局", "应急管理局", 2018),
        ("环境保护局", "生态环境局", 2018),
        ("农业局", "农业农村局", 2018),
        ("扶贫开发办公室", "乡村振兴局", 2021),
    ],
)
def test_a_reform_links_the_bodies_of_one_area(before: str, after: str, year: int) -> None:
    old = reporting(f"本溪市南芬区{before}", (2014, 2018 if year == 2018 else 2020))
    new = reporting(f"本溪市南芬区{after}", (2019 if year == 2018 else 2021, 2023))
    assert links(old, new) == [(old.name, new.name, year)]


def test_bodies_of_different_areas_or_of_the_wrong_years_are_not_linked() -> None:
    old = reporting("本溪市南芬区农业局", (2014, 2018))
    elsewhere = reporting("本溪市明山区农业农村局", (2019, 2023), "210504")
    at_once = reporting("本溪市南芬区农业农村局", (2016, 2023))
    assert links(old, elsewhere) == []
    assert links(old, at_once) == []
    assert links(reporting("本溪市南芬区农业局", (2014, 2023)), elsewhere) == []


def test_places_the_table_does_not_have_are_taken_from_the_agency() -> None:
    old = reporting("石澜县林业局", (2017, 2018), "880124", "云州市石澜县")
    new = reporting("石澜县林业和草原局", (2019, 2020), "880124", "云州市石澜县")
    assert links(old, new) == [("石澜县林业局", "石澜县林业和草原局", 2018)]


def test_a_county_that_became_a_district_hands_its_agencies_on() -> None:
    old = reporting("海门市教育局", (2015, 2019), "320684")
    new = reporting("南通市海门区教育局", (2020, 2023), "320614")
    other = reporting("南通市海门区司法局", (2020, 2023), "320614")
    (link,) = find_successions([old, new, other])
    assert (link.predecessor, link.successor, link.year) == (old.id, new.id, 2020)
    assert "海门市" in link.basis


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("本溪市南芬区发展和改革局", "本溪市南芬区发展改革局"),
        ("包头市人民政府外事办公室", "包头市外事办公室"),
        ("海盐县商务局(粮食局)", "海盐县商务局"),
        ("云州市民族与宗教事务局", "云州市民族宗教事务局"),
    ],
)
def test_names_that_differ_in_words_that_come_and_go_are_one_agency(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("area", "one", "other"),
    [
        ("511083", "内江市隆昌生态环境局", "隆昌市生态环境局"),
        ("341523", "六安市舒城县生态环境分局", "舒城县生态环境分局"),
        ("330783", "浙江省东阳经济开发区管理委员会", "东阳市经济开发区管理委员会"),
    ],
)
def test_an_agency_is_one_under_every_way_to_name_its_place(area: str, one: str, other: str) -> None:
    assert agency_key(area, one) == agency_key(area, other)


def test_the_place_alone_is_no_name_and_keeps_its_own() -> None:
    assert agency_key("511083", "隆昌市") == "隆昌市"
    assert agency_key("511083", "隆昌市人民政府") != agency_key("511083", "隆昌市教育局")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("云州市人民政府", "云州市人民政府办公室"),
        ("云州市人民政府办公室", "云州市办公室"),
        ("云州市第一人民医院(东院)", "云州市第一人民医院(西院)"),
        ("云州市农业局", "云州市农业农村局"),
    ],
)
def test_other_bodies_are_other_agencies(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)
