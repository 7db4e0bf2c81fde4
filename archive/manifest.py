"""`SHA256SUMS`: the SHA-256 of every finished WARC file, as `sha256sum --check SHA256SUMS` reads it.

A line is only ever added. A file that no longer has its sum is for a person to look at.
"""

import fcntl
import hashlib
import os
from pathlib import Path

MANIFEST = "SHA256SUMS"


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_manifest(folder: Path) -> dict[str, str]:
    """The sum of each file listed. A line cut short by a power failure is not counted."""
    path = folder / MANIFEST
    if not path.exists():
        return {}
    lines = path.read_text("utf-8").split("\n")[:-1]
    return {name: sha256 for sha256, _, name in (line.partition("  ") for line in lines)}


def list_file(folder: Path, file: str) -> str:
    """Enter a finished file with its sum, unless it is listed already; the sum as listed."""
    with (folder / MANIFEST).open("a+b") as stream:
        # Other processes list their files, too.
        fcntl.flock(stream, fcntl.LOCK_EX)
        listed = read_manifest(folder).get(file)
        if listed:
            return listed
        sha256 = file_sha256(folder / file)
        stream.seek(0)
        whole = stream.read().rpartition(b"\n")
        stream.truncate(len(whole[0]) + len(whole[1]))
        stream.write(f"{sha256}  {file}\n".encode())
        stream.flush()
        os.fsync(stream.fileno())
    return sha256
