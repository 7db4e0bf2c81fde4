"""What became of each address of a report over time, told from every request that was ever made for it.

A page that is gone, one that moved and one that could not be fetched are three different things; which
outcome says which is declared in `address_states.toml`. The table is worked out anew for every publication.
"""

import sqlite3
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("address_states.toml")

# The last request of each run counts: what was tried again is not an observation of its own.
ASKED = """
WITH known AS (SELECT DISTINCT report_id, url FROM pages WHERE report_id IS NOT NULL),
asked AS (
  SELECT k.report_id, k.url, p.id, p.fetched_at, p.outcome, p.status, p.reason, p.redirect_url,
    CASE WHEN p.report_id = k.report_id THEN 'shown' ELSE s.state END AS state,
    row_number() OVER (PARTITION BY k.report_id, k.url, p.run_id ORDER BY p.id DESC) AS from_last
  FROM known k JOIN pages p ON p.url = k.url JOIN temp.outcome_states s ON s.outcome = p.outcome
  WHERE p.result IS NOT 'damaged'
),
turned AS (
  SELECT *, state IS NOT lag(state) OVER (PARTITION BY report_id, url ORDER BY id) AS turns
  FROM asked WHERE from_last = 1
),
stretches AS (
  SELECT *, sum(turns) OVER (PARTITION BY report_id, url ORDER BY id) AS stretch,
    sum(turns) OVER (PARTITION BY report_id, url) AS stretches
  FROM turned
),
counted AS (
  SELECT *, min(fetched_at) OVER one AS since, max(fetched_at) OVER one AS until, count(*) OVER one AS runs,
    max(id) OVER one AS last_id
  FROM stretches WINDOW one AS (PARTITION BY report_id, url, stretch)
)
INSERT INTO address_observations
  (report_id, url, since, until, state, outcome, status, reason, moved_to, asked, latest)
SELECT report_id, url, since, until, state, outcome, status,
  CASE WHEN state = 'shown' THEN NULL ELSE reason END, redirect_url, runs, stretch = stretches
FROM counted WHERE id = last_id
ORDER BY report_id, url, since
"""
# Gone from one address and found at another at the same time or later, it has moved there.
MOVED = """
UPDATE address_observations AS here SET state = 'moved', moved_to = (
  SELECT there.url FROM address_observations there
  WHERE there.report_id = here.report_id AND there.url <> here.url AND there.state = 'shown'
  AND there.until >= here.since ORDER BY there.latest DESC, there.since, there.url LIMIT 1
)
WHERE state = 'gone' AND EXISTS (
  SELECT 1 FROM address_observations there
  WHERE there.report_id = here.report_id AND there.url <> here.url AND there.state = 'shown'
  AND there.until >= here.since
)
"""


@dataclass(frozen=True, slots=True)
class AddressState:
    """One state in both languages, and the outcomes of a request that say so."""

    zh: str
    en: str
    outcomes: tuple[str, ...]


def load_address_states() -> Mapping[str, AddressState]:
    """The states of `address_states.toml`."""
    states = tomllib.loads(FILE.read_text("utf-8"))["states"]
    return {
        name: AddressState(state["zh"], state["en"], tuple(state.get("outcomes", ())))
        for name, state in states.items()
    }


ADDRESS_STATES = load_address_states()


def fill_address_observations(database: sqlite3.Connection) -> None:
    """Fill `address_observations` in place of what it holds; the caller holds the transaction."""
    database.execute("CREATE TEMP TABLE outcome_states (outcome TEXT PRIMARY KEY, state TEXT)")
    states = [(o, name) for name, state in ADDRESS_STATES.items() for o in state.outcomes]
    database.executemany("INSERT INTO temp.outcome_states VALUES (?, ?)", states)
    database.execute("DELETE FROM address_observations")
    database.execute(ASKED)
    database.execute(MOVED)
    database.execute("DROP TABLE temp.outcome_states")
