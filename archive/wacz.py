"""WACZ 1.1.1: records, their index and a list of pages in one ZIP file that replays in a browser.

    archive/data.warc.gz   indexes/index.cdx.gz, index.idx   pages/pages.jsonl
    datapackage.json       datapackage-digest.json

https://specs.webrecorder.net/wacz/1.1.1/
"""

import gzip
import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from archive.cdxj import INDEXED, index_line, join_lines
from archive.export import Selection
from archive.runs import now
from archive.warc_files import sync_folder
from archive.warc_record import Record

WACZ_VERSION = "1.1.1"
WARC_NAME = "data.warc.gz"
# Lines of the index in one compressed block; a reader unpacks one block to find a page.
BLOCK_LINES = 1024

Resource = dict[str, Any]


def write_wacz(
    output: Path, selection: Selection, records: Iterable[tuple[bytes, Record]], software: str
) -> int:
    """Write the file and return the number of records in it. It is whole under its name or not there."""
    part = output.with_name(f"{output.name}.{os.getpid()}.part")
    try:
        with ZipFile(part, "w") as package:
            warc, lines, number = _write_warc(package, records)
            blocks, secondary = _compress(lines)
            resources = [
                warc,
                _add(package, "indexes/index.cdx.gz", blocks, ZIP_STORED),
                _add(package, "indexes/index.idx", secondary),
                _add(package, "pages/pages.jsonl", _page_list(selection)),
            ]
            description = _package(selection, resources, software)
            _add(package, "datapackage.json", description)
            _add(package, "datapackage-digest.json", _digest(description))
        with part.open("rb") as stream:
            os.fsync(stream.fileno())
        part.rename(output)
        sync_folder(output.parent)
    finally:
        part.unlink(missing_ok=True)
    return number


def _write_warc(package: ZipFile, records: Iterable[tuple[bytes, Record]]) -> tuple[Resource, list[str], int]:
    """The records one after the other, as their bytes stand; the lines of their index."""
    sha256 = hashlib.sha256()
    offset = number = 0
    lines = []
    with package.open(_entry(f"archive/{WARC_NAME}", ZIP_STORED), "w", force_zip64=True) as warc:
        for data, record in records:
            if record.kind in INDEXED:
                lines.append(index_line(replace(record, file=WARC_NAME, offset=offset)))
            warc.write(data)
            sha256.update(data)
            offset += len(data)
            number += 1
    return _resource(f"archive/{WARC_NAME}", sha256.hexdigest(), offset), lines, number


def _compress(lines: list[str]) -> tuple[bytes, bytes]:
    """The index in blocks, each compressed by itself, and a line for each block: where it is."""
    whole = join_lines(lines).splitlines(keepends=True)
    blocks = bytearray()
    secondary = ['!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}\n']
    for start in range(0, len(whole), BLOCK_LINES):
        block = gzip.compress(b"".join(whole[start : start + BLOCK_LINES]), mtime=0)
        digest = f"sha256:{hashlib.sha256(block).hexdigest()}"
        place = json.dumps({"offset": len(blocks), "length": len(block), "digest": digest})
        first = whole[start].split(b" {", 1)[0].decode()
        secondary.append(f"{first} {place}\n")
        blocks += block
    return bytes(blocks), "".join(secondary).encode()


def _page_list(selection: Selection) -> bytes:
    lines: list[Mapping[str, Any]] = [{"format": "json-pages-1.0", "id": "pages", "title": selection.title}]
    for page in selection.to_open:
        title = page["list_title"] or page["url"]
        lines.append({"id": str(page["id"]), "url": page["url"], "ts": page["fetched_at"], "title": title})
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


def _package(selection: Selection, resources: list[Resource], software: str) -> bytes:
    description: dict[str, Any] = {
        "profile": "data-package",
        "title": selection.title,
        "created": now(),
        "wacz_version": WACZ_VERSION,
        "software": software,
        "resources": resources,
    }
    if selection.to_open:
        first = selection.to_open[0]
        description |= {"mainPageURL": first["url"], "mainPageDate": first["fetched_at"]}
    return json.dumps(description, ensure_ascii=False, indent=2).encode()


def _digest(description: bytes) -> bytes:
    stated = f"sha256:{hashlib.sha256(description).hexdigest()}"
    return json.dumps({"path": "datapackage.json", "hash": stated}, indent=2).encode()


def _add(package: ZipFile, path: str, data: bytes, compression: int = ZIP_DEFLATED) -> Resource:
    package.writestr(_entry(path, compression), data)
    return _resource(path, hashlib.sha256(data).hexdigest(), len(data))


def _entry(path: str, compression: int) -> ZipInfo:
    entry = ZipInfo(path)
    entry.compress_type = compression
    entry.external_attr = 0o644 << 16
    return entry


def _resource(path: str, sha256: str, length: int) -> Resource:
    return {"name": path.rpartition("/")[2], "path": path, "hash": f"sha256:{sha256}", "bytes": length}
