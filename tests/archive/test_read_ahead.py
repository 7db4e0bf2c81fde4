"""Reading ahead: where the system has no shared memory, one process reads, and one line says so."""

import logging
import multiprocessing.synchronize

import pytest

from archive.reparse import Wanted, reparse
from tests.archive.collection import OTHER_URL, URL, Collection, page


def test_without_shared_memory_one_process_reads_and_says_so(
    collection: Collection, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    collection.crawl({URL: page(2021), OTHER_URL: page(2022)})
    collection.database.close()

    def refused(*_arguments: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(multiprocessing.synchronize.SemLock, "__init__", refused)
    with caplog.at_level(logging.WARNING):
        rebuilt = reparse(collection.home, Wanted(jobs=2))
    assert (rebuilt.swapped, bool(rebuilt.changes)) == (True, False)
    assert len(caplog.messages) == 1
    assert "/dev/shm" in caplog.messages[0]
    assert "one process" in caplog.messages[0]
