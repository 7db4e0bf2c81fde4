"""Each kind of damage is found, named with its place, and told what to do about; nothing is changed."""

import gzip
import hashlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from archive.database import open_database
from archive.runs import lines_of_run
from archive.verify import FindingKind, Verified, advice, verify
from archive.warc import Exchange, WarcWriter, read_response
from tests.archive.collection import OTHER_URL, URL, Collection, page
from tests.crawler.crawling import type_in

FILE = "run-000001.warc.gz"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An archive of two runs."""
    collection = Collection(tmp_path)
    collection.fetch({URL: page(), OTHER_URL: page(2022)})
    collection.fetch({URL: page(2020)})
    collection.database.close()
    return tmp_path


def findings(home: Path) -> list[tuple[FindingKind, str]]:
    with closing(open_database(home / "gongkai.db")) as database:
        return [
            (found.kind, f"{found.where}: {found.what}")
            for found in verify(home / "warc", database, Verified())
        ]


def place(home: Path, url: str) -> int:
    with closing(open_database(home / "gongkai.db")) as database:
        (offset,) = database.execute(
            "SELECT warc_offset FROM pages WHERE url = ? AND run_id = 1", (url,)
        ).fetchone()
    return int(offset)


def change(home: Path, sql: str) -> None:
    with closing(open_database(home / "gongkai.db")) as database:
        database.execute(sql)


def rewrite(home: Path, changed: Callable[[bytes], bytes]) -> None:
    """Change the bytes of the first file, and list it as it is then."""
    path = home / "warc" / FILE
    path.write_bytes(changed(path.read_bytes()))
    sums = home / "warc" / "SHA256SUMS"
    others = [line for line in sums.read_text().splitlines() if FILE not in line]
    sums.write_text("\n".join([f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {FILE}", *others, ""]))


def test_an_archive_as_it_was_written_has_no_finding(home: Path) -> None:
    counted = Verified()
    sizes: list[int] = []
    with closing(open_database(home / "gongkai.db")) as database:
        assert list(verify(home / "warc", database, counted, sizes.append)) == []
    assert (counted.files, counted.records, counted.pointers) == (2, 2 + 3 * 3, 3)
    assert sum(sizes) == counted.bytes == sum(path.stat().st_size for path in (home / "warc").glob("*.gz"))


def test_a_flipped_bit_is_found_with_its_place_and_the_pages_behind_it_still_hold(home: Path) -> None:
    offset = place(home, URL)
    rewrite(home, lambda data: data[: offset + 60] + bytes([data[offset + 60] ^ 1]) + data[offset + 61 :])
    found = findings(home)
    assert [kind for kind, _ in found] == ["damaged", "damaged"]
    assert found[0][1].startswith(f"{FILE}, offset {offset}: ")
    assert found[1][1].startswith(f"page 1, {URL}: {FILE}, offset {offset}: ")


def test_a_record_whose_digest_does_not_hold_is_found(home: Path) -> None:
    offset = place(home, OTHER_URL)

    def altered(data: bytes) -> bytes:
        whole = gzip.decompress(data[offset:]).split(b"WARC/1.1\r\n")
        # Of the same length, well formed and wrong.
        whole[1] = whole[1].replace(b"2022", b"2032")
        return data[:offset] + b"".join(gzip.compress(b"WARC/1.1\r\n" + record) for record in whole[1:])

    rewrite(home, altered)
    assert (
        "damaged",
        f"{FILE}, offset {offset}: the block has not the digest that the record states",
    ) in findings(home)


def test_a_torn_file_is_found(home: Path) -> None:
    rewrite(home, lambda data: data[:-10])
    assert findings(home)[0][0] == "damaged"
    assert "the file ends in the middle of the record" in findings(home)[0][1]


def test_a_file_that_is_gone_is_found_with_what_was_in_it(home: Path) -> None:
    (home / "warc" / FILE).unlink()
    assert findings(home) == [("missing", f"{FILE}: listed in SHA256SUMS, but not there")]
    (home / "warc" / "SHA256SUMS").unlink()
    assert ("missing", f"{FILE}: not there; 2 pages of the database are in it") in findings(home)


def test_a_file_that_is_whole_and_another_is_found(home: Path) -> None:
    listed = (home / "warc" / "SHA256SUMS").read_text()
    rewrite(
        home,
        lambda data: data + gzip.compress(b"WARC/1.1\r\nWARC-Type: x\r\nContent-Length: 0\r\n\r\n\r\n\r\n"),
    )
    assert findings(home) == []
    (home / "warc" / "SHA256SUMS").write_text(listed)
    assert findings(home) == [("altered", f"{FILE}: its SHA-256 is not the one listed in SHA256SUMS")]


def test_what_can_be_made_again_is_found_and_made_again(home: Path) -> None:
    (home / "warc" / "run-000001.cdxj").write_text("another\n")
    (home / "warc" / "run-000002.cdxj").unlink()
    (home / "warc" / "SHA256SUMS").unlink()
    change(home, f"DELETE FROM pages WHERE url = '{OTHER_URL}'")
    kinds = [kind for kind, _ in findings(home)]
    assert sorted(kinds) == ["not_entered", "unindexed", "unindexed", "unlisted", "unlisted"]
    assert type_in("archive", "index", home=home).exit_code == 0
    assert findings(home) == []


def test_a_database_that_points_elsewhere_is_found(home: Path) -> None:
    change(home, f"UPDATE pages SET url = 'http://x.test/' WHERE url = '{OTHER_URL}'")
    change(home, "UPDATE pages SET sha256 = 'ab' WHERE run_id = 2")
    offset = place(home, "http://x.test/")
    assert findings(home) == [
        ("astray", f"page 2, http://x.test/: {FILE}, offset {offset} is of {OTHER_URL}"),
        (
            "astray",
            f"page 3, {URL}: run-000002.warc.gz, offset {place_two(home)} has another SHA-256 than the database",
        ),
    ]


def place_two(home: Path) -> int:
    with closing(open_database(home / "gongkai.db")) as database:
        return int(database.execute("SELECT warc_offset FROM pages WHERE run_id = 2").fetchone()[0])


def test_a_revisit_without_its_payload_is_found(home: Path) -> None:
    original = read_response(home / "warc", FILE, place(home, URL)).original
    with WarcWriter(home / "warc", "run-3", "Gongkai", "editor@example.org") as writer:
        writer.write_exchange(Exchange(URL, "2026-01-03T03:00:00Z", 200, page()), original)
    assert [kind for kind, _ in findings(home)] == ["not_entered"]
    (home / "warc" / FILE).unlink()
    assert (
        "damaged",
        f"{FILE}, offset {original.offset}: there is no such file in {home / 'warc'}",
    ) in findings(home)


def test_a_file_that_a_killed_crawl_left_is_found_and_a_living_crawl_is_left_alone(home: Path) -> None:
    with WarcWriter(home / "warc", "run-3", "Gongkai", "editor@example.org"):
        assert findings(home) == []
    (home / "warc" / "run-3.warc.gz").rename(home / "warc" / "run-3.warc.gz.open")
    (home / "warc" / "run-3.cdxj").unlink()
    assert ("unfinished", "run-3.warc.gz.open: left by a crawl that was killed") in findings(home)


def test_the_command_says_what_was_found_and_what_to_do(home: Path) -> None:
    (home / "warc" / FILE).unlink()
    told = type_in("archive", "verify", home=home)
    assert told.exit_code == 6
    assert (
        f"missing: {FILE}: listed in SHA256SUMS, but not there\n  → {advice('missing')['en']}\n"
        in told.output
    )
    assert "1 found" in told.output
    assert not (home / "warc" / FILE).exists()


def test_files_are_verified_without_a_database_too(home: Path, tmp_path: Path) -> None:
    (home / "gongkai.db").unlink()
    told = type_in("archive", "verify", home=home)
    assert told.exit_code == 0
    assert "only the files are looked at" in told.output
    assert type_in("archive", "verify", home=tmp_path / "nowhere").exit_code == 2


def test_what_a_killed_run_could_not_describe_is_entered_from_the_next_runs_file(home: Path) -> None:
    with closing(open_database(home / "gongkai.db")) as database:
        runs = [lines_of_run(database, run_id) for run_id in (1, 2)]
    folder = home / "warc"
    with WarcWriter(folder, "run-000001-b", "Gongkai", "editor@example.org", runs[0]) as writer:
        kept = writer.write_exchange(Exchange(OTHER_URL, "2026-01-01T04:00:00Z", 200, b"late"))
        writer.write_exchange(Exchange(OTHER_URL, "2026-01-01T05:00:00Z", 200, b"never described"))
    with WarcWriter(folder, "run-000002-b", "Gongkai", "editor@example.org", runs[1]) as writer:
        late = [("site_id", "yunzhou"), ("kind", "report"), ("outcome", "ok")]
        writer.write_metadata(OTHER_URL, "2026-01-02T03:00:00Z", late, kept.record_id)
    told = type_in("archive", "index", home=home)
    assert "2 runs: 1 pages entered, 3 were there" in told.output
    assert "1 responses are of crawls that were killed" in told.output
    with closing(open_database(home / "gongkai.db")) as database:
        row = database.execute("SELECT * FROM pages WHERE warc_file = 'run-000001-b.warc.gz'").fetchone()
    assert (row["run_id"], row["fetched_at"], row["kind"]) == (1, "2026-01-01T04:00:00Z", "report")
