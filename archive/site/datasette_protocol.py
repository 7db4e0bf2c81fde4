"""The part of Datasette that the site uses, as types: Datasette itself is not annotated.

It doubles as the list of what a new version of Datasette must still offer.
"""

import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol, TypeVar

Loaded = TypeVar("Loaded")


class QueryArguments(Protocol):
    """The query string."""

    def get(self, name: str) -> str | None:
        """The first value of a name, or None."""


class Request(Protocol):
    """One request."""

    args: QueryArguments
    url_vars: Mapping[str, str]


class PublishedDatabase(Protocol):
    """One database served."""

    path: str

    def execute_fn(self, function: Callable[[sqlite3.Connection], Loaded]) -> Awaitable[Loaded]:
        """Run a function on a connection in one of Datasette's threads."""


class Datasette(Protocol):
    """The server."""

    def get_database(self, name: str) -> PublishedDatabase:
        """One of its databases."""

    def render_template(
        self, templates: str, context: Mapping[str, object], request: Request
    ) -> Awaitable[str]:
        """Render a template with Datasette's own variables added."""


class TemplateEnvironment(Protocol):
    """Jinja's environment."""

    filters: dict[str, object]
    globals: dict[str, object]
