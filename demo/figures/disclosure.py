"""Figures of table two: documents, items and decisions, fees and procurement.

Each column key has its own rule, the same in every form that prints it.
"""

from collections.abc import Callable
from random import Random

from demo.figures.profile import Profile
from demo.figures.stock import Stock
from parsers.forms import Table

Figures = dict[str, int]


def around(size: int, rng: Random) -> int:
    """A number near `size`, within a fifth of it or by two; none where there is none."""
    spread = max(size // 5, min(size, 2))
    return rng.randint(size - spread, size + spread)


def disclosure(table: Table, profile: Profile, stock: Stock, rng: Random) -> Figures:
    """One year of table two; the stock is moved on."""
    figures: Figures = {}
    for block in table.blocks:
        columns = tuple(column.key for column in block.columns)
        for row in block.rows:
            values = _RULES[columns](row.key, profile, stock, rng)
            figures.update({f"{table.key}.{row.key}.{c}": v for c, v in zip(columns, values, strict=True)})
    return figures


def _documents_of_2019(row: str, profile: Profile, stock: Stock, rng: Random) -> tuple[int, ...]:
    made, _repealed, in_force = _documents_of_2021(row, profile, stock, rng)
    return made, made, in_force


def _documents_of_2021(row: str, _profile: Profile, stock: Stock, rng: Random) -> tuple[int, ...]:
    before = stock.in_force[row]
    issued = rng.randint(0, 1 + before // 12) if before else 0
    repealed = rng.randint(0, before // 15)
    stock.in_force[row] = before + issued - repealed
    return issued, repealed, stock.in_force[row]


def _items(row: str, profile: Profile, stock: Stock, rng: Random) -> tuple[int, ...]:
    before, change = _item_change(row, profile, stock, rng)
    return before, change, around(getattr(profile, row), rng)


def _item_change(row: str, _profile: Profile, stock: Stock, rng: Random) -> tuple[int, ...]:
    before = stock.items[row]
    change = rng.randint(-(before // 12), before // 9)
    stock.items[row] = before + change
    return before, change


def _decisions(row: str, profile: Profile, _stock: Stock, rng: Random) -> tuple[int, ...]:
    return (around(getattr(profile, row), rng),)


def _fees(_row: str, profile: Profile, _stock: Stock, rng: Random) -> tuple[int, ...]:
    return (around(profile.fees, rng),)


def _procurement(_row: str, profile: Profile, _stock: Stock, rng: Random) -> tuple[int, ...]:
    # Whole hundreds of yuan, as budgets are.
    return around(profile.procurement_projects, rng), around(profile.procurement_amount // 100, rng) * 100


_RULES: dict[tuple[str, ...], Callable[[str, Profile, Stock, Random], tuple[int, ...]]] = {
    ("made", "newly_disclosed", "disclosed_total"): _documents_of_2019,
    ("issued", "repealed", "in_force"): _documents_of_2021,
    ("items_last_year", "items_change", "decisions"): _items,
    ("items_last_year", "items_change"): _item_change,
    ("decisions",): _decisions,
    ("amount",): _fees,
    ("projects", "amount"): _procurement,
}
