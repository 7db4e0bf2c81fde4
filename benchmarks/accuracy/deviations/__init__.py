"""Every way a report is bent, by what is bent: values, amounts, labels, tables, pages, markup and text."""

from benchmarks.accuracy.deviations import (  # noqa: F401  (each registers its deviations)
    amounts,
    around,
    cells,
    characters,
    headers,
    hybrids,
    labels,
    markup,
    own_tables,
    pages,
    rows,
    sections,
    shapes,
    spans,
    values,
)
from benchmarks.accuracy.registry import DEVIATIONS

__all__ = ["DEVIATIONS"]
