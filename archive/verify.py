"""Looking at every byte of the archive and every place in it that the database names.

What is found is told and nothing is changed: whether a copy is to be taken back is for a person to say.
"""

import fcntl
import hashlib
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from archive.cdxj import INDEXED, index_line, join_lines
from archive.database import Database
from archive.manifest import MANIFEST, file_sha256, read_manifest
from archive.warc_digest import digest_holds
from archive.warc_files import OPEN_SUFFIX, SUFFIX, finished_files, index_path
from archive.warc_reader import response_of
from archive.warc_record import DamagedRecord, Record, read_record, read_records

FindingKind = Literal[
    "damaged", "missing", "altered", "unlisted", "unfinished", "unindexed", "not_entered", "astray"
]
ADVICE = tomllib.loads(Path(__file__).with_name("findings.toml").read_text("utf-8"))
POINTERS = "SELECT id, url, sha256, warc_offset FROM pages WHERE warc_file = ? ORDER BY warc_offset"
FILES = (
    "SELECT warc_file, count(*) FROM pages WHERE warc_file IS NOT NULL GROUP BY warc_file ORDER BY warc_file"
)

Progress = Callable[[int], None]


def advice(kind: FindingKind) -> dict[str, str]:
    """What to do about a finding, in Chinese (`zh`) and English (`en`)."""
    told: dict[str, str] = ADVICE[kind]
    return told


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be: its kind, the file or record, and what is wrong with it."""

    kind: FindingKind
    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A response record that was found whole: the address it is for and the SHA-256 of its payload."""

    url: str
    sha256: str


@dataclass
class Verified:
    """What was looked at."""

    files: int = 0
    records: int = 0
    bytes: int = 0
    pointers: int = 0


def verify(
    folder: Path, database: Database | None, counted: Verified, progress: Progress | None = None
) -> Iterator[Finding]:
    """Everything that is wrong with the WARC files and with what the database says of them.

    `counted` is filled on the way; `progress` is called with the bytes of each file when it is done.
    """
    listed = read_manifest(folder)
    present = finished_files(folder)
    for file in sorted(listed.keys() - set(present)):
        yield Finding("missing", file, f"listed in {MANIFEST}, but not there")
    for file in present:
        answers: dict[int, Answer] = {}
        yield from _verify_file(folder, file, listed.get(file), answers, counted)
        if database:
            yield from _verify_pointers(folder, file, database, answers, counted)
        counted.files += 1
        counted.bytes += (folder / file).stat().st_size
        if progress:
            progress((folder / file).stat().st_size)
    yield from _unfinished(folder)
    if database:
        yield from _missing_files(database, {*present, *(path.name for path in _open_files(folder))}, listed)


def _verify_file(
    folder: Path, file: str, listed: str | None, answers: dict[int, Answer], counted: Verified
) -> Iterator[Finding]:
    if listed is None:
        yield Finding("unlisted", file, f"not listed in {MANIFEST}")
    elif file_sha256(folder / file) != listed:
        yield Finding("altered", file, f"its SHA-256 is not the one listed in {MANIFEST}")
    try:
        lines = []
        for record in read_records(folder, file):
            counted.records += 1
            yield from _verify_record(folder, record, answers)
            if record.kind in INDEXED:
                lines.append(index_line(record))
        index = index_path(folder, file)
        if not index.exists() or index.read_bytes() != join_lines(lines):
            yield Finding(
                "unindexed", file, f"{index.name} is {'not its index' if index.exists() else 'missing'}"
            )
    except DamagedRecord as error:
        yield Finding("damaged", f"{error.file}, offset {error.offset}", error.reason)


def _verify_record(folder: Path, record: Record, answers: dict[int, Answer]) -> Iterator[Finding]:
    where = f"{record.file}, offset {record.offset}"
    if digest_holds(record.fields.get("warc-block-digest", ""), record.block) is False:
        yield Finding("damaged", where, "the block has not the digest that the record states")
    if record.kind == "request" and not _request_holds(record):
        yield Finding("damaged", where, "the request's body has not the digest that the record states")
    if record.kind not in ("response", "revisit"):
        return
    try:
        stored = response_of(folder, record, decode=False)
    except DamagedRecord as error:
        yield Finding("damaged", f"{error.file}, offset {error.offset}", error.reason)
        return
    answers[record.offset] = Answer(stored.url, hashlib.sha256(stored.payload).hexdigest())


def _request_holds(record: Record) -> bool:
    body = record.block.partition(b"\r\n\r\n")[2]
    return digest_holds(record.fields.get("warc-payload-digest", ""), body) is not False


def _verify_pointers(
    folder: Path, file: str, database: Database, answers: dict[int, Answer], counted: Verified
) -> Iterator[Finding]:
    entered = set()
    for page_id, url, sha256, offset in database.execute(POINTERS, (file,)):
        counted.pointers += 1
        entered.add(offset)
        where = f"page {page_id}, {url}"
        try:
            answer = answers.get(offset) or _read_answer(folder, file, offset)
        except DamagedRecord as error:
            yield Finding("damaged", where, str(error))
            continue
        if answer.url != url:
            yield Finding("astray", where, f"{file}, offset {offset} is of {answer.url}")
        elif sha256 and answer.sha256 != sha256:
            yield Finding("astray", where, f"{file}, offset {offset} has another SHA-256 than the database")
    lacking = len(answers.keys() - entered)
    if lacking:
        yield Finding("not_entered", file, f"{lacking} of its responses are not in the database")


def _read_answer(folder: Path, file: str, offset: int) -> Answer:
    """A response behind a damaged record, which reading in order does not come to."""
    stored = response_of(folder, read_record(folder, file, offset), decode=False)
    return Answer(stored.url, hashlib.sha256(stored.payload).hexdigest())


def _unfinished(folder: Path) -> Iterator[Finding]:
    for path in _open_files(folder):
        with path.open("rb") as stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                continue  # a living crawl writes it
        yield Finding("unfinished", path.name, "left by a crawl that was killed")


def _open_files(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"*{SUFFIX}{OPEN_SUFFIX}"))


def _missing_files(database: Database, present: set[str], listed: dict[str, str]) -> Iterator[Finding]:
    for file, number in database.execute(FILES):
        if file not in present and f"{file}{OPEN_SUFFIX}" not in present and file not in listed:
            yield Finding("missing", file, f"not there; {number} pages of the database are in it")
