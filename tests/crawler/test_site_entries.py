import tomllib
from pathlib import Path

import pytest

from crawler.adapters import ADAPTERS, PLANNED_ADAPTERS, adapter_class
from crawler.sites import FOLDER, Site, SiteListError, load_sites
from tests.crawler.entries import entries, entry

PLANNED = sorted(PLANNED_ADAPTERS)[0]

ANNUAL = "hanweb_xxgk_annual"


def load(tmp_path: Path, *texts: str) -> dict[str, Site]:
    return load_sites([entries(tmp_path / "sites", *texts)])


def fault(tmp_path: Path, *texts: str) -> str:
    with pytest.raises(SiteListError) as caught:
        load(tmp_path, *texts)
    return str(caught.value)


def test_the_built_in_list_is_valid_and_begins_with_the_first_site() -> None:
    sites = load_sites([FOLDER])
    first = sites["benxi_nanfen"]
    assert (first.area, first.adapter, first.enabled) == ("210505", "content_id", True)
    enabled = [site for site in sites.values() if site.enabled]
    assert len(sites) > 100
    assert len(enabled) > 50
    assert all(site.evidence in ("seen", "derived") and site.delay_seconds >= 2 for site in enabled)


def test_hosts_default_to_those_of_the_lists(tmp_path: Path) -> None:
    site = load(tmp_path, entry())["yunzhou"]
    assert site.hosts == ("www.yunzhou.test",)
    assert site.to_record().list_url == "http://www.yunzhou.test/nb/"


def test_entries_of_several_files_and_folders_are_one_list(tmp_path: Path) -> None:
    one = entries(tmp_path / "one", entry())
    entries(one, entry(id="second"), file="more.toml")
    two = entries(tmp_path / "two", entry(id="third"))
    assert list(load_sites([one, two])) == ["second", "yunzhou", "third"]


def test_an_id_used_twice_names_both_files(tmp_path: Path) -> None:
    one, two = entries(tmp_path / "one", entry()), entries(tmp_path / "two", entry())
    with pytest.raises(SiteListError) as caught:
        load_sites([one, two])
    assert str(caught.value) == f'{two}/sites.toml: site "yunzhou": id: already used in {one}/sites.toml'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (entry(delay_seconds="fast"), "delay_seconds: 'fast' is no number of seconds"),
        (entry(delay_seconds=-1.0), "delay_seconds: Input should be greater than or equal to 0"),
        (entry(timeout_seconds=0.0), "timeout_seconds: Input should be greater than 0"),
        (entry("delay_reason"), "delay_reason: a delay under 2 seconds says why"),
        (entry("name"), "name: required, but not there"),
        (entry(hostz=["www.yunzhou.test"]), "hostz: unknown field"),
        (entry(adapter="wordpress"), "adapter: unknown adapter 'wordpress'; there is "),
        (entry(adapter=PLANNED), f"enabled: adapter {PLANNED!r} is not built yet"),
        (entry(enabled=False), "reason: a disabled site says why"),
        (entry(agency_codes=["0001"]), "agency_codes: adapter 'trs_wcm' reads lists"),
        (entry(first_year=2019), "first_year: adapter 'trs_wcm' reads lists"),
        (entry(agency_codes=["a b"], adapter=ANNUAL), "agency_codes[0]: 'a b' is no code of an agency"),
        (entry(first_year=1998, adapter=ANNUAL), "first_year: Input should be greater than or equal to 2008"),
        (entry(enabled="no"), "enabled: Input should be a valid boolean"),
        (entry(area="2105"), "area: String should match pattern"),
        (entry(area="210599"), "area: 210599 is no GB/T 2260 code in force since 2008"),
        (entry(area="210505", place="南芬区"), "place: 210505 is 辽宁省本溪市南芬区, not 南芬区"),
        (
            entry(area="320684", place="海门市"),
            "place: 320684 is 江苏省南通市海门市 (until 2020), not 海门市",
        ),
        (entry(level="street"), "level: Input should be 'central'"),
        (entry(evidence="guess"), "evidence: Input should be 'seen'"),
        (entry(lists=[]), "lists: an enabled site names the address of a list"),
        (
            entry(lists=["www.yunzhou.test/nb/"]),
            "lists[0]: 'www.yunzhou.test/nb/' is no http or https address",
        ),
        (
            entry(lists=["http://www.yunzhou.com/nb/"]),
            "hosts[0]: 'www.yunzhou.com' is no host name under .gov.cn",
        ),
        (entry(hosts=["WWW.yunzhou.test"]), "hosts[0]: 'WWW.yunzhou.test' is no host name"),
        (
            entry(hosts=["other.test"]),
            "lists: http://www.yunzhou.test/nb/ is not on one of the allowed hosts",
        ),
        (entry(id="Yun Zhou"), "id: String should match pattern"),
    ],
)
def test_a_fault_names_file_site_field_and_reason(tmp_path: Path, text: str, message: str) -> None:
    found = fault(tmp_path, text)
    assert found.startswith(f'{tmp_path}/sites/sites.toml: site "')
    assert f'": {message}' in found


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    found = fault(tmp_path, entry("name", "place"), entry("level", id="second"))
    assert [line.rpartition("site ")[2] for line in found.splitlines()] == [
        '"yunzhou": name: required, but not there',
        '"yunzhou": place: required, but not there',
        '"second": level: required, but not there',
    ]


def test_an_entry_without_an_id_is_named_by_its_name(tmp_path: Path) -> None:
    assert 'site named "云州市人民政府": id: required' in fault(tmp_path, entry("id"))


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    assert "sites.toml: not valid TOML: " in fault(tmp_path, "[[site]\nid = ")


def test_a_file_with_something_else_in_it_is_an_error(tmp_path: Path) -> None:
    assert "sites: unknown; entries are written as [[site]]" in fault(tmp_path, "[[sites]]\nid = 'a'")
    assert "site: entries are written as [[site]]" in fault(tmp_path, "site = 3")


def test_a_folder_without_entries_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SiteListError, match="no such folder"):
        load_sites([tmp_path / "nothing"])
    with pytest.raises(SiteListError, match=r"holds no \*\.toml file"):
        load_sites([tmp_path])


def test_every_adapter_has_a_spider_of_its_name() -> None:
    assert {name: adapter_class(name).name for name in ADAPTERS} == {name: name for name in ADAPTERS}
    assert not PLANNED_ADAPTERS & set(ADAPTERS)


def test_a_site_whose_list_is_not_known_is_kept_switched_off(tmp_path: Path) -> None:
    off = entry(lists=[], evidence="unknown", enabled=False, reason="the address of its list is not known")
    assert load(tmp_path, off)["yunzhou"].to_record().list_url == ""


def test_a_built_in_site_is_switched_off_only_for_want_of_a_list_or_of_leave() -> None:
    off = [site for site in load_sites([FOLDER]).values() if not site.enabled]
    assert off
    assert all(not site.lists or "robots.txt" in site.reason for site in off)


def test_a_file_holds_the_sites_of_one_province() -> None:
    for path in FOLDER.glob("*.toml"):
        areas = {entry["area"][:2] for entry in tomllib.loads(path.read_text("utf-8"))["site"]}
        assert len(areas) == 1, path
