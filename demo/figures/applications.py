"""Figures of table three: every application that came in is handled or waits for the next year."""

from collections import Counter
from collections.abc import Mapping
from random import Random

from demo.figures.disclosure import around
from demo.figures.stock import Stock
from parsers.forms import Table

# How often each kind of applicant asks, and how often each result comes out, out of a hundred or so.
APPLICANTS: Mapping[str, int] = {
    "natural_person": 82,
    "business": 9,
    "research": 1,
    "nonprofit": 1,
    "legal_service": 4,
    "other": 3,
}
RESULTS: Mapping[str, int] = {
    "granted": 420,
    "partly_granted": 70,
    "refused.state_secret": 2,
    "refused.prohibited_by_law": 9,
    "refused.security_and_stability": 3,
    "refused.third_party_rights": 14,
    "refused.internal_affairs": 20,
    "refused.process_information": 18,
    "refused.enforcement_files": 16,
    "refused.administrative_enquiry": 10,
    "unavailable.not_held": 260,
    "unavailable.needs_creation": 24,
    "unavailable.unclear": 14,
    "not_processed.petition": 38,
    "not_processed.repeated": 17,
    "not_processed.publication": 2,
    "not_processed.excessive": 2,
    "not_processed.confirmation": 5,
    "other_handling.all": 40,
    "other_handling.correction_overdue": 24,
    "other_handling.fee_unpaid": 1,
    "other_handling.other": 15,
}
NO_RESULTS = ("received", "carried_in", "handled_total", "carried_out")
# One in fourteen waits over the new year: what comes in during December.
WAITING_SHARE = 14


def applications(table: Table, size: int, stock: Stock, rng: Random) -> dict[str, int]:
    """One year of table three; the waiting applications in the stock are replaced by this year's."""
    (block,) = table.blocks
    results = [row.key for row in block.rows if row.key not in NO_RESULTS]
    received = _shared_out(around(size, rng), APPLICANTS, rng)
    rows: dict[str, Counter[str]] = {row.key: Counter() for row in block.rows}
    waiting: dict[str, int] = {}
    for applicant in APPLICANTS:
        before = stock.waiting.get(applicant, 0)
        after = (received[applicant] + before) // WAITING_SHARE
        handled = received[applicant] + before - after
        rows["received"][applicant], rows["carried_in"][applicant] = received[applicant], before
        rows["handled_total"][applicant], rows["carried_out"][applicant] = handled, after
        for result, number in _shared_out(handled, {key: RESULTS[key] for key in results}, rng).items():
            rows[result][applicant] = number
        waiting[applicant] = after
    stock.waiting = waiting
    return _keyed(table.key, rows)


def _shared_out(number: int, weights: Mapping[str, int], rng: Random) -> Counter[str]:
    return Counter(rng.choices(list(weights), weights=list(weights.values()), k=number))


def _keyed(table: str, rows: Mapping[str, Counter[str]]) -> dict[str, int]:
    figures = {}
    for row, numbers in rows.items():
        for applicant in APPLICANTS:
            figures[f"{table}.{row}.{applicant}"] = numbers[applicant]
        figures[f"{table}.{row}.total"] = numbers.total()
    return figures
