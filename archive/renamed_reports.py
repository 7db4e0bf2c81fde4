"""A report that turns out to be of another agency or year: the same bytes at the same address, told better.

Its row and everything that belongs to it move to the new id; nothing that was seen is lost. An agency that is
left without reports goes.
"""

from collections.abc import Iterator

from archive.database import Database
from archive.results import RunPage
from archive.schema import SCHEMA

SAME_BYTES = """
SELECT r.id, r.agency_id FROM reports r JOIN pages p ON p.id = r.page_id
WHERE r.url = ? AND p.sha256 = ? AND r.id <> ?
"""


def rename_report(database: Database, page: RunPage, identity: str, agency: str, year: int) -> str | None:
    """Give the report that was read from these bytes before its new id; the caller holds the transaction.

    Returns the id it had. Nothing happens where there is none, or where the new id is taken: then two
    addresses tell the same report, which is for the caller to weigh.
    """
    row = database.execute(SAME_BYTES, (page.url, page.sha256, identity)).fetchone()
    taken = database.execute("SELECT 1 FROM reports WHERE id = ?", (identity,)).fetchone()
    if row is None or taken:
        return None
    before, agency_before = str(row["id"]), str(row["agency_id"])
    # What points at the report and the report itself change in turn; they must agree again at the end.
    database.execute("PRAGMA defer_foreign_keys = ON")
    database.execute(
        "UPDATE reports SET id = ?, agency_id = ?, year = ? WHERE id = ?", (identity, agency, year, before)
    )
    for table in _pointing_at_reports():
        database.execute(f'UPDATE "{table}" SET report_id = ? WHERE report_id = ?', (identity, before))
    database.execute(
        "DELETE FROM agencies WHERE id = ? AND NOT EXISTS "
        "(SELECT 1 FROM reports WHERE agency_id = agencies.id)",
        (agency_before,),
    )
    return before


def _pointing_at_reports() -> Iterator[str]:
    for name, table in SCHEMA.tables.items():
        if "report_id" in table.columns:
            yield name
