"""What a killed crawl leaves behind: a `.open` file whose last record may be torn.

`recover` cuts it back to its last whole gzip member and gives it its final name, so that everything before
the tear stays readable. A file that a living crawl still writes is locked and left alone.
"""

import fcntl
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from archive.manifest import read_manifest
from archive.warc_files import OPEN_SUFFIX, SUFFIX, finished_files, index_path, sync_folder
from archive.warc_record import DamagedRecord
from archive.warc_writer import finish_file

READ_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Recovered:
    """One left-over file: its final name, the bytes kept and the bytes cut off.

    `damage` says why a file that was left without its index cannot be given one.
    """

    file: str
    kept: int
    cut: int
    damage: str = ""

    def __str__(self) -> str:
        if self.damage:
            return f"{self.damage}: no index was made; `gongkai archive verify` says what to do"
        if not self.kept:
            return f"{self.file}: held no whole record, removed ({self.cut} bytes)"
        return f"{self.file}: recovered, {self.kept} bytes kept, {self.cut} bytes of a torn record cut off"


def recover(folder: Path) -> list[Recovered]:
    """Finish every left-over `.open` file in `folder`; say what was kept and what was cut."""
    found = [_recover_file(path) for path in sorted(folder.glob(f"*{SUFFIX}{OPEN_SUFFIX}"))]
    return [*(recovered for recovered in found if recovered), *_finish_files(folder)]


def _finish_files(folder: Path) -> Iterator[Recovered]:
    """Index and list the files whose writer was killed before it came to that."""
    listed = read_manifest(folder)
    for file in finished_files(folder):
        if file in listed and index_path(folder, file).exists():
            continue
        try:
            finish_file(folder, file)
        except DamagedRecord as error:
            yield Recovered(file, (folder / file).stat().st_size, 0, str(error))


def _recover_file(path: Path) -> Recovered | None:
    """Cut and rename one file; None where a living process still holds it."""
    final_path = path.with_name(path.name.removesuffix(OPEN_SUFFIX))
    with path.open("r+b") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return None
        size = os.fstat(stream.fileno()).st_size
        kept = max(_member_ends(stream), default=0)
        if final_path.exists():
            raise FileExistsError(f"{final_path} exists beside {path}: look at both and remove one")
        stream.truncate(kept)
        os.fsync(stream.fileno())
        if kept:
            path.rename(final_path)
        else:
            path.unlink()
    sync_folder(path.parent)
    return Recovered(final_path.name, kept, size - kept)


def _member_ends(stream: BinaryIO) -> Iterator[int]:
    """The offset behind each whole gzip member, up to the first that is not whole."""
    stream.seek(0)
    end = 0
    chunk = stream.read(READ_BYTES)
    while chunk:
        decompressor = zlib.decompressobj(zlib.MAX_WBITS | 16)
        while not decompressor.eof:
            if not chunk:
                return
            try:
                decompressor.decompress(chunk)
            except zlib.error:
                return
            end += len(chunk) - len(decompressor.unused_data)
            chunk = decompressor.unused_data or stream.read(READ_BYTES)
        yield end
