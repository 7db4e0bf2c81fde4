"""What changed between two revisions, figure by figure and paragraph by paragraph, said as what was seen."""

from tests.archive.collection import OTHER_URL, URL, Collection, page

RECEIVED = "applications.received.total"
FIGURES = "SELECT revision, figure, change, before_value, after_value FROM revision_figures ORDER BY revision, figure"
PARAGRAPHS = "SELECT section, change, before, after FROM revision_paragraphs ORDER BY revision, number"


def reworded(body: bytes, before: str, after: str) -> bytes:
    assert before.encode() in body
    return body.replace(before.encode(), after.encode())


def test_a_changed_figure_is_kept_with_both_readings_and_when_each_was_seen(collection: Collection) -> None:
    for body in (page(cells={RECEIVED: "12"}), page(cells={RECEIVED: "12"}), page(cells={RECEIVED: "13"})):
        collection.crawl({URL: body})
    assert collection.rows(FIGURES) == [(2, RECEIVED, "changed", 12, 13)]
    seen = "SELECT before_first_seen, before_last_seen, after_first_seen FROM revision_figures"
    days = ("2026-01-01", "2026-01-02", "2026-01-03")
    assert collection.rows(seen) == [tuple(f"{day}T03:00:00Z" for day in days)]
    assert collection.one("SELECT observation FROM revision_figures") == (
        "2026-01-01 至 2026-01-02 抓取的页面上为 12，2026-01-03 起为 13"
        " · 12 on pages fetched from 2026-01-01 to 2026-01-02, 13 from 2026-01-03 on"
    )
    assert collection.rows(PARAGRAPHS) == []


def test_a_figure_that_loses_or_gains_its_value_says_what_stood_there(collection: Collection) -> None:
    for cell in ("12", "—", "12"):
        collection.crawl({URL: page(cells={RECEIVED: cell})})
    assert collection.rows(FIGURES) == [(2, RECEIVED, "lost", 12, None), (3, RECEIVED, "gained", None, 12)]
    ((lost,), (gained,)) = collection.rows("SELECT observation FROM revision_figures ORDER BY revision")
    assert "“横线”「—」" in str(lost)
    assert "dash 「—」" in str(gained)
    assert collection.rows(
        "SELECT before_state, before_raw, after_state FROM revision_figures WHERE revision = 3"
    ) == [("dash", "—", "number")]


def test_paragraphs_that_are_reworded_added_or_gone_are_told_apart(collection: Collection) -> None:
    first = page()
    second = reworded(first, "第1部分的正文", "改写的第一部分</p><p>新增的一段</p><p>")
    third = reworded(second, "<p>新增的一段</p>", "")
    for body in (first, second, third):
        collection.crawl({URL: body})
    changes = [(section, change) for section, change, _before, _after in collection.rows(PARAGRAPHS)]
    assert sorted(changes) == [(1, "added"), (1, "added"), (1, "changed"), (1, "removed")]
    assert "改写的第一部分" in str(collection.rows(PARAGRAPHS)[0][3])
    assert collection.rows(FIGURES) == []


def test_a_new_title_is_a_difference_too(collection: Collection) -> None:
    collection.crawl({URL: page()})
    collection.crawl(
        {URL: reworded(page(), "2019年政府信息公开工作年度报告", "2019年度政府信息公开工作年度报告")}
    )
    assert [row[:2] for row in collection.rows(PARAGRAPHS)] == [(0, "changed")]


def test_what_another_parser_read_otherwise_is_no_change_of_the_page(collection: Collection) -> None:
    collection.crawl({URL: page()})
    collection.database.execute("UPDATE revisions SET parser_version = '0'")
    collection.crawl({URL: page(cells={RECEIVED: "13"})})
    assert collection.one("SELECT count(*) FROM revisions") == 2
    assert collection.rows(FIGURES) == []


def test_differences_go_with_a_report_that_gets_another_id(collection: Collection) -> None:
    for cell in ("12", "13"):
        collection.crawl({URL: page(cells={RECEIVED: cell})})
    collection.home.decisions.write_text(
        f'[[decision]]\nurl = "{URL}"\nis = "report"\nyear = 2018\nwho = "李敏"\nwhy = "见落款"\ndate = 2026-11-24\n'
    )
    collection.crawl({OTHER_URL: page(2022)})
    assert collection.rows(
        "SELECT DISTINCT r.year FROM revision_figures f JOIN reports r ON r.id = f.report_id"
    ) == [(2018,)]
