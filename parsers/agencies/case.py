"""One name on its way to an agency: what is known beforehand, and what was done so far."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from parsers.agencies.model import SiteContext, Step, Witness
from parsers.agencies.places import Place


@dataclass(slots=True)
class Case:
    """What may be used to resolve a name, and the steps and remarks that this has left.

    `home` is the place of the site in the fiscal year; `witnesses` are the other names on the page.
    """

    site: SiteContext
    home: Place
    year: int | None
    witnesses: Sequence[Witness]
    steps: list[Step] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)

    def step(
        self, step: str, before: str, after: str, source: str, *, inferred: bool = False, note: str = ""
    ) -> None:
        """Note one step."""
        self.steps.append(Step(step, before, after, source, inferred, note))

    def remark(self, kind: str, message: str) -> None:
        """Note what an editor would."""
        self.remarks.append((kind, message))
