"""Pages that others collected come in through one command, from listed hosts alone, once."""

import gzip
from contextlib import closing
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import Result
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter as RecordWriter  # type: ignore[import-untyped]

from archive.database import open_database
from archive.verify import Verified, verify
from archive.warc import read_response
from crawler import run_files
from tests.archive.collection import URL, Collection, page
from tests.crawler.crawling import rows, type_in
from tests.crawler.entries import entries, site_at

DATE = "2025-12-31T23:59:59Z"
LATER = "2026-01-05T00:00:00Z"
STRANGER = "http://www.elsewhere.test/nb/1.html"


def others_file(path: Path, *, chunked: bool = False) -> Path:
    """A file as warcio writes it: a page, a page of a host that is not listed, a revisit of the first."""
    body = page()
    sent = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body) if chunked else body
    headers = [("Content-Type", "text/html; charset=utf-8"), ("X-Own", "1")]
    headers += [("Transfer-Encoding", "chunked")] if chunked else []
    with path.open("wb") as stream:
        writer = RecordWriter(stream, gzip=True)
        writer.write_record(
            writer.create_warcinfo_record(path.name, {"software": "collector/1", "operator": "a library"})
        )
        for url in (URL, STRANGER):
            answered = StatusAndHeaders("200 Fine", headers, protocol="HTTP/1.1")
            response = writer.create_warc_record(
                url,
                "response",
                payload=BytesIO(sent),
                http_headers=answered,
                warc_headers_dict={"WARC-Date": DATE},
            )
            asked = StatusAndHeaders(
                "GET /nb/1.html HTTP/1.1", [("Host", "x"), ("User-Agent", "collector")], is_http_request=True
            )
            request = writer.create_warc_record(url, "request", http_headers=asked)
            writer.write_request_response_pair(request, response)
        revisit = writer.create_revisit_record(
            URL,
            digest=response.rec_headers["WARC-Payload-Digest"],
            refers_to_uri=URL,
            refers_to_date=DATE,
            http_headers=StatusAndHeaders("200 Fine", headers[:2], protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": LATER},
        )
        writer.write_record(revisit)
    return path


def import_into(home: Path, path: Path) -> Result:
    folder = entries(home.parent / "sites", site_at("www.yunzhou.test", "yunzhou"))
    return type_in("archive", "import", str(path), "--sites-folder", str(folder), home=home)


@pytest.mark.parametrize("chunked", [False, True])
def test_pages_of_listed_hosts_are_archived_and_read(tmp_path: Path, chunked: bool) -> None:
    home = tmp_path / "home"
    made = import_into(home, others_file(tmp_path / "theirs.warc.gz", chunked=chunked))
    assert made.exit_code == 0, made.output
    assert "2 pages imported as run 1" in made.output
    assert "1 left out: their host is not on the site list" in made.output
    first, second = rows(home, "SELECT * FROM pages ORDER BY id")
    assert (first["url"], first["fetched_at"], first["result"]) == (URL, DATE, "new")
    assert (second["fetched_at"], second["result"]) == (LATER, "unchanged")
    stored = read_response(home / "warc", first["warc_file"], first["warc_offset"])
    assert stored.body == page()
    assert stored.head.startswith(
        b"HTTP/1.1 200 Fine\r\nContent-Type: text/html; charset=utf-8\r\nX-Own: 1\r\n"
    )
    assert read_response(home / "warc", second["warc_file"], second["warc_offset"]).body == page()
    assert rows(home, "SELECT count(*) FROM reports")[0][0] == 1


def test_where_the_pages_are_from_is_written_with_them(tmp_path: Path) -> None:
    home = tmp_path / "home"
    import_into(home, others_file(tmp_path / "theirs.warc.gz"))
    (run,) = rows(home, "SELECT * FROM runs")
    assert run["imported_from"].startswith("theirs.warc.gz sha256:")
    assert (run["command"], run["exit_code"]) == ("gongkai archive import theirs.warc.gz", 0)
    (path,) = (home / "warc").glob("*.warc.gz")
    text = gzip.decompress(path.read_bytes())
    assert f"imported_from: {run['imported_from']}\r\n".encode() in text
    assert b"source_software: collector/1\r\n" in text
    assert b"source_operator: a library\r\n" in text
    assert b"User-Agent: collector\r\n" in text


def test_a_file_that_is_full_is_followed_by_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_files, "ROTATE_BYTES", 1000)
    home = tmp_path / "home"
    import_into(home, others_file(tmp_path / "theirs.warc.gz"))
    files = sorted(path.name for path in (home / "warc").glob("*.warc.gz"))
    assert [name[-11:] for name in files] == ["000.warc.gz", "001.warc.gz"]
    assert {page["warc_file"] for page in rows(home, "SELECT warc_file FROM pages")} == set(files)
    assert type_in("archive", "verify", home=home).exit_code == 0
    (home / "gongkai.db").unlink()
    assert "2 pages entered" in type_in("archive", "index", home=home).output


def test_a_file_can_be_imported_again_and_nothing_is_doubled(tmp_path: Path) -> None:
    home = tmp_path / "home"
    path = others_file(tmp_path / "theirs.warc.gz")
    import_into(home, path)
    again = import_into(home, path)
    assert again.exit_code == 0
    assert "nothing new" in again.output
    assert "2 left out: in the archive already" in again.output
    assert len(rows(home, "SELECT 1 FROM runs")) == 1
    assert len(list((home / "warc").glob("*.warc.gz"))) == 1
    with closing(open_database(home / "gongkai.db")) as database:
        assert list(verify(home / "warc", database, Verified())) == []


def test_what_was_exported_is_imported_with_the_lists_it_was_linked_from(tmp_path: Path) -> None:
    theirs = Collection(tmp_path / "theirs")
    theirs.crawl({URL: page()}, attached={"http://www.yunzhou.test/nb/a.xls": (URL, b"no table")})
    theirs.crawl({URL: page(2020)})
    theirs.database.close()
    wacz = tmp_path / "site.wacz"
    type_in("archive", "export", "yunzhou", "--output", str(wacz), home=tmp_path / "theirs")
    home = tmp_path / "home"
    assert import_into(home, wacz).exit_code == 0
    query = "SELECT kind, url, fetched_at, status, length, sha256, list_url, list_title, result FROM pages ORDER BY id"
    assert [tuple(row) for row in rows(home, query)] == [
        tuple(row) for row in rows(tmp_path / "theirs", query)
    ]


def unfit(folder: Path) -> dict[str, Path]:
    whole = others_file(folder / "whole.warc.gz").read_bytes()
    plain = gzip.decompress(whole)
    contents = {
        "torn.warc.gz": whole[:-200],
        "short.warc": plain[:-700],
        "altered.warc.gz": gzip.compress(plain.replace(b"X-Own: 1", b"X-Own: 2")),
        "text.warc.gz": b"no archive at all",
        "text.wacz": b"no ZIP",
    }
    with ZipFile(folder / "empty.wacz", "w") as package:
        package.writestr("datapackage.json", "{}")
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    return {name: folder / name for name in [*contents, "empty.wacz"]}


def test_a_file_that_is_not_whole_or_no_archive_is_refused_and_nothing_is_changed(tmp_path: Path) -> None:
    home = tmp_path / "home"
    for name, path in unfit(tmp_path).items():
        made = import_into(home, path)
        assert made.exit_code == 2, (name, made.output)
        assert str(path) in made.output
        assert not home.exists()


def test_an_import_needs_somebody_who_answers_for_it(tmp_path: Path) -> None:
    path = others_file(tmp_path / "theirs.warc.gz")
    made = type_in("archive", "import", str(path), home=tmp_path / "home", contact=None)
    assert made.exit_code == 2
    assert "GONGKAI_CONTACT is not set" in made.output
