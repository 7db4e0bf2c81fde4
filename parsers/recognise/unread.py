"""Values in the cells of tables that say when recognition reads them.

A value is the figure of its row and column whatever it is: labels and kinds of cells tell where it belongs,
and only a few rules look at values (sums that decide between two readings, two copies that say different
things). While tables are recognised every value is therefore an `UnreadValue`, which notes that somebody has
read it. What was told without reading any holds for every page with the same labels (`layouts`).

>>> asked = Asked()
>>> value = UnreadValue.of("12", 0, asked)
>>> bool(value), asked.is_so
(True, False)
>>> value == "12", asked.is_so
(True, True)
"""

from collections.abc import Callable
from typing import Self


class Asked:
    """Whether any of a page's values has been read."""

    __slots__ = ("is_so",)

    def __init__(self) -> None:
        self.is_so = False


class UnreadValue(str):
    """The text of a cell that holds a value: `ordinal` says which of the page's cells it is.

    All that a text can be asked notes that it has been; that it is not blank may be known. Regular
    expressions and `join` read a text without asking it: no rule may use them on cells that can hold values.
    """

    __slots__ = ("asked", "ordinal")
    ordinal: int
    asked: Asked

    @classmethod
    def of(cls, text: str, ordinal: int, asked: Asked) -> Self:
        """The value in the cell of that ordinal number."""
        value = cls(text)
        value.ordinal, value.asked = ordinal, asked
        return value

    def __bool__(self) -> bool:
        """It is not blank."""
        return True

    def unasked(self) -> str:
        """Its text, for the figure that it is: no rule may decide by it."""
        return str.__str__(self)


def _asking(method: Callable[..., object]) -> Callable[..., object]:
    def ask(self: UnreadValue, *arguments: object, **options: object) -> object:
        self.asked.is_so = True
        return method(self, *arguments, **options)

    return ask


ABOUT_THE_TEXT = {name for name in dir(str) if not name.startswith("__")} - {"maketrans"}
ABOUT_THE_TEXT |= {
    f"__{name}__" for name in ("eq", "ne", "lt", "le", "gt", "ge", "hash", "len", "iter", "str")
}
ABOUT_THE_TEXT |= {f"__{name}__" for name in ("repr", "format", "getitem", "contains", "add", "mul")}
for _name in ABOUT_THE_TEXT:
    setattr(UnreadValue, _name, _asking(getattr(str, _name)))
