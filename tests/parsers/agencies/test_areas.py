"""The divisions: codes, names, validity in time and what is above them."""

import pytest

from parsers.agencies import areas
from parsers.agencies.places import official_prefix, place_of, split_place, spoken_name, written_forms


@pytest.mark.parametrize(
    ("code", "full", "prefix"),
    [
        ("210505", "辽宁省本溪市南芬区", "本溪市南芬区"),
        ("210500", "辽宁省本溪市", "本溪市"),
        ("210000", "辽宁省", "辽宁省"),
        ("110112", "北京市通州区", "北京市通州区"),
        ("330424", "浙江省嘉兴市海盐县", "海盐县"),
        ("211381", "辽宁省朝阳市北票市", "北票市"),
        ("429005", "湖北省潜江市", "潜江市"),
        ("429021", "湖北省神农架林区", "神农架林区"),
        ("469025", "海南省白沙黎族自治县", "白沙黎族自治县"),
        ("659001", "新疆维吾尔自治区石河子市", "石河子市"),
        ("152222", "内蒙古自治区兴安盟科尔沁右翼中旗", "科尔沁右翼中旗"),
        ("522700", "贵州省黔南布依族苗族自治州", "黔南布依族苗族自治州"),
    ],
)
def test_a_code_tells_the_whole_place_and_how_its_agencies_names_begin(
    code: str, full: str, prefix: str
) -> None:
    assert areas.full_name(code) == full
    assert official_prefix(place_of(code)) == prefix


def test_a_code_is_valid_in_its_time() -> None:
    haimen = areas.find_area("320684")
    assert haimen is not None
    assert (haimen.name, haimen.until, haimen.became) == ("海门市", "2020", "320614")
    assert areas.find_area("320614", 2015) is None
    assert areas.find_area("320614", 2021) == areas.find_area("320614")
    assert spoken_name(place_of("320614", year=2015)) == "江苏省南通市海门市"


def test_a_division_that_was_renamed_has_the_name_of_the_year() -> None:
    names = [area.name for year in (2009, 2012) if (area := areas.find_area("420600", year))]
    assert names == ["襄樊市", "襄阳市"]


def test_the_table_holds_what_was_in_force_since_2008_and_nothing_twice() -> None:
    rows = [area for areas_of_code in areas.by_code().values() for area in areas_of_code]
    assert len(rows) == len({(area.code, area.name) for area in rows})
    in_force = [area for area in rows if not area.until]
    assert len(in_force) == len({area.code for area in in_force})
    assert 3180 <= len(in_force) <= 3230
    assert sum(area.rank == "province" for area in in_force) == 34
    assert all(area.since <= (area.until or "9999") for area in rows)


def test_every_division_in_force_has_its_province_and_every_heir_exists() -> None:
    for areas_of_code in areas.by_code().values():
        for area in areas_of_code:
            assert areas.chain(area.code)[0].rank == "province"
            assert not area.became or areas.find_area(area.became) is not None


def test_a_name_of_several_divisions_is_all_of_them() -> None:
    assert len({area.code for area in areas.named("鼓楼区")}) == 4


def test_codes_of_no_division_have_no_name() -> None:
    assert areas.full_name("880124") == ""
    assert areas.chain("999999") == ()
    assert areas.full_name("100000") == "中央"


@pytest.mark.parametrize(
    ("name", "code", "divisions"),
    [
        ("云州市石澜县", "880124", [("云州市", "city", "880100"), ("石澜县", "county", "880124")]),
        ("某省云州市", "880100", [("某省", "province", "880000"), ("云州市", "city", "880100")]),
        ("云州市望河区", "880100", [("云州市", "city", "880100"), ("望河区", "county", "")]),
        ("云州市青岭区", "", [("云州市", "city", ""), ("青岭区", "county", "")]),
        (
            "辽宁省本溪市南芬区",
            "",
            [("辽宁省", "province", "210000"), ("本溪市", "city", "210500"), ("南芬区", "county", "210505")],
        ),
        ("", "", []),
    ],
)
def test_a_place_of_no_known_code_is_split_by_its_words(
    name: str, code: str, divisions: list[tuple[str, str, str]]
) -> None:
    assert [(d.name, d.rank, d.code) for d in split_place(name, code)] == divisions


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("本溪满族自治县", ("本溪满族自治县", "本溪县", "本溪")),
        ("黔南布依族苗族自治州", ("黔南布依族苗族自治州", "黔南州", "黔南")),
        ("西藏自治区", ("西藏自治区", "西藏区", "西藏")),
        ("横县", ("横县",)),
        ("云州市", ("云州市", "云州")),
    ],
)
def test_how_a_division_is_written(name: str, forms: tuple[str, ...]) -> None:
    assert written_forms(name) == forms
