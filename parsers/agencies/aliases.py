"""Spellings that no rule can resolve, entered by hand in `aliases.toml`.

Each entry names the area, the name as printed and the agency it stands for, and says why. A file with a
fault is refused whole, with the file, the entry and the field.
"""

import tomllib
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from parsers.agencies.areas import INVENTED_PREFIX, find_area
from parsers.agencies.vocabulary import KINDS, Kind
from parsers.labels import fold_text

FILE = Path(__file__).with_name("aliases.toml")


class AliasError(Exception):
    """The alias file has faults; the message lists each with file, entry and field."""


class Alias(BaseModel):
    """One spelling: on sites of `area` (or below it), `printed` is `agency`, for this `reason`.

    `from` and `until` bound the fiscal years; `belongs_to` is the code of the agency's own area where that is
    another; `kind` overrides the rules.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    area: str = Field(pattern=r"^[1-9]\d{5}$")
    printed: str = Field(min_length=2)
    agency: str = Field(min_length=2)
    reason: str = Field(min_length=4)
    belongs_to: str = Field(default="", pattern=r"^$|^[1-9]\d{5}$")
    kind: Kind | None = None
    from_: int = Field(default=2007, alias="from", ge=2007, le=2100)
    until: int = Field(default=2100, ge=2007, le=2100)

    @model_validator(mode="after")
    def _is_consistent(self) -> "Alias":
        for code in filter(None, (self.area, self.belongs_to)):
            if not code.startswith(INVENTED_PREFIX) and code != "100000" and find_area(code) is None:
                raise ValueError(f"area: {code} is no GB/T 2260 code in force since 2008")
        if self.from_ > self.until:
            raise ValueError(f"from: {self.from_} is after until: {self.until}")
        return self

    def holds(self, printed: str, area: str, year: int | None) -> bool:
        """Whether this entry is about a printed name on a site of an area in a year."""
        return (
            fold_text(self.printed) == printed
            and _within(area, self.area)
            and (year is None or self.from_ <= year <= self.until)
        )


def find_alias(printed: str, area: str, year: int | None) -> Alias | None:
    """The entry for a name as printed (folded) on a site of an area, or None; the narrowest area first."""
    found = [alias for alias in aliases() if alias.holds(printed, area, year)]
    return min(found, key=lambda alias: alias.area.endswith("00") + alias.area.endswith("0000"), default=None)


@cache
def aliases() -> tuple[Alias, ...]:
    """Every entry of the file that comes with the programme."""
    return load_aliases(FILE)


def load_aliases(path: Path) -> tuple[Alias, ...]:
    """The entries of a file. Raises AliasError with every fault there is."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise AliasError(f"{path}: not readable as TOML: {error}") from error
    entries = data.pop("alias", [])
    faults = [f"{path}: {key}: unknown; entries are written as [[alias]]" for key in data]
    loaded: list[Alias] = []
    for number, entry in enumerate(entries, start=1):
        try:
            loaded.append(Alias.model_validate(entry))
        except ValidationError as error:
            name = entry.get("printed", "?") if isinstance(entry, dict) else "?"
            faults += [f"{path}: alias {number} ({name}): {_fault(dict(e))}" for e in error.errors()]
    faults += [f"{path}: {fault}" for fault in _contradictions(loaded)]
    if faults:
        raise AliasError("\n".join(faults))
    return tuple(loaded)


def _contradictions(entries: list[Alias]) -> list[str]:
    """Entries of one area and spelling whose years overlap."""
    faults = []
    for index, one in enumerate(entries):
        for other in entries[:index]:
            same = (one.area, fold_text(one.printed)) == (other.area, fold_text(other.printed))
            if same and one.from_ <= other.until and other.from_ <= one.until:
                faults.append(f"{one.printed} in {one.area} is entered twice for the same years")
    return faults


def _fault(error: dict[str, object]) -> str:
    field = ".".join(str(part) for part in (error["loc"] or ()))  # type: ignore[attr-defined]
    message = str(error["msg"]).removeprefix("Value error, ")
    if field == "kind":
        message = f"is none of {', '.join(KINDS)}"
    return f"{field}: {message}" if field else message


def _within(area: str, above: str) -> bool:
    stem = above[:2] if above.endswith("0000") else above[:4] if above.endswith("00") else above
    return area.startswith(stem) or above == "100000"
