"""What a host is asked and what it answers: the same for the same question on every machine."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from functools import lru_cache
from hashlib import sha256
from typing import Protocol

Maker = Callable[[], "Answer"]


@dataclass(frozen=True, slots=True)
class Question:
    """One request as a host sees it. Query and form fields are decoded; of a repeated name the last counts.

    Header names are in lower case. `body` is what was posted and `target` path and query, both as they came.
    """

    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    method: str = "GET"
    body: bytes = b""
    target: str = ""

    @property
    def fields(self) -> Mapping[str, str]:
        """Query and form together, as many servers take them."""
        return {**self.query, **self.form}


class Host(Protocol):
    """A virtual host."""

    @property
    def name(self) -> str:
        """Its name under .test."""

    def answer(self, question: Question) -> "Answer":
        """What it answers."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One response before it meets the wire.

    `modified` is the day its Last-Modified header names; `headers` are sent besides the usual ones; `seconds`
    pass before it is sent, and only `cut` bytes of its body are. With status 0 the connection is closed
    without an answer.
    """

    status: int
    body: bytes
    content_type: str
    modified: date | None = None
    location: str | None = None
    gzip: bool = False
    headers: tuple[tuple[str, str], ...] = ()
    seconds: float = 0.0
    cut: int | None = None

    @property
    def etag(self) -> str:
        """A validator that changes with the bytes and with nothing else."""
        return f'"{sha256(self.body).hexdigest()[:20]}"'

    @property
    def last_modified(self) -> str | None:
        """The Last-Modified header, at the hour when offices begin."""
        if self.modified is None:
            return None
        return format_datetime(datetime.combine(self.modified, time(1, 0), UTC), usegmt=True)


class StaticHost:
    """A host of files: what stands at each path, and what it says about a path where nothing stands."""

    def __init__(self, name: str, makers: Mapping[str, Maker], missing: Maker) -> None:
        self.name = name
        self._makers = makers
        self._missing = missing
        self._made = lru_cache(maxsize=None)(self._make)

    @property
    def paths(self) -> list[str]:
        """Every path where something stands."""
        return sorted(self._makers)

    def answer(self, question: Question) -> Answer:
        """What stands at the address as it was asked for, else at its path; a form changes nothing."""
        return self._made(question.target if question.target in self._makers else question.path)

    def _make(self, path: str) -> Answer:
        return self._makers.get(path, self._missing)()
