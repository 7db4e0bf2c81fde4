"""What a crawl leaves behind: every byte that was sent, and each report once."""

import gzip
import hashlib
import json
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from archive.database import open_database
from archive.home import Home
from archive.ingest import ingest_run
from archive.warc import WarcWriter, read_response
from tests.crawler.crawling import COMMAND, CONTACT, ROOT, crawl, environment, gongkai, rows, type_in
from tests.crawler.entries import entries, site_at
from tests.crawler.list_pages import ARTICLE, item, listing
from tests.crawler.loopback import HTML, Loopback, Pages, Reply
from tests.parsers.pages import report_html

LIST = "http://yunzhou.test/nb/"
REPORTS = [f"{LIST}202401/t20240119_{number}.html" for number in range(1, 5)]
NAME = "attachment; filename=年报.pdf".encode("gbk").decode("latin-1")


ATTACHED = '<p>附件：<a href="tables.xlsx">附表.xlsx</a></p>'.encode()


def report(number: int, made: str = "0") -> bytes:
    title = f"云州市第{'一二三四'[number]}局2023年政府信息公开工作年度报告"
    return report_html("2021", {"disclosure.regulations.issued": made}, title=title).encode()


def replies(made: str = "0") -> Pages:
    compressed = gzip.compress(report(1), mtime=0)
    cookies = [HTML, ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"), ("Content-Disposition", NAME)]
    return {
        "http://yunzhou.test/robots.txt": Reply(b"User-agent: *\n", headers=[("Content-Type", "text/plain")]),
        LIST: listing(*(item(number) for number in range(1, 6))),
        REPORTS[0]: Reply(report(0, made)),
        REPORTS[1]: Reply(compressed, headers=[HTML, ("Content-Encoding", "gzip")]),
        REPORTS[2]: Reply(report(2) + ATTACHED, chunked=True, headers=cookies),
        REPORTS[3]: [
            Reply(b"busy", 503, reason="Fan Mang"),
            Reply(b"moved", 301, [("Location", "/nb/4.html")]),
        ],
        "http://yunzhou.test/nb/4.html": Reply(report(3)),
    }


Crawled = tuple[Loopback, Path, Path]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    """Three crawls: of the same pages twice, then with one report changed."""
    folder = tmp_path_factory.mktemp("archive")
    sites = entries(folder / "sites", site_at("yunzhou.test"))
    with Loopback() as web:
        for made in ("0", "0", "7"):
            web.add(replies(made))
            crawl(web, folder / "home", sites)
        yield web, folder / "home", sites


def sent(url: str, status: int) -> bytes:
    found = replies().get(url, Reply(b"<h1>Not Found</h1>", 404))
    candidates = found if isinstance(found, list) else [found]
    bodies = [
        r.encode() if isinstance(r, str) else r.body
        for r in candidates
        if isinstance(r, str) or r.status == status
    ]
    return bodies[0]


def test_every_response_is_in_the_archive_byte_for_byte(crawled: Crawled) -> None:
    _, home, _ = crawled
    pages = rows(home, "SELECT * FROM pages WHERE run_id = 1 ORDER BY id")
    assert [page["kind"] for page in pages].count("robots") == 1
    assert {page["status"] for page in pages} == {200, 301, 404, 503}
    for page in pages:
        stored = read_response(home / "warc", page["warc_file"], page["warc_offset"])
        assert (stored.url, stored.status) == (page["url"], page["status"])
        assert stored.payload == sent(page["url"], page["status"])
        assert page["sha256"] == hashlib.sha256(stored.payload).hexdigest()
        assert page["length"] == len(stored.payload)


def test_the_coding_of_the_content_is_kept_in_the_archive_and_undone_for_reading(crawled: Crawled) -> None:
    _, home, _ = crawled
    (page,) = rows(home, "SELECT * FROM pages WHERE run_id = 1 AND url = ?", REPORTS[1])
    stored = read_response(home / "warc", page["warc_file"], page["warc_offset"])
    assert stored.payload == gzip.compress(report(1), mtime=0)
    assert stored.body == report(1)


def test_repeated_headers_and_raw_header_bytes_are_kept(crawled: Crawled) -> None:
    _, home, _ = crawled
    (page,) = rows(home, "SELECT * FROM pages WHERE run_id = 1 AND url = ?", REPORTS[2])
    headers = read_response(home / "warc", page["warc_file"], page["warc_offset"]).headers
    assert [value for name, value in headers if name == "Set-Cookie"] == ["a=1", "b=2"]
    assert ("Content-Disposition", NAME) in headers


def test_heads_are_kept_as_they_went_over_the_wire(crawled: Crawled) -> None:
    _, home, _ = crawled
    pages = rows(home, "SELECT * FROM pages WHERE run_id = 1 AND url = ? ORDER BY id", REPORTS[3])
    heads = [read_response(home / "warc", page["warc_file"], page["warc_offset"]).head for page in pages]
    answers = replies()[REPORTS[3]]
    assert isinstance(answers, list)
    assert heads == [answer.head() for answer in answers]
    with (home / "warc" / pages[0]["warc_file"]).open("rb") as stream:
        requests = [record for record in ArchiveIterator(stream) if record.rec_type == "request"]
    asked = [request for request in requests if request.rec_headers["WARC-Target-URI"] == REPORTS[3]]
    assert asked[0].http_headers.statusline == f"{REPORTS[3]} HTTP/1.1"  # through a proxy: the whole address
    assert asked[0].http_headers["Host"] == "yunzhou.test"
    assert CONTACT in asked[0].http_headers["User-Agent"]


def test_an_unchanged_page_is_kept_once_and_read_whole(crawled: Crawled) -> None:
    _, home, _ = crawled
    unchanged = rows(home, "SELECT * FROM pages WHERE run_id = 2 AND status = 200")
    assert len(unchanged) == 6
    for page in unchanged:
        stored = read_response(home / "warc", page["warc_file"], page["warc_offset"])
        assert stored.revisit == "identical-payload-digest"
        assert stored.payload == sent(page["url"], 200)
        assert stored.original.fetched_at <= page["fetched_at"]
    (changed,) = rows(home, "SELECT * FROM pages WHERE run_id = 3 AND url = ?", REPORTS[0])
    stored = read_response(home / "warc", changed["warc_file"], changed["warc_offset"])
    assert (stored.revisit, stored.body) == (None, report(0, "7"))


def test_the_file_has_a_request_for_each_response_and_says_who_wrote_it(crawled: Crawled) -> None:
    _, home, _ = crawled
    (page,) = rows(home, "SELECT warc_file FROM pages WHERE run_id = 1 LIMIT 1")
    with (home / "warc" / page["warc_file"]).open("rb") as stream:
        records = [
            (record.rec_type, record.rec_headers, record.content_stream().read())
            for record in ArchiveIterator(stream, check_digests="raise")
        ]
    assert records[0][0] == "warcinfo"
    about = records[0][2].decode()
    assert f"operator: {CONTACT}\r\n" in about
    assert "run_id: 1\r\n" in about
    assert '"id": "yunzhou"' in about
    responses = [fields for kind, fields, _ in records if kind in ("response", "revisit")]
    requests = [fields for kind, fields, _ in records if kind == "request"]
    assert len(responses) > 7
    assert [request["WARC-Concurrent-To"] for request in requests] == [
        fields["WARC-Record-ID"] for fields in responses
    ]


def test_the_file_links_a_report_to_its_list_its_documents_and_where_it_was(crawled: Crawled) -> None:
    _, home, _ = crawled
    (page,) = rows(home, "SELECT * FROM pages WHERE run_id = 1 AND url LIKE '%/4.html'")
    lines = metadata(home, page)
    assert f"via: {LIST}" in lines
    assert f"redirected_from: {REPORTS[3]}" in lines
    assert "kind: report" in lines
    (page,) = rows(home, "SELECT * FROM pages WHERE run_id = 1 AND url = ?", REPORTS[2])
    assert f"attachment: {LIST}202401/tables.xlsx" in metadata(home, page)


def metadata(home: Path, page: sqlite3.Row) -> list[str]:
    """The lines of all metadata records about a page."""
    with (home / "warc" / page["warc_file"]).open("rb") as stream:
        found = [(record, record.content_stream().read().decode()) for record in ArchiveIterator(stream)]
    (page_id,) = [
        record.rec_headers["WARC-Record-ID"]
        for record, _ in found
        if record.rec_type == "response" and record.rec_headers["WARC-Target-URI"] == page["url"]
    ]
    about = [text for record, text in found if record.rec_headers["WARC-Refers-To"] == page_id]
    return "".join(about).split("\r\n")


def test_indexes_and_pages_made_again_from_the_files_alone_are_the_same(
    crawled: Crawled, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    (home / "warc").mkdir(parents=True)
    for path in (crawled[1] / "warc").glob("*.warc.gz"):
        shutil.copy(path, home / "warc")
    made = type_in("archive", "index", home=home)
    assert made.exit_code == 0, made.output
    assert f"3 runs: {len(rows(home, 'SELECT 1 FROM pages'))} pages entered, 0 were there" in made.output
    for path in (crawled[1] / "warc").glob("*.cdxj"):
        assert (home / "warc" / path.name).read_bytes() == path.read_bytes()
    assert (home / "warc" / "SHA256SUMS").read_bytes() == (crawled[1] / "warc" / "SHA256SUMS").read_bytes()
    read_again(home)
    query = "SELECT * FROM pages ORDER BY id"
    for again, page in zip(rows(home, query), rows(crawled[1], query), strict=True):
        assert dict(again) == dict(page)
    assert "0 pages entered" in type_in("archive", "index", home=home).output


def read_again(home: Path) -> None:
    """Read the pages of every run."""
    with closing(open_database(home / "gongkai.db")) as database:
        for (run_id,) in database.execute("SELECT id FROM runs ORDER BY id").fetchall():
            ingest_run(database, Home(home), run_id)


def test_the_whole_archive_is_verified_and_nothing_is_found(crawled: Crawled) -> None:
    verified = type_in("archive", "verify", home=crawled[1])
    assert verified.exit_code == 0, verified.output
    number = len(rows(crawled[1], "SELECT 1 FROM pages WHERE warc_file IS NOT NULL"))
    assert f"{number} pages of the database: nothing found" in verified.output


def test_stored_pages_are_listed_and_shown_as_they_were(crawled: Crawled, tmp_path: Path) -> None:
    home = crawled[1]
    listed = type_in("archive", "list", "--url", REPORTS[0], "--json", home=home)
    times = [json.loads(line)["fetched_at"] for line in listed.output.splitlines()]
    assert times == sorted(times, reverse=True)
    assert len(times) == 3
    shown = type_in("archive", "show", REPORTS[0], "--output", str(tmp_path / "page"), home=home)
    assert "HTTP/1.1 200 OK\nContent-Type: text/html" in shown.output
    assert (tmp_path / "page").read_bytes() == report(0, "7")
    type_in("archive", "show", REPORTS[0], "--at", times[-1], "--output", str(tmp_path / "page"), home=home)
    assert (tmp_path / "page").read_bytes() == report(0, "0")
    type_in("archive", "show", REPORTS[1], "--as-sent", "--output", str(tmp_path / "page"), home=home)
    assert (tmp_path / "page").read_bytes() == gzip.compress(report(1), mtime=0)
    printed = type_in("archive", "show", REPORTS[1], home=home)
    assert "identical-payload-digest" in printed.output
    assert "云州市第二局2023年政府信息公开工作年度报告" in printed.output
    failed = type_in("archive", "list", "--outcome", "server_error", "--site", "yunzhou", home=home)
    assert REPORTS[3] in failed.output
    missing = type_in("archive", "show", REPORTS[0], "--at", "2001", home=home)
    assert missing.exit_code == 2
    assert f"There is:\n  {times[0]} ok {REPORTS[0]}" in missing.output


def test_a_second_crawl_gives_no_report_twice(crawled: Crawled) -> None:
    _, home, _ = crawled
    runs = rows(
        home, "SELECT reports_new, reports_changed, reports_unchanged, exit_code FROM runs ORDER BY id"
    )
    # The list names a fifth report that is not there: some pages failed.
    assert [tuple(run) for run in runs] == [(4, 0, 0, 3), (0, 0, 4, 3), (0, 1, 3, 3)]
    assert rows(home, "SELECT count(*) FROM reports")[0][0] == 4


def test_a_changed_report_gets_a_revision_and_the_old_one_stays(crawled: Crawled) -> None:
    _, home, _ = crawled
    (changed,) = rows(home, "SELECT id, revision FROM reports WHERE url = ?", REPORTS[0])
    assert changed["revision"] == 2
    revisions = rows(
        home, "SELECT revision FROM revisions WHERE report_id = ? ORDER BY revision", changed["id"]
    )
    assert [row["revision"] for row in revisions] == [1, 2]


def test_each_run_leaves_its_summary_and_log(crawled: Crawled) -> None:
    _, home, _ = crawled
    assert sorted(path.name for path in (home / "runs").iterdir()) == [
        f"{run}.{kind}" for run in (1, 2, 3) for kind in ("json", "log")
    ]
    assert list((home / "warc").glob("*.open")) == []


def test_what_a_killed_crawl_left_is_recovered_by_the_next(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "warc").mkdir(parents=True)
    with WarcWriter(home / "warc", "killed", "Gongkai/test", CONTACT) as writer:
        size = writer.size
    torn = (home / "warc" / "killed.warc.gz").rename(home / "warc" / "killed.warc.gz.open")
    torn.write_bytes(torn.read_bytes() + b"\x1f\x8b\x08 torn")
    with Loopback() as web:
        web.add({LIST: listing(item(1)), REPORTS[0]: ARTICLE})
        summary = crawl(web, home, entries(tmp_path / "sites", site_at("yunzhou.test")))
    assert summary["recovered"] == [
        f"killed.warc.gz: recovered, {size} bytes kept, 8 bytes of a torn record cut off"
    ]
    assert (home / "warc" / "killed.warc.gz").stat().st_size == size


def test_a_crawl_that_cannot_archive_stops_and_says_so(tmp_path: Path) -> None:
    # No file may grow beyond two megabytes: as if the disk were full.
    noise = Reply(hashlib.shake_256(b"").digest(3_000_000), headers=[("Content-Type", "application/pdf")])
    page = listing('<li><a href="./1.pdf">云州市2023年政府信息公开年报</a></li>')
    sites = entries(tmp_path / "sites", site_at("yunzhou.test"))
    home = tmp_path / "home"
    with Loopback() as web:
        web.add({LIST: page, f"{LIST}1.pdf": noise})
        command = ["crawl", "yunzhou", "--sites-folder", str(sites), "--proxy", f".test={web.proxy_url}"]
        limited = ["bash", "-c", 'ulimit -f 2000 && exec "$@"', "limited", *COMMAND, *command]
        finished = subprocess.run(
            limited, capture_output=True, text=True, cwd=ROOT, env=environment(home), check=False
        )
    assert finished.returncode == 6, finished.stderr
    assert f"Error: {LIST}1.pdf: could not be archived: " in finished.stderr
    (run,) = rows(home, "SELECT exit_code FROM runs")
    assert run["exit_code"] == 6
    assert rows(home, "SELECT count(*) FROM pages WHERE url LIKE '%1.pdf'")[0][0] == 0


def test_a_database_of_another_version_is_refused_before_anything_is_fetched(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with Loopback() as web:
        web.add({LIST: listing(item(1)), REPORTS[0]: ARTICLE})
        sites = str(entries(tmp_path / "sites", site_at("yunzhou.test")))
        command = ["crawl", "yunzhou", "--sites-folder", sites, "--proxy", f".test={web.proxy_url}"]
        home.mkdir()
        (home / "gongkai.db").write_text("no database at all")
        finished = gongkai(*command, home=home)
        assert finished.returncode == 2
        assert "is not a SQLite database" in finished.stderr
        assert web.asked == []
        assert list((home / "warc").iterdir()) == []
