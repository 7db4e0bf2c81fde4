"""What differs between two records of a report (`archive.revisions.revision_record`): figures and paragraphs.

>>> [change.kind for change in figure_changes({"a": 1, "b": ["blank", ""]}, {"a": 2, "b": 0})]
['changed', 'gained']
"""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any, Literal, NamedTuple

# A figure is gained or lost with its value; `state` says that only the reason for having none is another.
FigureChangeKind = Literal["gained", "lost", "changed", "state"]
ParagraphChangeKind = Literal["added", "removed", "changed"]

# The title is compared as if it were a section before the first.
TITLE_SECTION = 0


class FigureChange(NamedTuple):
    """One figure that is read otherwise; value, state and text before and after, or None."""

    key: str
    kind: FigureChangeKind
    before_value: Any
    before_state: str | None
    before_raw: str | None
    after_value: Any
    after_state: str | None
    after_raw: str | None


class ParagraphChange(NamedTuple):
    """One paragraph of a section that is worded otherwise, is new, or is no longer there."""

    section: int
    kind: ParagraphChangeKind
    before: str | None
    after: str | None


def figure_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[FigureChange]:
    """The figures that differ, in the order in which the later record has them."""
    for key in dict.fromkeys([*after, *before]):
        if before.get(key) != after.get(key):
            old, new = recorded(before.get(key)), recorded(after.get(key))
            yield FigureChange(key, _kind(old[0], new[0]), *old, *new)


def recorded(figure: object) -> tuple[Any, str | None, str | None]:
    """Value, state and text of a figure as a record has it; all None where it has none."""
    if figure is None:
        return None, None, None
    if not isinstance(figure, list):
        return figure, "number", None
    state, raw, *value = figure
    return (value[0] if value else None), state, raw


def paragraph_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[ParagraphChange]:
    """The paragraphs that differ between two whole records, the title first; white space does not count."""
    old, new = _texts(before), _texts(after)
    for section in sorted(old.keys() | new.keys()):
        for kind, earlier, later in _differing(old.get(section, ()), new.get(section, ())):
            yield ParagraphChange(section, kind, earlier, later)


def _kind(before: object, after: object) -> FigureChangeKind:
    if before is None:
        return "state" if after is None else "gained"
    return "lost" if after is None else "changed"


def _texts(record: Mapping[str, Any]) -> dict[int, tuple[str, ...]]:
    sections = {TITLE_SECTION: record["title"] or "", **{int(n): t for n, t in record["sections"].items()}}
    return {
        number: tuple(filter(None, map(str.strip, text.splitlines()))) for number, text in sections.items()
    }


def _differing(
    before: Sequence[str], after: Sequence[str]
) -> Iterator[tuple[ParagraphChangeKind, str | None, str | None]]:
    old_folded, new_folded = (["".join(text.split()) for text in texts] for texts in (before, after))
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old_folded, new_folded, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for old, new in zip_longest(before[i1:i2], after[j1:j2]):
            yield ("added" if old is None else "removed" if new is None else "changed"), old, new
