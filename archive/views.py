"""The SQL of the views `headline` and `latest`, built from the forms so that a new form needs no edit here.

A sum is NULL as soon as one addend is unknown, which is what SQL's `+` gives. Which rows are summed depends
on the report's own form: a row that only another form has is not applicable, and so is not unknown.
"""

from collections.abc import Mapping

from archive.figure_tables import FIGURE_TABLES
from parsers.forms import FORMS, Form

# The rows of the applications table that headline takes as they are.
AS_PRINTED = ("received", "carried_in", "granted", "partly_granted")
# The groups of rows that headline sums.
SUMMED = ("refused", "unavailable", "not_processed", "other_handling")


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


def headline_sql(forms: Mapping[str, Form]) -> str:
    """The view `headline`: one row a report, comparable across forms."""
    printed = "".join(f"    a.{row},\n" for row in AS_PRINTED)
    sums = "".join(f"    {summed_rows(forms, group)} AS {group},\n" for group in SUMMED)
    return f"""WITH counted AS (
  SELECT
    r.id AS report_id, g.name AS agency, g.area, g.place, g.level, r.year,
{printed}{sums}    a.handled_total,
    a.carried_out,
    rec.total AS reconsiderations,
    direct.total + after.total AS lawsuits,
    r.checks_failed, r.figures_stated, r.url
  FROM reports r
  JOIN agencies g ON g.id = r.agency_id
  LEFT JOIN applications a ON a.report_id = r.id AND a.applicant = 'total'
  LEFT JOIN remedies rec ON rec.report_id = r.id AND rec.procedure = 'reconsideration'
  LEFT JOIN remedies direct ON direct.report_id = r.id AND direct.procedure = 'litigation_direct'
  LEFT JOIN remedies after
    ON after.report_id = r.id AND after.procedure = 'litigation_after_reconsideration'
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
  reconsiderations, lawsuits, checks_failed, figures_stated, url
FROM counted"""


LATEST_SQL = """SELECT h.*
FROM headline h
JOIN reports r ON r.id = h.report_id
WHERE NOT EXISTS (
  SELECT 1 FROM reports newer WHERE newer.agency_id = r.agency_id AND newer.year > r.year
)"""

VIEW_SQL: Mapping[str, str] = {"headline": headline_sql(FORMS), "latest": LATEST_SQL}
