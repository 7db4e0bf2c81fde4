"""A report that turns out to be of another agency or year: the same bytes at the same address, told better.

Its row and everything that belongs to it move to the new id; nothing that was seen is lost. An agency that is
left without reports goes.
"""

from collections.abc import Sequence

from archive.database import Database
from archive.reports import tables_of_reports
from archive.results import RunPage

SAME_BYTES = """
SELECT r.id, r.agency_id FROM reports r JOIN pages p ON p.id = r.page_id
WHERE r.url = ? AND p.sha256 = ? AND r.id <> ?
"""
# What a report was read from: its page, and the documents that its tables are in.
SOURCES = """
SELECT p.sha256 FROM pages p WHERE p.id = (SELECT page_id FROM reports WHERE id = ?)
UNION
SELECT p.sha256 FROM provenance v JOIN pages p ON p.id = v.page_id WHERE v.report_id = ?
"""


def sources_of(database: Database, identity: str) -> set[str | None]:
    """The hashes of the files that a report was read from."""
    return {row["sha256"] for row in database.execute(SOURCES, (identity, identity))}


def rename_report(
    database: Database, files: Sequence[RunPage], identity: str, agency: str, year: int
) -> str | None:
    """Give the report that was read from these bytes before its new id; the caller holds the transaction.

    `files` are its page and the documents that its tables are read from now. Returns the id it had. Nothing
    happens where there is none, or where the new id is taken: then two addresses tell the same report, which
    is for the caller to weigh.
    """
    page = files[0]
    row = database.execute(SAME_BYTES, (page.url, page.sha256, identity)).fetchone()
    taken = database.execute("SELECT 1 FROM reports WHERE id = ?", (identity,)).fetchone()
    if row is None or taken:
        return None
    if not sources_of(database, row["id"]) <= {file.sha256 for file in files}:
        # The page is the same, but its document is another: that is not the same report told better.
        return None
    before, agency_before = str(row["id"]), str(row["agency_id"])
    # What points at the report and the report itself change in turn; they must agree again at the end.
    database.execute("PRAGMA defer_foreign_keys = ON")
    database.execute(
        "UPDATE reports SET id = ?, agency_id = ?, year = ? WHERE id = ?", (identity, agency, year, before)
    )
    for table in ("pages", *tables_of_reports()):
        database.execute(f'UPDATE "{table}" SET report_id = ? WHERE report_id = ?', (identity, before))
    database.execute(
        "DELETE FROM agencies WHERE id = ? AND NOT EXISTS "
        "(SELECT 1 FROM reports WHERE agency_id = agencies.id)",
        (agency_before,),
    )
    return before
