"""Which records go with a site or with a report, and taking them out of the archive as they stand.

A report goes with its documents, the lists that name it, and the addresses that led to it. A page whose
payload is kept with another record brings that record along.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.database import Database
from archive.warc_exchange import PAYLOAD_FILE, PAYLOAD_OFFSET
from archive.warc_record import Record, read_record, read_records

COLUMNS = "id, kind, url, fetched_at, status, outcome, list_title, report_id, warc_file, warc_offset"
OF_SITE = f"SELECT {COLUMNS} FROM pages WHERE site_id = :key AND warc_file IS NOT NULL ORDER BY id"
OF_REPORT = f"""
WITH own AS (
    SELECT * FROM pages WHERE report_id = :key OR url IN (SELECT url FROM reports WHERE id = :key)
)
SELECT {COLUMNS} FROM pages p WHERE warc_file IS NOT NULL AND (
    id IN (SELECT id FROM own)
    OR (kind = 'attachment' AND list_url IN (SELECT url FROM own))
    OR redirect_url IN (SELECT url FROM own)
    OR (kind = 'list' AND (url, run_id) IN (SELECT list_url, run_id FROM own))
) ORDER BY id
"""
KINDS_TO_OPEN = ("report", "attachment", "list")


@dataclass(frozen=True, slots=True)
class Selection:
    """Pages to take out, in the order they were fetched, with a title for them all."""

    title: str
    pages: list[dict[str, Any]]

    @property
    def to_open(self) -> list[dict[str, Any]]:
        """The pages that a reader would begin with: reports first."""
        shown = [page for page in self.pages if page["status"] == 200 and page["kind"] in KINDS_TO_OPEN]
        return sorted(shown, key=lambda page: (KINDS_TO_OPEN.index(page["kind"]), page["id"]))


def select(database: Database, key: str) -> Selection | None:
    """The pages of a site, or of a report by its id or its address; None where there is neither."""
    site = database.execute("SELECT name FROM sites WHERE id = ?", (key,)).fetchone()
    if site:
        return _selection(database, site[0], OF_SITE, key)
    report = database.execute("SELECT id, title FROM reports WHERE ? IN (id, url)", (key,)).fetchone()
    return _selection(database, report[1] or report[0], OF_REPORT, report[0]) if report else None


def _selection(database: Database, title: str, query: str, key: str) -> Selection:
    return Selection(title, [dict(row) for row in database.execute(query, {"key": key})])


def selected_records(
    folder: Path, selection: Selection, progress: Callable[[str], None] | None = None
) -> Iterator[tuple[bytes, Record]]:
    """The records of a selection, file by file, each with its bytes as they stand in the file.

    Those are the responses, what they refer to, their requests, what is known about them, and who wrote the
    file. `progress` is called with each file when it is done. Raises DamagedRecord.
    """
    wanted = _record_ids(folder, selection)
    for file in sorted(wanted):
        with (folder / file).open("rb") as stream:
            for record in read_records(folder, file):
                if record.offset == 0 or _belongs(record, wanted[file]):
                    stream.seek(record.offset)
                    yield stream.read(record.length), record
        if progress:
            progress(file)


def _record_ids(folder: Path, selection: Selection) -> dict[str, set[str]]:
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for page in selection.pages:
        record = read_record(folder, page["warc_file"], page["warc_offset"])
        wanted[record.file].add(record.fields["warc-record-id"])
        if record.kind == "revisit":
            fields = record.fields
            holder = read_record(folder, fields[PAYLOAD_FILE.lower()], int(fields[PAYLOAD_OFFSET.lower()]))
            wanted[holder.file].add(holder.fields["warc-record-id"])
    return dict(wanted)


def _belongs(record: Record, wanted: set[str]) -> bool:
    named = {"metadata": "warc-refers-to", "request": "warc-concurrent-to"}.get(record.kind, "warc-record-id")
    return record.fields.get(named) in wanted
