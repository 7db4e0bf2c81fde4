"""How the operator wants to be told of alerts: by a webhook, by a command, by both, or not at all.

Read from `hook.toml` in the data folder and from the environment, which wins:

    url = "https://chat.newsroom.example/hooks/abc"   GONGKAI_HOOK_URL       gets the JSON by POST
    token = "…"                                       GONGKAI_HOOK_TOKEN     sent as a bearer token
    command = "/usr/local/bin/tell-the-desk --loud"   GONGKAI_HOOK_COMMAND   gets the JSON on standard input
    seconds = 10                                      GONGKAI_HOOK_SECONDS   after which either is given up
    every_run = false                                 GONGKAI_HOOK_EVERY_RUN tell of runs without news too
"""

import shlex
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from archive.home import Home

PREFIX = "GONGKAI_HOOK_"


class HookSettingsError(Exception):
    """The settings contradict themselves; the message names the file or variable and what is wrong."""


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("is no http or https address")
    return value


def _command(value: str) -> str:
    if not shlex.split(value):
        raise ValueError("names no program")
    return value


class HookSettings(BaseModel):
    """Where to send word; `seconds` limits each way of telling."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: Annotated[str, AfterValidator(_web_address)] | None = None
    token: str | None = None
    command: Annotated[str, AfterValidator(_command)] | None = None
    seconds: float = Field(default=10.0, gt=0, le=600)
    every_run: bool = False

    @property
    def is_set(self) -> bool:
        """Whether anybody is to be told."""
        return bool(self.url or self.command)


def read_hook_settings(home: Home, environment: Mapping[str, str]) -> HookSettings:
    """The settings of a data folder, with those of the environment over them. Raise HookSettingsError."""
    path = home.hook
    given = _from_file(path) if path.exists() else {}
    names = {PREFIX + name.upper(): name for name in HookSettings.model_fields}
    given |= {name: environment[variable] for variable, name in names.items() if environment.get(variable)}
    try:
        return HookSettings.model_validate(given)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        raise HookSettingsError(f"{path} or {PREFIX}…: {faults}. 警示通知的设置有误。") from error


def _from_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise HookSettingsError(f"{path}: {error}. 警示通知的设置有误。") from error
