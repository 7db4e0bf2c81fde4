"""An agency's figures year after year, 2017 to 2025, from its profile and a seed of its own.

Until 2018 a year is one statistics table, which nothing is carried over from; from 2019 it is three tables.

Given figures (the first report's, for instance) replace the generated ones before the next year starts,
so that continuity holds across them too.
"""

from collections.abc import Callable, Mapping
from random import Random

from demo.figures.applications import APPLICANTS, applications
from demo.figures.disclosure import disclosure
from demo.figures.profile import Profile
from demo.figures.remedies import remedies
from demo.figures.statistics import statistics
from demo.figures.stock import Stock
from parsers.forms import Table

FIRST_YEAR, LAST_YEAR = 2017, 2025

Figures = dict[str, int]
Tables = Mapping[str, Table]


def simulate(
    seed: str, profile: Profile, tables_of: Callable[[int], Tables], given: Mapping[int, Figures]
) -> dict[int, Figures]:
    """Every year's figures. `given[year]` states a whole year: what it does not name is zero."""
    stock = Stock.of(profile)
    years = {}
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        figures = _one_year(tables_of(year), profile, stock, Random(f"{seed}/{year}"))
        if year in given:
            figures = _given_year(figures, given[year])
            _move_stock(stock, figures)
        years[year] = figures
    return years


def _one_year(tables: Tables, profile: Profile, stock: Stock, rng: Random) -> Figures:
    if "statistics" in tables:
        return statistics(tables["statistics"], profile, rng)
    return (
        disclosure(tables["disclosure"], profile, stock, rng)
        | applications(tables["applications"], profile.applications, stock, rng)
        | remedies(tables["remedies"], profile.remedies, rng)
    )


def _given_year(figures: Figures, given: Figures) -> Figures:
    unknown = given.keys() - figures.keys()
    if unknown:
        raise KeyError(f"not a figure of the form: {', '.join(sorted(unknown))}")
    return {key: given.get(key, 0) for key in figures}


def _move_stock(stock: Stock, figures: Figures) -> None:
    if not any(key.startswith("applications.") for key in figures):
        return
    stock.waiting = {who: figures[f"applications.carried_out.{who}"] for who in APPLICANTS}
    for row in stock.items:
        before = figures.get(f"disclosure.{row}.items_last_year")
        if before is not None:
            stock.items[row] = before + figures[f"disclosure.{row}.items_change"]
