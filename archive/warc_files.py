"""The names of WARC files, and making what was written survive a power cut.

A file is called `<name>.warc.gz.open` while it is written. A finished file has its index beside it,
`<name>.cdxj`, and its SHA-256 in `SHA256SUMS`.
"""

import os
from pathlib import Path

SUFFIX = ".warc.gz"
OPEN_SUFFIX = ".open"
INDEX_SUFFIX = ".cdxj"


def warc_path(folder: Path, file: str) -> Path:
    """Where a file of this name is: under it, or under its name while it is written."""
    path = folder / file
    return path if path.exists() else path.with_name(file + OPEN_SUFFIX)


def index_path(folder: Path, file: str) -> Path:
    """Where the index of a file is."""
    return folder / (file.removesuffix(SUFFIX) + INDEX_SUFFIX)


def finished_files(folder: Path) -> list[str]:
    """The names of all finished files, in order."""
    return sorted(path.name for path in folder.glob(f"*{SUFFIX}"))


def write_whole(path: Path, data: bytes) -> None:
    """Write a file that is either whole under its name or not there."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    with part.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    part.rename(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename inside `folder` survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
