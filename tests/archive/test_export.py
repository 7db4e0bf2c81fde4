"""A site or a report as WACZ: whole, valid, the same bytes, and a page in a browser."""

import gzip
import hashlib
import json
import subprocess
from io import BytesIO
from pathlib import Path
from urllib.request import urlopen
from zipfile import ZipFile

import pytest
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from archive.originals import find_original
from archive.warc import Exchange, WarcWriter
from tests.archive.collection import OTHER_SITE, URL, Collection, page
from tests.archive.warc_tools import replaying, warc_tool
from tests.crawler.crawling import type_in

QINGSHAN = "http://www.qingshan.test/nb/1.html"
ATTACHED = "http://www.yunzhou.test/nb/1.xlsx"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two runs of one site, with a document and a page that changed, and one of another site."""
    path = tmp_path_factory.mktemp("export")
    collection = Collection(path)
    collection.crawl({URL: page()}, attached={ATTACHED: (URL, b"PK no table")})
    collection.crawl({URL: page(cells={"disclosure.regulations.made": "7"})})
    collection.crawl({QINGSHAN: page(2022, agency="青山县统计局")}, site=OTHER_SITE)
    collection.database.close()
    return path


def export(home: Path, key: str, output: Path) -> Path:
    made = type_in("archive", "export", key, "--output", str(output), home=home)
    assert made.exit_code == 0, made.output
    return output


def records(wacz: Path) -> list[tuple[str, str]]:
    """(kind, address) of each record of an exported file, its digests checked."""
    with ZipFile(wacz) as package, package.open("archive/data.warc.gz") as warc:
        stream = BytesIO(warc.read())
    found = []
    for record in ArchiveIterator(stream, check_digests="raise"):
        record.content_stream().read()
        found.append((record.rec_type, record.rec_headers["WARC-Target-URI"] or ""))
    return found


def test_a_site_is_exported_with_all_its_responses_and_nothing_of_others(home: Path, tmp_path: Path) -> None:
    found = records(export(home, "yunzhou", tmp_path / "site.wacz"))
    assert [url for kind, url in found if kind == "response"] == [URL, ATTACHED, URL]
    assert [kind for kind, _ in found].count("request") == 3
    assert [kind for kind, _ in found].count("metadata") == 3
    assert QINGSHAN not in {url for _, url in found}


@pytest.mark.parametrize("key", ["id", "url"])
def test_a_report_is_exported_with_its_revisions_and_documents(home: Path, tmp_path: Path, key: str) -> None:
    collection = Collection(home)
    given = collection.one(f"SELECT {key} FROM reports WHERE url = ?", URL)
    collection.database.close()
    found = records(export(home, str(given), tmp_path / "report.wacz"))
    assert [url for kind, url in found if kind == "response"] == [URL, ATTACHED, URL]


def test_the_package_says_what_is_in_it_and_its_sums_hold(home: Path, tmp_path: Path) -> None:
    with ZipFile(export(home, "yunzhou", tmp_path / "site.wacz")) as package:
        description = json.loads(package.read("datapackage.json"))
        assert description["wacz_version"] == "1.1.1"
        assert description["mainPageURL"] == URL
        for resource in description["resources"]:
            data = package.read(resource["path"])
            assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
            assert resource["bytes"] == len(data)
        stated = json.loads(package.read("datapackage-digest.json"))["hash"]
        assert stated == f"sha256:{hashlib.sha256(package.read('datapackage.json')).hexdigest()}"
        pages = [json.loads(line) for line in package.read("pages/pages.jsonl").splitlines()[1:]]
        assert [page["url"] for page in pages] == [URL, URL, ATTACHED]
        lines = gzip.decompress(package.read("indexes/index.cdx.gz")).decode().splitlines()
        warc = package.read("archive/data.warc.gz")
    for line in lines:
        entry = json.loads(line.split(" ", 2)[2])
        member = warc[int(entry["offset"]) : int(entry["offset"]) + int(entry["length"])]
        assert f"WARC-Target-URI: {entry['url']}\r\n".encode() in gzip.decompress(member)


def test_a_page_that_is_kept_with_another_brings_that_record_along(tmp_path: Path) -> None:
    collection = Collection(tmp_path)
    collection.fetch({QINGSHAN: page()}, site=OTHER_SITE)
    original = find_original(collection.database, collection.home.warc, page())
    run_id = collection.fetch({})
    with WarcWriter(collection.home.warc, "again", "Gongkai", "editor@example.org") as writer:
        place = writer.write_exchange(Exchange(URL, "2026-01-02T03:00:00Z", 200, page()), original)
    collection.database.execute(
        "INSERT INTO pages (run_id, site_id, kind, url, fetched_at, outcome, warc_file, warc_offset) "
        "VALUES (?, 'yunzhou', 'report', ?, '2026-01-02T03:00:00Z', 'ok', ?, ?)",
        (run_id, URL, place.file, place.offset),
    )
    collection.database.close()
    found = records(export(tmp_path, "yunzhou", tmp_path / "site.wacz"))
    assert [record for record in found if record[0] in ("response", "revisit")] == [
        ("revisit", URL),
        ("response", QINGSHAN),
    ]


def test_what_is_not_there_is_not_exported(home: Path, tmp_path: Path) -> None:
    made = type_in("archive", "export", "nobody", "--output", str(tmp_path / "x.wacz"), home=home)
    assert made.exit_code == 2
    assert "neither a site nor a report" in made.output
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_record_leaves_no_half_file(tmp_path: Path) -> None:
    Collection(tmp_path).crawl({URL: page()})
    (path,) = (tmp_path / "warc").glob("*.warc.gz")
    path.write_bytes(path.read_bytes()[:-9])
    made = type_in("archive", "export", "yunzhou", "--output", str(tmp_path / "x.wacz"), home=tmp_path)
    assert made.exit_code == 6
    assert list(tmp_path.glob("x.wacz*")) == []


@pytest.mark.warc_tools
def test_wacz_validates_the_file(home: Path, tmp_path: Path) -> None:
    wacz = export(home, "yunzhou", tmp_path / "site.wacz")
    command = [str(warc_tool("wacz")), "validate", "--file", str(wacz)]
    validated = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (validated.returncode, "the passed WACZ is valid" in validated.stdout) == (0, True), (
        validated.stdout
    )


@pytest.mark.warc_tools
def test_pywb_replays_each_revision_byte_for_byte(home: Path, tmp_path: Path) -> None:
    wacz = export(home, "yunzhou", tmp_path / "site.wacz")
    with replaying(wacz, tmp_path) as address:
        for day, payload in (("01", page()), ("02", page(cells={"disclosure.regulations.made": "7"}))):
            with urlopen(f"{address}/202601{day}030000id_/{URL}", timeout=20) as replayed:
                assert replayed.read() == payload
