"""What a host answers: status, body and headers, the same for the same page on every machine."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from functools import lru_cache
from hashlib import sha256

Maker = Callable[[], "Answer"]


@dataclass(frozen=True, slots=True)
class Answer:
    """One response before it meets the wire. `modified` is the day its Last-Modified header names."""

    status: int
    body: bytes
    content_type: str
    modified: date | None = None
    location: str | None = None
    gzip: bool = False

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


class Host:
    """A virtual host: what stands at each path, and what it says about a path where nothing stands."""

    def __init__(self, name: str, makers: Mapping[str, Maker], missing: Maker) -> None:
        self.name = name
        self._makers = makers
        self._missing = missing
        self._made = lru_cache(maxsize=None)(self._make)

    @property
    def paths(self) -> list[str]:
        """Every path where something stands."""
        return sorted(self._makers)

    def answer(self, path: str) -> Answer:
        """The answer to a path; a query string changes nothing on these static hosts."""
        return self._made(path.split("?", 1)[0])

    def _make(self, path: str) -> Answer:
        return self._makers.get(path, self._missing)()
