"""Site entries for the tests, as text and as files."""

from pathlib import Path

FIELDS: dict[str, object] = {
    "id": "yunzhou",
    "name": "云州市人民政府",
    "adapter": "trs_wcm",
    "area": "880100",
    "place": "云州市",
    "level": "city",
    "home_url": "http://www.yunzhou.test/",
    "lists": ["http://www.yunzhou.test/nb/"],
    "evidence": "seen",
    "delay_seconds": 0.0,
    "delay_reason": "loopback",
}


def entry(*without: str, **changes: object) -> str:
    """One `[[site]]` entry, with some fields changed or left out."""
    fields = {**FIELDS, **changes}
    lines = [f"{name} = {_toml(value)}" for name, value in fields.items() if name not in without]
    return "\n".join(["[[site]]", *lines, ""])


def entries(folder: Path, *texts: str, file: str = "sites.toml") -> Path:
    """A folder with one file of entries."""
    folder.mkdir(exist_ok=True)
    (folder / file).write_text("\n".join(texts), "utf-8")
    return folder


def site_at(host: str, site_id: str = "", path: str = "/nb/", /, **changes: object) -> str:
    """The entry of a site that lists at `path` on `host`; its id is the host's first label."""
    changes = {"lists": [f"http://{host}{path}"], "home_url": f"http://{host}/", **changes}
    return entry(id=site_id or host.partition(".")[0].replace("-", "_"), **changes)


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)
