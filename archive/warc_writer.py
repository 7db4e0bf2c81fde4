"""Writing WARC files: each exchange is on disk before anything reads it.

A file is called `<name>.warc.gz.open` while it is written, locked by its writer, and gets its final name
when it is whole and synced. Then it is read once from end to end for its index, and listed with its SHA-256.
"""

import fcntl
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from archive.cdxj import write_index
from archive.manifest import list_file
from archive.warc_exchange import (
    Exchange,
    Fields,
    Original,
    fields_record,
    new_record_id,
    request_record,
    response_record,
)
from archive.warc_files import OPEN_SUFFIX, SUFFIX, sync_folder

CONFORMS_TO = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"


@dataclass(frozen=True, slots=True)
class WarcPlace:
    """Where a response record stands: the file's final name, offset and length of its gzip member."""

    file: str
    offset: int
    length: int
    record_id: str = ""


class WarcWriter:
    """One WARC file being written. Raises FileExistsError rather than touch a file that is there.

    `about` has further lines of the warcinfo record: what run the file is part of, for example.
    """

    def __init__(self, folder: Path, name: str, software: str, operator: str, about: Fields = ()) -> None:
        self.file = name + SUFFIX
        self._final_path = folder / self.file
        self._open_path = folder / (self.file + OPEN_SUFFIX)
        if self._final_path.exists():
            raise FileExistsError(f"{self._final_path} exists already")
        self._descriptor = os.open(self._open_path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
        # Held as long as this process lives: recovery leaves a locked file alone.
        fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        self.size = 0
        self.closed = False
        self._append(self._warcinfo(software, operator, about))

    def write_exchange(self, exchange: Exchange, original: Original | None = None) -> WarcPlace:
        """Append the response and its request; both are handed to the system before this returns.

        With `original`, the record that holds the same payload already, the response becomes a revisit of
        it: server-not-modified for a 304, identical-payload-digest for any other.
        """
        record_id = new_record_id()
        response = response_record(exchange, record_id, original)
        place = WarcPlace(self.file, self.size, len(response), record_id)
        self._append(response + (request_record(exchange, record_id) if exchange.method else b""))
        return place

    def write_metadata(self, url: str, written_at: str, about: Fields, record_id: str = "") -> None:
        """Append what is known about an address, or about the response of the record named."""
        refers_to = [("WARC-Refers-To", record_id)] if record_id else []
        fields = [("WARC-Target-URI", url), ("WARC-Date", written_at), *refers_to]
        self._append(fields_record("metadata", fields, about))

    def close(self) -> None:
        """Sync the file and give it its final name. Closing twice is harmless."""
        if self.closed:
            return
        self.closed = True
        os.fsync(self._descriptor)
        self._open_path.rename(self._final_path)
        os.close(self._descriptor)
        sync_folder(self._final_path.parent)
        finish_file(self._final_path.parent, self.file)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _append(self, data: bytes) -> None:
        """Write all or nothing: after half a record everything behind it would be lost to readers."""
        view = memoryview(data)
        try:
            while view:
                view = view[os.write(self._descriptor, view) :]
        except OSError:
            os.ftruncate(self._descriptor, self.size)
            os.lseek(self._descriptor, self.size, os.SEEK_SET)
            raise
        self.size += len(data)

    def _warcinfo(self, software: str, operator: str, about: Fields) -> bytes:
        lines = [
            ("software", software),
            ("operator", operator),
            ("format", "WARC File Format 1.1"),
            ("conformsTo", CONFORMS_TO),
            ("robots", "obey"),
            *about,
        ]
        date = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return fields_record("warcinfo", [("WARC-Date", date), ("WARC-Filename", self.file)], lines)


def finish_file(folder: Path, file: str) -> None:
    """Write the index of a whole file and list its sum. Raises DamagedRecord where it is not whole."""
    write_index(folder, file)
    list_file(folder, file)
