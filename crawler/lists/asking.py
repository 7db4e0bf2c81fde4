"""What reading a list amounts to, whatever the CMS: parts asked for one after the other, entries in each.

A family's reader is a pure function from the text of one part to a `ListPage`; the spider does the asking
(`crawler/spiders/paged.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from crawler.lists.entries import Entry


class UnreadableListError(Exception):
    """A part of a list is not what its family sends; the message says what came instead."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One request for a part of a list.

    `number` counts the parts of a list from 0; `form` makes it a POST of these fields, `json` one of this
    JSON text; `state` is what the family's reader remembers from one part to the next.
    """

    url: str
    number: int = 0
    form: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    state: Mapping[str, str] = field(default_factory=dict)
    json: str = ""

    @property
    def method(self) -> str:
        """POST where there is a form or JSON, else GET."""
        return "POST" if self.body else "GET"

    @property
    def body(self) -> str:
        """The form or JSON as it is sent."""
        return self.json or urlencode(self.form)

    @property
    def content_type(self) -> str | None:
        """What the body is; None where there is none."""
        if self.json:
            return "application/json;charset=UTF-8"
        return "application/x-www-form-urlencoded" if self.form else None

    @property
    def key(self) -> str:
        """What tells this request from others: address and body."""
        return f"{self.url} {self.body}".strip()


@dataclass(frozen=True, slots=True)
class RowDocument:
    """A document that a list names beside a report: its address, its name, and the report's page."""

    url: str
    title: str
    page: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """One part of a list: its entries, the lists it leads to, and how to ask for the next part.

    `following` is asked for only if this part brought something new. `promised` is how many entries the
    page says the list has: nothing stops on it, what is wanting in the end is counted. `documents` are
    those that rows name themselves, which the report's page may not link to.
    """

    entries: tuple[Entry, ...] = ()
    lists: tuple[Ask, ...] = ()
    following: Ask | None = None
    promised: int | None = None
    documents: tuple[RowDocument, ...] = ()
