"""The list of sites: one `[[site]]` entry each in `crawler/sites/*.toml`, one file a province.

sites = load_sites([FOLDER])
sites["mva"].lists
"""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from crawler.sites.model import Site

__all__ = ["FOLDER", "Site", "SiteListError", "describe_fault", "load_sites"]

FOLDER = Path(__file__).parent


class SiteListError(Exception):
    """Entries that are not valid; the message has one line a fault, naming file, site, field and reason."""


def load_sites(folders: Iterable[Path] = (FOLDER,)) -> dict[str, Site]:
    """Every entry of every `*.toml` file in `folders`, by id. Raise SiteListError naming each fault."""
    sites: dict[str, Site] = {}
    origins: dict[str, Path] = {}
    faults: list[str] = []
    for path in [path for folder in folders for path in _files(folder)]:
        for entry in _entries(path, faults):
            site = _site(path, entry, faults)
            if site is None:
                continue
            if site.id in sites:
                faults.append(f'{path}: site "{site.id}": id: already used in {origins[site.id]}')
            sites[site.id], origins[site.id] = site, path
    if faults:
        raise SiteListError("\n".join(faults))
    return sites


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise SiteListError(f"{folder}: there is no such folder of site entries")
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise SiteListError(f"{folder}: holds no *.toml file with site entries")
    return files


def _entries(path: Path, faults: list[str]) -> list[dict[str, Any]]:
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        faults.append(f"{path}: not valid TOML: {error}")
        return []
    entries = data.pop("site", [])
    faults += [f"{path}: {key}: unknown; entries are written as [[site]]" for key in data]
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        faults.append(f"{path}: site: entries are written as [[site]]")
        return []
    return entries


def _site(path: Path, entry: dict[str, Any], faults: list[str]) -> Site | None:
    try:
        return Site.model_validate(entry)
    except ValidationError as error:
        name = f'site "{entry["id"]}"' if "id" in entry else f'site named "{entry.get("name", "?")}"'
        faults += [f"{path}: {name}: {describe_fault(e)}" for e in error.errors()]
        return None


def describe_fault(error: ErrorDetails) -> str:
    """`lists[0]: reason`. What is wrong between two fields names the field itself."""
    field = "".join(f"[{part}]" if isinstance(part, int) else str(part) for part in error["loc"])
    return f"{field}: {_reason(error)}" if field else _reason(error)


def _reason(error: ErrorDetails) -> str:
    if error["type"] == "extra_forbidden":
        return "unknown field"
    if error["type"] == "missing":
        return "required, but not there"
    return str(error["msg"]).removeprefix("Value error, ")
