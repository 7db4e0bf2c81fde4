"""A page on its way from the truth to bytes: what is printed where, and what a careful person could tell from it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from benchmarks.identity.agencies import Agency


@dataclass(slots=True)
class Draft:
    """One page being made.

    `printed_year` stands in titles ("" for none), `wrong_title_year` replaces it there. What is told by a
    careful person is in `tells_agency` and `tells_year`; where it is False, leaving it out is right, and so it
    is where it `may_be_absent`.
    """

    random: Random
    agency: Agency
    year: int
    printed_year: str
    title: list[str] = field(default_factory=list)
    metadata: dict[str, str] = field(default_factory=dict)
    above: list[str] = field(default_factory=list)
    lead: str = ""
    period: str = ""
    contact: str = ""
    narrative: list[str] = field(default_factory=list)
    signature: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    url: str = ""
    list_title: str = ""
    site_is_known: bool = True
    tells_agency: bool = True
    tells_year: bool = True
    year_may_be_absent: bool = False
    agency_may_be_absent: bool = False
    has_other_source: bool = False


Change = Callable[[Draft], None]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way in which real pages differ, with what it does to a draft."""

    name: str
    says: str
    change: Change


class Registry:
    """Patterns by name, in the order in which they were declared."""

    def __init__(self) -> None:
        self.patterns: dict[str, Pattern] = {}

    def pattern(self, change: Change) -> Change:
        """Enter a function under its own name; its docstring describes it in a few words."""
        says = (change.__doc__ or "").rstrip(".")
        self.patterns[change.__name__] = Pattern(change.__name__, says, change)
        return change
