"""The alias file: what no rule can tell is entered by hand, and a faulty file is refused with every fault."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from parsers.agencies import SiteContext, aliases, resolve_agency
from parsers.agencies.aliases import FILE, AliasError, load_aliases

ENTRY = """
[[alias]]
area = "210505"
printed = "区改革局"
agency = "本溪市南芬区发展和改革局"
reason = "the signature has the full name"
"""


@pytest.fixture
def entered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file of aliases that the resolver reads in place of its own."""
    path = tmp_path / "aliases.toml"
    path.write_text(ENTRY, "utf-8")
    monkeypatch.setattr(aliases, "FILE", path)
    aliases.aliases.cache_clear()
    yield path
    monkeypatch.undo()
    aliases.aliases.cache_clear()


def test_the_file_that_comes_along_is_valid() -> None:
    assert isinstance(load_aliases(FILE), tuple)


@pytest.mark.usefixtures("entered")
def test_an_alias_settles_a_name_in_its_area_alone() -> None:
    agency = resolve_agency("区改革局", SiteContext("210505"), 2019)
    assert (agency.name, agency.area, agency.level) == ("本溪市南芬区发展和改革局", "210505", "county")
    assert [(step.step, step.source, step.note) for step in agency.steps] == [
        ("alias", "alias", "the signature has the full name")
    ]
    assert agency.certain
    assert resolve_agency("区改革局", SiteContext("210504"), 2019).name == "本溪市明山区改革局"


def test_an_alias_of_a_city_holds_for_the_sites_below_it_and_the_narrowest_wins(entered: Path) -> None:
    entered.write_text(
        ENTRY + ENTRY.replace("210505", "210500").replace("南芬区发展和改革局", "改革委员会"), "utf-8"
    )
    assert resolve_agency("区改革局", SiteContext("210504")).name == "本溪市改革委员会"
    assert resolve_agency("区改革局", SiteContext("210505")).name == "本溪市南芬区发展和改革局"


def test_an_alias_may_be_bound_to_years_and_belong_to_another_area(entered: Path) -> None:
    entered.write_text(ENTRY + 'until = 2018\nbelongs_to = "210500"\nkind = "public_institution"\n', "utf-8")
    agency = resolve_agency("区改革局", SiteContext("210505"), 2018)
    assert (agency.area, agency.kind) == ("210500", "public_institution")
    assert resolve_agency("区改革局", SiteContext("210505"), 2019).name == "本溪市南芬区改革局"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("reason = ", "reasom = "), "alias 1 (区改革局): reason: Field required"),
        (("reason = ", "why = 'x'\nreason = "), "alias 1 (区改革局): why: Extra inputs are not permitted"),
        (("210505", "210599"), "alias 1 (区改革局): area: 210599 is no GB/T 2260 code in force since 2008"),
        (("210505", "21050"), "alias 1 (区改革局): area: String should match pattern"),
        (("[[alias]]", "kind = 'x'\n[[alias]]"), "kind: unknown; entries are written as [[alias]]"),
        (
            ("reason", "kind = 'bureau'\nreason"),
            "alias 1 (区改革局): kind: is none of government, department",
        ),
        (
            ("reason", "from = 2020\nuntil = 2010\nreason"),
            "alias 1 (区改革局): from: 2020 is after until: 2010",
        ),
        (("[[alias]]", "[[alias"), "not readable as TOML"),
    ],
)
def test_a_faulty_file_is_refused_naming_entry_and_field(
    tmp_path: Path, change: tuple[str, str], fault: str
) -> None:
    path = tmp_path / "aliases.toml"
    path.write_text(ENTRY.replace(*change), "utf-8")
    with pytest.raises(AliasError) as caught:
        load_aliases(path)
    assert f"{path}: {fault}" in str(caught.value)


def test_two_entries_for_one_spelling_contradict_each_other(tmp_path: Path) -> None:
    path = tmp_path / "aliases.toml"
    path.write_text(ENTRY + ENTRY, "utf-8")
    with pytest.raises(AliasError, match="区改革局 in 210505 is entered twice for the same years"):
        load_aliases(path)
