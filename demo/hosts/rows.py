"""The rows of one list, whatever a family makes of them: newest first, reports and traps alike, in parts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from demo.catalogue.model import Channel, DemoReport, SiteFile
from demo.catalogue.reports import trap_url


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a list. `url` is absolute; `report` is None for a trap."""

    url: str
    title: str
    day: date
    report: DemoReport | None = None

    @property
    def path(self) -> str:
        """The address on its own host."""
        return "/" + self.url.split("/", 3)[3]


def channel_rows(site: SiteFile, channel: Channel, reports: Iterable[DemoReport]) -> list[Row]:
    """What a channel lists, newest first."""
    listed = [Row(r.url, r.title, r.published, r) for r in reports if r.channel == channel.path]
    traps = [Row(trap_url(site, t), t.title, t.date) for t in site.traps if t.channel == channel.path]
    return sorted([*listed, *traps], key=lambda row: row.day, reverse=True)


def in_parts(rows: Sequence[Row], size: int) -> list[Sequence[Row]]:
    """The rows in parts of `size`; one empty part where there are none."""
    return [rows[start : start + size] for start in range(0, len(rows), size)] or [[]]
