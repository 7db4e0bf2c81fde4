import json
import subprocess
from pathlib import Path

import pytest

from archive.cdxj import index_of, write_index
from archive.manifest import file_sha256, read_manifest
from archive.warc import DamagedRecord, Exchange, WarcWriter, read_response, recover
from archive.warc_files import finished_files
from tests.archive.test_url_key import KEYS
from tests.archive.warc_tools import warc_tool

HTML = (("Content-Type", "text/html; charset=utf-8"),)
REQUEST = b"GET / HTTP/1.1\r\n\r\n"
STRANGE = [
    "http://a.test:99999/x",
    "http://[::1]/x",
    "http://a.test/%",
    "http://a.test/x?u=http://b.test/?z#k",
]


def archive(folder: Path) -> str:
    """A file with every kind of record and many kinds of addresses."""
    with WarcWriter(folder, "run-1", "Gongkai/test", "editor@example.test") as warc:
        for number, url in enumerate([*KEYS, *STRANGE]):
            payload = f"page {number}".encode()
            fetched_at = f"2026-01-01T03:00:{number:02}Z"
            place = warc.write_exchange(Exchange(url, fetched_at, 200, payload, HTML, request_head=REQUEST))
        warc.write_metadata(url, fetched_at, [("via", "http://a.test/")], place.record_id)
        original = read_response(folder, place.file, place.offset).original
        warc.write_exchange(
            Exchange(url, "2026-01-02T03:00:00Z", 200, payload, HTML, request_head=REQUEST), original
        )
        warc.write_exchange(Exchange(url, "2026-01-03T03:00:00Z", 304, b"", request_head=REQUEST), original)
        warc.write_exchange(
            Exchange("http://a.test/none", "2026-01-03T03:00:00Z", 404, b"", request_head=REQUEST)
        )
    return warc.file


def test_each_response_has_a_line_that_leads_to_its_record(tmp_path: Path) -> None:
    file = archive(tmp_path)
    lines = (tmp_path / "run-1.cdxj").read_text().splitlines()
    assert len(lines) == len(KEYS) + len(STRANGE) + 3
    assert lines == sorted(lines)
    for line in lines:
        entry = json.loads(line.split(" ", 2)[2])
        stored = read_response(tmp_path, file, int(entry["offset"]))
        assert (stored.url, str(stored.status)) == (entry["url"], entry["status"])
        mime = "text/html" if stored.status == 200 else None
        assert entry.get("mime") == ("warc/revisit" if stored.revisit else mime)


def test_the_index_made_again_is_the_same_byte_for_byte(tmp_path: Path) -> None:
    file = archive(tmp_path)
    first = (tmp_path / "run-1.cdxj").read_bytes()
    (tmp_path / "run-1.cdxj").unlink()
    assert write_index(tmp_path, file).read_bytes() == first == index_of(tmp_path, file)


@pytest.mark.warc_tools
def test_cdxj_indexer_makes_the_same_index(tmp_path: Path) -> None:
    file = archive(tmp_path)
    command = [str(warc_tool("cdxj-indexer")), "--sort", str(tmp_path / file)]
    made = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (tmp_path / "run-1.cdxj").read_text() == made.stdout


def test_each_finished_file_is_listed_with_a_sum_that_sha256sum_accepts(tmp_path: Path) -> None:
    archive(tmp_path)
    with WarcWriter(tmp_path, "run-2", "Gongkai/test", "editor@example.test"):
        assert list(read_manifest(tmp_path)) == ["run-1.warc.gz"]
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.stdout == "run-1.warc.gz: OK\nrun-2.warc.gz: OK\n"
    assert checked.returncode == 0


def test_a_line_that_was_cut_short_is_written_again(tmp_path: Path) -> None:
    file = archive(tmp_path)
    manifest = tmp_path / "SHA256SUMS"
    manifest.write_bytes(manifest.read_bytes()[:-9])
    assert recover(tmp_path) == []
    assert read_manifest(tmp_path) == {file: file_sha256(tmp_path / file)}


def test_a_file_whose_writer_was_killed_before_indexing_is_indexed_at_the_next_start(tmp_path: Path) -> None:
    archive(tmp_path)
    index = (tmp_path / "run-1.cdxj").read_bytes()
    (tmp_path / "run-1.cdxj").unlink()
    (tmp_path / "SHA256SUMS").unlink()
    assert recover(tmp_path) == []
    assert (tmp_path / "run-1.cdxj").read_bytes() == index
    assert list(read_manifest(tmp_path)) == finished_files(tmp_path) == ["run-1.warc.gz"]


def test_a_damaged_file_without_an_index_is_named_and_does_not_stand_in_the_way(tmp_path: Path) -> None:
    file = archive(tmp_path)
    (tmp_path / "run-1.cdxj").unlink()
    (tmp_path / file).write_bytes((tmp_path / file).read_bytes()[:-5])
    (found,) = recover(tmp_path)
    assert "the file ends in the middle of the record: no index was made" in str(found)
    with pytest.raises(DamagedRecord):
        index_of(tmp_path, file)
