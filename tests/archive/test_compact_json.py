"""The hash of a content rests on its bytes: they are those that Python's own JSON has."""

import json

from hypothesis import given
from hypothesis import strategies as st

from archive.compact_json import compact, exact

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
NUMBERS = st.none() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)


@given(st.dictionaries(TEXTS, TEXTS), st.lists(NUMBERS), st.booleans())
def test_the_bytes_are_those_of_python(
    texts: dict[str, str], numbers: list[float | None], sort_keys: bool
) -> None:
    theirs = json.dumps([texts, numbers], ensure_ascii=False, separators=(",", ":"), sort_keys=sort_keys)
    assert compact([texts, [exact(number) for number in numbers]], sort_keys=sort_keys) == theirs
