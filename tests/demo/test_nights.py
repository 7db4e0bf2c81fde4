"""The second night: one figure, one menu, one new report, one gone, and nothing else."""

from demo.hosts import build_hosts
from demo.hosts.answer import Host, Question, StaticHost
from demo.hosts.habits import HabitualHost
from demo.hosts.refusals import REFUSALS
from demo.reports import BY_ID, EXPECTED, NIGHT_TWO, expected
from demo.web import DemoWeb
from tests.demo.client import fetch
from tests.demo.walk import walk_lists


def _within(host: Host) -> Host:
    """The host itself, behind its habits."""
    return host.within if isinstance(host, HabitualHost) else host


def differing_paths() -> dict[str, str]:
    """Every address whose answer is not the same on both nights, with what became of it."""
    first, second = build_hosts(1), build_hosts(2)
    assert first.keys() == second.keys()
    changes = {}
    for name in first:
        host, later = _within(first[name]), _within(second[name])
        if not (isinstance(host, StaticHost) and isinstance(later, StaticHost)):
            # A host that refuses does so every night.
            assert name.removesuffix(".test") in REFUSALS
            continue
        for path in {*host.paths, *later.paths}:
            before, after = host.answer(Question(path)), later.answer(Question(path))
            if before.body != after.body:
                changes[f"http://{name}{path}"] = f"{before.status} {after.status}"
    return changes


def test_nothing_differs_but_what_night_two_names() -> None:
    new = BY_ID[NIGHT_TWO.new]
    folder = f"http://{new.site.host}{new.site.root}{new.channel}/"
    assert differing_paths() == {
        BY_ID[NIGHT_TWO.changed].url: "200 200",
        BY_ID[NIGHT_TWO.menu].url: "200 200",
        new.url: "404 200",
        folder: "200 200",
        f"{folder}index.html": "200 200",
        BY_ID[NIGHT_TWO.gone].url: "200 404",
    }


def test_the_changed_report_differs_in_one_figure() -> None:
    url = BY_ID[NIGHT_TWO.changed].url
    before, after = expected(url, night=1), expected(url, night=2)
    changed = {key for key in before.figures if before.figures[key] != after.figures[key]}
    assert changed == set(NIGHT_TWO.figures)
    assert after.failed_checks == ()


def test_the_other_page_differs_in_its_menu_and_counter_alone(web: DemoWeb, second_web: DemoWeb) -> None:
    url = BY_ID[NIGHT_TWO.menu].url
    before, after = fetch(web, url), fetch(second_web, url)
    pairs = zip(before.body.decode().splitlines(), after.body.decode().splitlines(), strict=True)
    lines = [new for old, new in pairs if old != new]
    assert [line.split('"')[1] for line in lines] == ["nav", "info"]
    assert before.headers["etag"] != after.headers["etag"]
    assert expected(url, night=1) == expected(url, night=2)


def test_the_new_report_is_listed_on_the_second_night_only(web: DemoWeb, second_web: DemoWeb) -> None:
    url = BY_ID[NIGHT_TWO.new].url
    site = BY_ID[NIGHT_TWO.new].site.id
    assert url not in EXPECTED
    assert url not in walk_lists(web, site).entries
    assert url in walk_lists(second_web, site).entries
    assert expected(url, night=2).outcome == "ok"


def test_the_report_that_is_gone_is_still_on_its_list(second_web: DemoWeb) -> None:
    report = BY_ID[NIGHT_TWO.gone]
    assert report.url in walk_lists(second_web, report.site.id).entries
    assert fetch(second_web, report.url).status == 404
