"""The SQL of the views; those of figures are built from the forms, so that a new form needs no edit here.

A sum is NULL as soon as one addend is unknown, which is what SQL's `+` gives. Which rows are summed depends
on the report's own form: a row that only another form has is not applicable, and so is not unknown.
"""

from collections.abc import Iterable, Mapping

from archive.figure_tables import FIGURE_TABLES
from archive.outcome_terms import outcomes_of
from parsers.forms import FORMS, Form

# The rows of the applications table that headline takes as they are.
AS_PRINTED = ("received", "carried_in", "granted", "partly_granted")
# The groups of rows that headline sums.
SUMMED = ("refused", "unavailable", "not_processed", "other_handling")


# Where a report has the statistics table of 2014 instead, the indicators that mean the same.
FROM_STATISTICS: Mapping[str, str] = {
    "received": "applications_received",
    "granted": "applications_granted",
    "partly_granted": "applications_partly_granted",
    "refused": "applications_refused",
    "handled_total": "applications_answered",
    "reconsiderations": "reconsideration_total",
    "lawsuits": "litigation_total",
}


def summed_rows(forms: Mapping[str, Form], group: str) -> str:
    """SQL for the sum of the rows `<group>.*`, each form's own rows for reports on that form."""
    cases = {
        name: " + ".join(f"a.{column}" for column in _group_columns(form, group))
        for name, form in forms.items()
        if "applications" in form.tables and _group_columns(form, group)
    }
    whens = "\n".join(f"      WHEN '{name}' THEN {total}" for name, total in cases.items())
    return f"CASE r.form_applications\n{whens}\n    END"


def _group_columns(form: Form, group: str) -> list[str]:
    rows = [row.key for block in form.tables["applications"].blocks for row in block.rows]
    places = FIGURE_TABLES["applications"].places
    return [places[f"applications.{key}.total"][1] for key in rows if key.startswith(f"{group}.")]


def _of_any_form(name: str, own: str) -> str:
    """SQL for one column: from tables three and four, or from the statistics table of older reports."""
    if name not in FROM_STATISTICS:
        return f"{own} AS {name}"
    table = "form_remedies" if name in ("reconsiderations", "lawsuits") else "form_applications"
    return f"CASE WHEN r.{table} IS NULL THEN s.{FROM_STATISTICS[name]} ELSE {own} END AS {name}"


# The rows of the wide tables that headline is made of: table, name in the query, row.
SOURCES = (
    ("applications", "a", "total"),
    ("remedies", "rec", "reconsideration"),
    ("remedies", "direct", "litigation_direct"),
    ("remedies", "after", "litigation_after_reconsideration"),
    ("statistics", "s", None),
)


def joined_row(table: str, name: str, row: str | None, *, corrected: bool) -> str:
    """SQL that joins one row a report of a table, as printed or with corrections in their places."""
    key = FIGURE_TABLES[table].key_column
    chosen = f" AND {name}.{key} = '{row}'" if key else ""
    joined = f"({_corrected(table, row)})" if corrected else table
    return f"  LEFT JOIN {joined} {name} ON {name}.report_id = r.id{chosen}"


def _corrected(table: str, row: str | None) -> str:
    """SQL for that row of the reports that have corrections alone."""
    key = FIGURE_TABLES[table].key_column
    places = {column: figure for figure, (of, column) in FIGURE_TABLES[table].places.items() if of == row}
    given = ", ".join(f"max(CASE figure WHEN '{f}' THEN corrected END) AS {c}" for c, f in places.items())
    values = ", ".join(f"coalesce(c.{column}, p.{column}) AS {column}" for column in places)
    kept = f"p.report_id, p.{key}" if key else "p.report_id"
    return (
        f"SELECT {kept}, {values} FROM {table} p JOIN (SELECT report_id, {given} FROM corrections "
        f"WHERE status = 'applied' GROUP BY report_id) c ON c.report_id = p.report_id"
    )


def headline_sql(forms: Mapping[str, Form], *, corrected: bool = False) -> str:
    """The view `headline`: one row a report, comparable across forms; or that of the corrected reports."""
    own = {row: f"a.{row}" for row in AS_PRINTED}
    own |= {group: summed_rows(forms, group) for group in SUMMED}
    own |= {"handled_total": "a.handled_total", "carried_out": "a.carried_out"}
    own |= {"reconsiderations": "rec.total", "lawsuits": "direct.total + after.total"}
    figures = "".join(f"    {_of_any_form(name, value)},\n" for name, value in own.items())
    joins = "\n".join(joined_row(*source, corrected=corrected) for source in SOURCES)
    chosen = "WHERE r.id IN (SELECT report_id FROM corrections WHERE status = 'applied')" if corrected else ""
    return f"""WITH counted AS (
  SELECT
    r.id AS report_id, g.name AS agency, g.area, g.place, g.level, r.year,
{figures}    r.checks_failed, r.figures_stated, r.url,
    (SELECT count(*) FROM corrections k WHERE k.report_id = r.id AND k.status = 'applied') AS corrections
  FROM reports r
  JOIN agencies g ON g.id = r.agency_id
{joins}
  {chosen}
)
SELECT
  report_id, agency, area, place, level, year,
  received, carried_in, granted, partly_granted,
  refused, unavailable, not_processed, other_handling,
  handled_total, carried_out,
  round(1.0 * (granted + partly_granted) / handled_total, 4) AS granted_share,
  handled_total AS granted_share_denominator,
  round(1.0 * refused / handled_total, 4) AS refused_share,
  handled_total AS refused_share_denominator,
  reconsiderations, lawsuits, checks_failed, corrections, figures_stated, url
FROM counted"""


LATEST_SQL = """SELECT h.*
FROM headline h
JOIN reports r ON r.id = h.report_id
WHERE NOT EXISTS (
  SELECT 1 FROM reports newer WHERE newer.agency_id = r.agency_id AND newer.year > r.year
)"""

AGENCY_NAMES_SQL = """SELECT
  f.agency_id, f.agency_printed AS spelling, f.agency_name AS name, f.agency_inferred AS inferred,
  n.reports, n.first_year, n.last_year, f.id AS first_report_id
FROM (
  SELECT agency_id, agency_printed, count(*) AS reports, min(year) AS first_year, max(year) AS last_year,
    min(id) AS first_report
  FROM reports
  WHERE agency_printed IS NOT NULL
  GROUP BY agency_id, agency_printed
) n
JOIN reports f ON f.id = n.first_report
ORDER BY f.agency_id, n.last_year DESC, spelling"""

# The newest reading of each address that waits for an editor; see docs/deciding.md.
UNDECIDED_SQL = """SELECT
  p.id AS page_id, p.site_id, p.url,
  CASE p.genre WHEN 'undecided' THEN 'report' ELSE 'agency_or_year' END AS question,
  p.reason, p.list_title, p.fetched_at, p.sha256
FROM pages p
WHERE (p.genre = 'undecided' OR (p.genre = 'report' AND p.result = 'unreadable'))
AND NOT EXISTS (
  SELECT 1 FROM pages newer WHERE newer.url = p.url AND newer.id > p.id AND newer.result IS NOT NULL
)"""

# So many reports of a site dated the same day, for so many different years, were not published that day.
MIGRATED_REPORTS, MIGRATED_YEARS = 5, 3

MIGRATED_SQL = f"""WITH days AS (
  SELECT p.site_id, r.published, count(*) AS reports, count(DISTINCT r.year) AS years
  FROM reports r
  JOIN pages p ON p.id = r.page_id
  WHERE r.published IS NOT NULL
  GROUP BY p.site_id, r.published
  HAVING count(*) >= {MIGRATED_REPORTS} AND count(DISTINCT r.year) >= {MIGRATED_YEARS}
)
SELECT
  r.id AS report_id, g.name AS agency, r.year, r.published,
  d.reports AS reports_of_that_day, d.years AS years_of_that_day, p.site_id, r.url
FROM reports r
JOIN pages p ON p.id = r.page_id
JOIN days d ON d.site_id = p.site_id AND d.published = r.published
JOIN agencies g ON g.id = r.agency_id"""


def _listed(outcomes: Iterable[str]) -> str:
    return ", ".join(f"'{outcome}'" for outcome in sorted(outcomes))


GONE = _listed(outcomes_of("gone"))
# Answers that say whether a page is there; a time-out says nothing of it.
TELLING = _listed(outcomes_of("gone") | outcomes_of("fine"))
GONE_REPORTS_SQL = f"""SELECT
  r.id AS report_id, g.name AS agency, r.year, p.site_id, p.url, p.outcome, r.last_seen AS last_had_at,
  (SELECT min(f.fetched_at) FROM pages f
   WHERE f.url = p.url AND f.outcome IN ({GONE}) AND f.fetched_at > r.last_seen) AS first_gone_at,
  p.fetched_at AS last_gone_at, p.id AS page_id
FROM pages p
JOIN reports r ON r.url = p.url
JOIN agencies g ON g.id = r.agency_id
WHERE p.outcome IN ({GONE})
AND NOT EXISTS (
  SELECT 1 FROM pages n WHERE n.url = p.url AND n.id > p.id AND n.outcome IN ({TELLING})
)
AND EXISTS (
  SELECT 1 FROM pages o
  WHERE o.run_id = p.run_id AND o.kind IN ('list', 'report') AND o.site_id = p.site_id AND o.outcome = 'ok'
)"""

VIEW_SQL: Mapping[str, str] = {
    "headline": headline_sql(FORMS),
    "headline_corrected": headline_sql(FORMS, corrected=True),
    "agency_names": AGENCY_NAMES_SQL,
    "latest": LATEST_SQL,
    "undecided_pages": UNDECIDED_SQL,
    "migrated_reports": MIGRATED_SQL,
    "gone_reports": GONE_REPORTS_SQL,
}
