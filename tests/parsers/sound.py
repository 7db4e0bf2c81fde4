"""What holds of every report, whatever the bytes it was read from."""

import json

from parsers import Report
from parsers.forms import FORMS
from parsers.labels import fold_text
from parsers.report import OUTCOMES, Figure

AMOUNTS = frozenset(
    key
    for form in FORMS.values()
    for table in form.tables.values()
    for key, _block, row, column in table.cells()
    if "yuan" in (row.unit, column.unit)
)


def assert_sound(report: Report) -> None:
    """A figure has a value exactly where its state gives one, a count's digits stand in its cell, and the record prints."""
    assert report.outcome in OUTCOMES
    for figure in report.figures.values():
        assert (figure.value is not None) == (figure.state in ("number", "word")), figure
        assert figure.state != "number" or figure.key in AMOUNTS or _is_printed(figure), figure
    json.dumps(report.to_record("-"), ensure_ascii=False, allow_nan=False).encode("utf-8")


def _is_printed(figure: Figure) -> bool:
    return str(abs(figure.value or 0)) in fold_text(figure.raw or "").replace(",", "")
