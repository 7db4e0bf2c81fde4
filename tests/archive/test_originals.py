from pathlib import Path

import pytest

from archive.originals import find_original
from archive.warc import Exchange, WarcWriter, read_response
from tests.archive.collection import OTHER_URL, URL, Collection, page

EXCHANGE = Exchange(OTHER_URL, "2026-02-01T03:00:00Z", 200, page())


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    collection = Collection(tmp_path)
    collection.fetch({URL: page()})
    return collection


def test_a_payload_that_is_there_is_found_under_any_address(collection: Collection) -> None:
    original = find_original(collection.database, collection.home.warc, page())
    assert original is not None
    assert (original.url, original.fetched_at) == (URL, "2026-01-01T03:00:00Z")
    assert find_original(collection.database, collection.home.warc, page(2022)) is None
    assert find_original(collection.database, collection.home.warc, b"") is None


def test_a_revisit_of_a_revisit_refers_to_the_first(collection: Collection) -> None:
    folder = collection.home.warc
    first = find_original(collection.database, folder, page())
    with WarcWriter(folder, "again", "Gongkai", "editor@example.org") as writer:
        place = writer.write_exchange(EXCHANGE, first)
    assert read_response(folder, place.file, place.offset).original == first


@pytest.mark.parametrize("damage", ["torn", "gone", "another"])
def test_a_payload_that_is_no_longer_whole_is_not_referred_to(collection: Collection, damage: str) -> None:
    (path,) = collection.home.warc.glob("*.warc.gz")
    if damage == "torn":
        path.write_bytes(path.read_bytes()[:900])
    elif damage == "gone":
        path.unlink()
    else:
        collection.database.execute("UPDATE pages SET warc_offset = 0")
    assert find_original(collection.database, collection.home.warc, page()) is None
