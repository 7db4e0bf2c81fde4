"""Labels of the forms and pieces of them, as lines of a PDF hold them."""

from functools import cache, lru_cache

from parsers.forms import FORMS
from parsers.labels import fold_label, fold_text
from parsers.spellings import row_spellings


def is_label(text: str) -> bool:
    """Whether a text is a row's label in some form."""
    return fold_label(text) in row_spellings()


@lru_cache(maxsize=5_000)
def is_within_label(text: str) -> bool:
    """Whether a text is a label of the forms, with or without its note, or a piece of one."""
    pieces = {fold_text(text), fold_label(text)} - {""}
    return any(piece in label for piece in pieces for label in _labels())


@cache
def _labels() -> frozenset[str]:
    whole = frozenset(
        fold_text(text)
        for form in FORMS.values()
        for table in form.tables.values()
        for block in table.blocks
        for row in block.rows
        for text in (row.zh + row.note, *row.aliases)
    )
    return whole | row_spellings()
