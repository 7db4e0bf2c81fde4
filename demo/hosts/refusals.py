"""Hosts that refuse, challenge, mislead or break off (`demo/refusals.toml`), one a way of doing so."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from demo.hosts.answer import Answer, Question

FILE = Path(__file__).parent.parent / "refusals.toml"
LIST_PATH = "/zwgk/nb/"
HTML = "text/html; charset=utf-8"
ALLOW_ALL = "User-agent: *\nAllow: /\n"


class Refusal(BaseModel):
    """One way of refusing: the answer to every path, and the outcome that a crawl must record.

    `robots` is what robots.txt says and `robots_status` with what status; every other answer takes `seconds`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    outcome: str
    status: int
    why: str
    body: str = ""
    location: str | None = None
    headers: dict[str, str] = Field(default_factory=dict)
    content_type: str = HTML
    robots: str = ALLOW_ALL
    robots_status: int = 200
    seconds: float = 0.0
    cut: int | None = None


class RefusalHost:
    """A host of one refusal."""

    def __init__(self, name: str, refusal: Refusal) -> None:
        self.name = name
        self._refusal = refusal

    def answer(self, question: Question) -> Answer:
        """robots.txt, or the refusal."""
        if question.path == "/robots.txt":
            text = self._refusal.robots.encode()
            return Answer(self._refusal.robots_status, text, "text/plain; charset=utf-8")
        return Answer(
            self._refusal.status,
            self._refusal.body.encode(),
            self._refusal.content_type,
            location=self._refusal.location,
            headers=tuple(self._refusal.headers.items()),
            seconds=self._refusal.seconds,
            cut=self._refusal.cut,
        )


def load_refusals(path: Path = FILE) -> dict[str, Refusal]:
    """Every refusal by the name of its host, without .test."""
    data: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    return {name: Refusal.model_validate(refusal) for name, refusal in data.items()}


REFUSALS: Mapping[str, Refusal] = load_refusals()


def refusal_hosts() -> list[RefusalHost]:
    """All of them."""
    return [RefusalHost(f"{name}.test", refusal) for name, refusal in REFUSALS.items()]
