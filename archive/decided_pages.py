"""Stored pages that are under an editor's decision, or were.

A decision is carried out on the newest reading of each address; older readings stay as they were. A page and
its documents are read again together.
"""

from archive.database import Database
from archive.decisions import Decision, Decisions
from archive.results import RUN_PAGE, RunPage
from archive.units import Unit, unit_of

NEWEST = (
    f"SELECT {RUN_PAGE}, decision FROM pages WHERE id = "
    "(SELECT max(id) FROM pages WHERE url = ? AND result IS NOT NULL)"
)


def decision_on(decisions: Decisions, unit: Unit, page: RunPage) -> Decision | None:
    """The decision about a page or document of a unit.

    That a page is no report holds for the documents attached to it too, unless they are decided themselves.
    """
    own, above = decisions.of(page), decisions.of(unit.page)
    if own is None and above is not None and above.verdict == "not_a_report":
        return above
    return own


def units_decided_otherwise(database: Database, decisions: Decisions) -> list[Unit]:
    """The newest reading of each unit that was read under other decisions than there are now."""
    units: dict[int, Unit] = {}
    for url in sorted(_addresses(database, decisions)):
        row = database.execute(NEWEST, (url,)).fetchone()
        if row is None:
            continue
        fields = dict(row)
        before = fields.pop("decision")
        page = RunPage(**fields)
        unit = unit_of(database, page)
        decision = decision_on(decisions, unit, page)
        if before != (decision.summary if decision else None):
            units[unit.page.id] = unit
    return list(units.values())


def was_decided(database: Database, page: RunPage) -> bool:
    """Whether this address was read under a decision before."""
    row = database.execute(
        "SELECT 1 FROM pages WHERE url = ? AND decision IS NOT NULL LIMIT 1", (page.url,)
    ).fetchone()
    return row is not None


def _addresses(database: Database, decisions: Decisions) -> set[str]:
    """The addresses that are decided now, by themselves or by what they hold, or were decided before."""
    addresses = {row[0] for row in database.execute("SELECT url FROM pages WHERE decision IS NOT NULL")}
    for decision in decisions.by_page.values():
        if decision.url:
            addresses.add(decision.url)
        else:
            rows = database.execute("SELECT url FROM pages WHERE sha256 = ?", (decision.sha256,))
            addresses.update(row[0] for row in rows)
    return addresses
