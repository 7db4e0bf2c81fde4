"""What a run did, for all of it and for each of its sites.

The counts are always taken from `pages`, never added up along the way, so that they cannot drift from what
is stored and a run that was cut off can be finished later.
"""

from archive.database import Database

# What storing a page can do, and the column of `runs` and `run_sites` that counts it.
COUNTED_RESULTS = {
    "reports_new": ("new",),
    "reports_changed": ("changed",),
    "reports_unchanged": ("unchanged",),
    "reports_unreadable": ("unreadable", "damaged", "parser_failed"),
    "reports_conflicting": ("conflicting",),
}
SUMMED = ("requests", "bytes", "not_modified", *COUNTED_RESULTS)


def count_run(database: Database, run_id: int) -> None:
    """Count the run's pages and what storing them did, for the run and for each of its sites."""
    for statement in (COUNT_ALL, COUNT_SITES):
        database.execute(statement, {"run_id": run_id})


def _count(column: str) -> str:
    names = ", ".join(f"'{name}'" for name in COUNTED_RESULTS[column])
    return f"count(*) FILTER (WHERE result IN ({names})) AS {column}"


_RESULTS = ", ".join(map(_count, COUNTED_RESULTS))
COUNT_ALL = f"""
UPDATE runs SET (pages, {", ".join(COUNTED_RESULTS)}) = (
    SELECT count(*), {_RESULTS} FROM pages WHERE run_id = :run_id
)
WHERE id = :run_id
"""
# The pages of a run are gone through once, however many sites it has.
COUNT_SITES = f"""
WITH by_outcome AS MATERIALIZED (
    SELECT site_id, outcome, count(*) AS pages, min(fetched_at) AS first, max(fetched_at) AS last,
        count(*) FILTER (WHERE outcome <> 'robots_disallowed') AS requests,
        sum(length) AS bytes, count(*) FILTER (WHERE status = 304) AS not_modified, {_RESULTS}
    FROM pages WHERE run_id = :run_id GROUP BY site_id, outcome
)
UPDATE run_sites SET (started_at, finished_at, outcomes, {", ".join(SUMMED)}) = (
    SELECT min(first), max(last), (
        SELECT json_group_object(outcome, pages) FROM (
            SELECT outcome, pages FROM by_outcome WHERE site_id = run_sites.site_id ORDER BY outcome
        )
    ), {", ".join(f"coalesce(sum({name}), 0)" for name in SUMMED)}
    FROM by_outcome WHERE site_id = run_sites.site_id
)
WHERE run_id = :run_id
"""
