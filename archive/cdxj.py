"""CDXJ: one line for each response of a WARC file, sorted by address and time; replay tools find pages by it.

    test,yunzhou)/nb/1.html 20260101030000 {"url": "http://yunzhou.test/nb/1.html", "mime": "text/html", …}

It is made from the file alone, always the same, and the same as cdxj-indexer makes it.
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path

from archive.url_key import url_key
from archive.warc_files import index_path, write_whole
from archive.warc_reader import split_response
from archive.warc_record import DamagedRecord, Record, read_records

INDEXED = ("response", "revisit")
MIME_END = re.compile(r"[;\s]")
TIME_SIGNS = re.compile(r"[-:TZ]|\.\d+")


def write_index(folder: Path, file: str) -> Path:
    """Write the index beside a finished file and return its path. Raises DamagedRecord."""
    path = index_path(folder, file)
    write_whole(path, index_of(folder, file))
    return path


def index_of(folder: Path, file: str) -> bytes:
    """The index of a file. Raises DamagedRecord."""
    return join_lines(index_line(record) for record in read_records(folder, file) if record.kind in INDEXED)


def join_lines(lines: Iterable[str]) -> bytes:
    """An index of lines in any order."""
    return "".join(sorted(set(lines))).encode()


def index_line(record: Record) -> str:
    """The line of a response or revisit record. Raises DamagedRecord where it holds no HTTP response."""
    try:
        return _line(record)
    except (KeyError, ValueError) as error:
        raise DamagedRecord(record.file, record.offset, f"cannot be indexed: {error}") from error


def _line(record: Record) -> str:
    _, status, headers, _ = split_response(record.block)
    types = [value for name, value in headers if name.lower() == "content-type"]
    mime = "warc/revisit" if record.kind == "revisit" else MIME_END.split(types[0], 1)[0] if types else ""
    url = record.fields["warc-target-uri"]
    entry = {
        "url": url,
        "mime": mime,
        "status": str(status),
        "digest": record.fields.get("warc-payload-digest", ""),
        "length": str(record.length),
        "offset": str(record.offset),
        "filename": record.file,
    }
    told = json.dumps({name: value for name, value in entry.items() if value})
    return f"{_key(url)} {TIME_SIGNS.sub('', record.fields['warc-date'])} {told}\n"


def _key(url: str) -> str:
    """The key of an address; one that cannot be taken apart stands for itself, as with cdxj-indexer."""
    try:
        return url_key(url)
    except ValueError:
        return url
