"""Agencies in the database: one row under all spellings, with what each name rests on."""

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from archive.agencies import agency_id
from archive.publish import publish
from archive.site.agency_page import load_agency_page
from archive.site.agency_terms import agency_terms
from archive.sites import store_sites
from archive.snapshot import open_snapshot
from parsers.agencies import aliases
from parsers.agencies.vocabulary import KINDS, LEVELS, data_fingerprint
from tests.archive.collection import SITE, URL, Collection, page

NANFEN = replace(SITE, id="nanfen", area="210505", place="辽宁省本溪市南芬区", level="county")
SHORT, FULL = "区发改局", "本溪市南芬区发展和改革局"


def address(year: int) -> str:
    return f"http://www.yunzhou.test/nb/{year}.html"


@pytest.fixture
def nanfen(collection: Collection) -> Collection:
    store_sites(collection.database, [NANFEN])
    return collection


def crawl(collection: Collection, *printed: tuple[int, str]) -> None:
    pages = {address(year): page(year, agency=name) for year, name in printed}
    collection.crawl(pages, NANFEN)


def test_all_spellings_of_an_agency_are_one_row(nanfen: Collection) -> None:
    crawl(nanfen, (2019, SHORT), (2020, "南芬区发展改革局"), (2021, FULL), (2022, f"辽宁省{FULL}"))
    assert nanfen.rows("SELECT name, area, place, level, kind FROM agencies") == [
        (FULL, "210505", "辽宁省本溪市南芬区", "county", "department")
    ]
    assert nanfen.rows("SELECT spelling, first_year, last_year, reports, inferred FROM agency_names") == [
        (f"辽宁省{FULL}", 2022, 2022, 1, 0),
        (FULL, 2021, 2021, 1, 0),
        ("南芬区发展改革局", 2020, 2020, 1, 0),
        (SHORT, 2019, 2019, 1, 1),
    ]


def test_the_row_shows_the_newest_name_that_is_certain(nanfen: Collection) -> None:
    crawl(nanfen, (2019, FULL.replace("和改革", "改革")), (2021, SHORT))
    assert nanfen.one("SELECT name FROM agencies") == "本溪市南芬区发展改革局"
    crawl(nanfen, (2020, FULL))
    assert nanfen.one("SELECT name FROM agencies") == FULL


def test_a_report_keeps_the_printed_name_and_each_step_from_it(nanfen: Collection) -> None:
    crawl(nanfen, (2019, f"{SHORT}(本级)"))
    printed, scope, evidence = nanfen.rows(
        "SELECT agency_printed, agency_scope, agency_evidence FROM reports"
    )[0]
    assert (printed, scope) == (f"{SHORT}(本级)", "own")
    assert [step["step"] for step in json.loads(str(evidence))] == ["scope", "expanded", "place"]
    assert nanfen.one("SELECT count(*) FROM remarks WHERE kind = 'agency_inferred'") == 1


def test_an_agency_has_one_id_on_every_site(nanfen: Collection) -> None:
    crawl(nanfen, (2019, SHORT))
    store_sites(nanfen.database, [replace(NANFEN, id="benxi", area="210500", place="辽宁省本溪市")])
    site = replace(NANFEN, id="benxi")
    nanfen.crawl({address(2020): page(2020, agency="南芬区发改局")}, site)
    assert nanfen.rows("SELECT id FROM agencies") == [(agency_id("210505", FULL),)]


def test_new_rules_for_names_move_a_report_to_its_agency_with_all_its_revisions(
    nanfen: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crawl(nanfen, (2019, "区改革局"))
    nanfen.crawl({address(2019): page(2019, {"disclosure.permits.decisions": "7"}, "区改革局")}, NANFEN)
    before = nanfen.one("SELECT agency_id FROM reports")
    path = tmp_path / "aliases.toml"
    path.write_text(
        f'[[alias]]\narea = "210505"\nprinted = "区改革局"\nagency = "{FULL}"\nreason = "by its signature"\n',
        "utf-8",
    )
    monkeypatch.setattr(aliases, "FILE", path)
    monkeypatch.setattr("archive.agencies.data_fingerprint", lambda: "other rules")
    aliases.aliases.cache_clear()
    summary = nanfen.crawl(
        {address(2019): page(2019, {"disclosure.permits.decisions": "7"}, "区改革局")}, NANFEN
    )
    aliases.aliases.cache_clear()
    assert (summary.unchanged, summary.new) == (1, 0)
    after = agency_id("210505", FULL)
    assert before != after
    assert nanfen.rows("SELECT id, agency_id FROM reports") == [(f"{after}-2019", after)]
    assert nanfen.rows("SELECT name FROM agencies") == [(FULL,)]
    assert nanfen.rows("SELECT DISTINCT report_id, revision FROM revisions ORDER BY revision") == [
        (f"{after}-2019", 1),
        (f"{after}-2019", 2),
    ]
    assert nanfen.rows("PRAGMA foreign_key_check") == []


def test_the_same_rules_and_site_entry_read_nothing_twice(nanfen: Collection) -> None:
    crawl(nanfen, (2019, SHORT))
    assert str(nanfen.one("SELECT site_context FROM reports")).startswith(data_fingerprint())
    crawl(nanfen, (2019, SHORT))
    assert nanfen.rows("SELECT result, reason FROM pages") == [("new", None), ("unchanged", None)]


def test_a_publication_has_areas_and_successions_and_the_page_shows_them(nanfen: Collection) -> None:
    crawl(nanfen, (2017, "区农业局"), (2018, "区农业局"), (2020, "本溪市南芬区农业农村局"), (2019, SHORT))
    publish(nanfen.home)
    path = nanfen.home.public / "gongkai.db"
    snapshot = open_snapshot(path)
    snapshot.row_factory = sqlite3.Row
    assert tuple(
        snapshot.execute("SELECT full_name, parent FROM areas WHERE code = '210505'").fetchone()
    ) == ("辽宁省本溪市南芬区", "210500")
    old, new = (agency_id("210505", f"本溪市南芬区{body}") for body in ("农业局", "农业农村局"))
    links = [tuple(row) for row in snapshot.execute("SELECT * FROM agency_successions")]
    assert [link[:3] for link in links] == [(old, new, 2018)]
    shown = load_agency_page(snapshot, new)
    assert shown is not None
    assert [row["name"] for row in shown.predecessors] == ["本溪市南芬区农业局"]
    assert [division.name for division in shown.divisions] == ["辽宁省", "本溪市", "南芬区"]
    bureau = load_agency_page(snapshot, agency_id("210505", FULL))
    assert bureau is not None
    assert [s.row["spelling"] for s in bureau.spellings] == [SHORT]
    assert [step["step"] for step in bureau.spellings[0].steps] == ["expanded", "place"]


def test_every_level_kind_and_step_has_its_words() -> None:
    terms = agency_terms()
    assert set(terms["level"]) == {*LEVELS, "unknown"}
    assert set(terms["kind"]) == set(KINDS)


def test_a_report_without_an_agency_is_named_by_the_site_entry_to_amend(collection: Collection) -> None:
    collection.crawl({URL: page(agency="")})
    assert "`agency`" in str(collection.one("SELECT reason FROM pages"))
