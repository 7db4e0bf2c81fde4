"""What `demo/reports/*.toml` may say, and the report that comes of it.

A file describes one host: its agencies with their years, and the traps its lists hold beside the reports.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from demo.figures.profile import Profile


class Strict(BaseModel):
    """A record that rejects fields it does not know, so that a typo is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Agency(Strict):
    """One agency: `short` is what it calls itself, `channel` the folder of its reports ({year} filled in).

    `given` states whole years (what is not named is zero), `misprints` single figures printed wrongly.
    `disallowed` reports stand where robots.txt forbids to go; `one_document` years are channels of their
    own that show the report in place.
    """

    id: str
    name: str
    short: str
    kind: Literal["government", "department", "township"]
    years: tuple[int, ...]
    channel: str
    profile: Profile
    given: Mapping[str, Mapping[str, int]] = Field(default_factory=dict)
    misprints: Mapping[str, Mapping[str, int]] = Field(default_factory=dict)
    published: Mapping[str, date] = Field(default_factory=dict)
    titles: Mapping[str, str] = Field(default_factory=dict)
    one_document: tuple[int, ...] = ()
    disallowed: bool = False


class Trap(Strict):
    """A list entry that leads to no report of its own; `kind` says what answers there.

    One that stands `beside` a report is a second link in that report's row; one `elsewhere` links straight
    to an address on another host, `to`.
    """

    channel: str
    title: str
    date: date
    kind: Literal[
        "moved",
        "off_list",
        "elsewhere",
        "gone",
        "soft_404",
        "disallowed",
        "notice",
        "placeholder",
        "pictures",
        "home",
        "forbidden",
        "refresh",
        "shell",
        "cut",
        "too_often",
        "failing",
    ]
    to: str = ""
    beside: str = ""
    why: str


class Channel(Strict):
    """One list. `beyond` pages are announced that do not exist: the first is a stub, the next are missing.

    With `script_rows` each row is written by a script of its own, with `script_pager` the pager is. Lists
    that count their rows instead of their pages announce `beyond` rows too many. The yearly reports on the
    websites of `website_reports` stand among the rows, a decade of them for each agency; nothing stands
    behind them.
    `style` says how the list is served where the family knows several ways.
    """

    path: str
    name: str
    per_page: int = 20
    beyond: int = 0
    script_rows: bool = False
    script_pager: bool = False
    website_reports: tuple[str, ...] = ()
    style: str = ""


class SiteFile(Strict):
    """One file of `demo/reports/`: a host, the folder its lists live in, its agencies and traps.

    `family` is the CMS it imitates, by the name of its adapter: what its addresses and lists look like. Each
    answer takes `seconds`; one that wants its `cookie` sends whoever comes without it back for it.
    """

    id: str
    host: str
    name: str
    place: str
    root: str
    extension: Literal["html", "shtml", ""]
    family: str = "trs_wcm"
    channels: tuple[Channel, ...]
    agencies: tuple[Agency, ...]
    traps: tuple[Trap, ...] = ()
    seconds: float = 0.0
    cookie: bool = False


@dataclass(frozen=True, slots=True)
class DemoReport:
    """One report of the imitation web with its true figures, before anything is printed.

    `forms` names the form of each table; `deviations` what the page does differently from the form.
    """

    id: str
    site: SiteFile
    agency: Agency
    year: int
    published: date
    channel: str
    url: str
    title: str
    forms: Mapping[str, str]
    figures: Mapping[str, int]
    deviations: frozenset[str]
    first_night: int = 1
    last_night: int = 99

    @property
    def printed_agency(self) -> str:
        """The agency as this report names it."""
        return self.agency.short if "agency_short_name" in self.deviations else self.agency.name

    @property
    def seed(self) -> str:
        """What random choices about this report's page start from."""
        return f"{self.id}/page"
