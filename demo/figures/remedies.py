"""Figures of table four: reconsiderations and lawsuits, their results adding up to their totals."""

from collections import Counter
from random import Random

from demo.figures.disclosure import around
from parsers.forms import Table

RESULTS = {"upheld": 60, "corrected": 12, "other": 16, "pending": 12}
# A lawsuit is rarer than a reconsideration.
PROCEDURES = {"reconsideration": 1.0, "litigation_direct": 0.35, "litigation_after_reconsideration": 0.2}


def remedies(table: Table, size: int, rng: Random) -> dict[str, int]:
    """One year of table four."""
    figures: dict[str, int] = {}
    for procedure, share in PROCEDURES.items():
        number = around(round(size * share), rng)
        results = Counter(rng.choices(list(RESULTS), weights=list(RESULTS.values()), k=number))
        figures.update({f"{table.key}.{procedure}.{result}": results[result] for result in RESULTS})
        figures[f"{table.key}.{procedure}.total"] = number
    return figures
