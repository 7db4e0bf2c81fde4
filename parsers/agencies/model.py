"""What is known of an agency: its full official name, where it belongs, and how each step was told."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from parsers.agencies.vocabulary import Kind, Level, Scope


@dataclass(frozen=True, slots=True)
class SiteContext:
    """What the site list says of the site that a page stands on; all empty where it is not known.

    `area` is the GB/T 2260 code of the site's place, `place` its full name (辽宁省本溪市南芬区), `agency` the
    body that a report belongs to which names none.
    """

    area: str = ""
    place: str = ""
    agency: str = ""


class Step(NamedTuple):
    """One step from the printed name to the full one.

    `source` says what it rests on: `rule`, `site`, `area_table`, `alias`, or where on the page it stands
    (`publisher`, `signature`, `sentence`, `contact`). `inferred` is true where another reading is possible.
    """

    step: str
    before: str
    after: str
    source: str
    inferred: bool = False
    note: str = ""

    def to_record(self) -> dict[str, Any]:
        """The step as JSON-ready object."""
        record: dict[str, Any] = {
            "step": self.step,
            "from": self.before,
            "to": self.after,
            "source": self.source,
            "inferred": self.inferred,
        }
        return record | ({"note": self.note} if self.note else {})


class Witness(NamedTuple):
    """A name that the page gives elsewhere than in its title, and where."""

    source: str
    name: str


@dataclass(frozen=True, slots=True)
class Naming:
    """What a page says of who reports: the name as printed, where, and the other names it gives.

    `printed` is empty where no title, line or sentence names an agency. `aggregate` says that a sentence of
    the report speaks for others as well.
    """

    printed: str
    source: str
    witnesses: tuple[Witness, ...] = ()
    aggregate: bool = False


class AgencyBasis(NamedTuple):
    """What an agency is told by: the words of the page, the site it stands on, and the fiscal year."""

    naming: Naming
    site: SiteContext
    year: int | None


@dataclass(frozen=True, slots=True)
class Agency:
    """A resolved agency. `bodies` has the full name of each body where several report together.

    `area` is a GB/T 2260 code: that of the agency's place, or where the table has none, of the nearest one
    around it; "" where no place is known. `level` and `kind` are None where no rule tells them.
    """

    name: str
    printed: str
    area: str = ""
    place: str = ""
    level: Level | None = None
    kind: Kind | None = None
    scope: Scope | None = None
    bodies: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()

    @property
    def certain(self) -> bool:
        """Whether no step was inferred and none failed."""
        return not any(step.inferred for step in self.steps) and not self.remarks
