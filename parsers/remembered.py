"""What texts were found to be before, looked up faster than a call remembers it.

>>> lengths = Remembered(len)
>>> lengths["规章"], dict(lengths)
(2, {'规章': 2})
"""

from collections.abc import Callable, Mapping
from typing import TypeVar

Told = TypeVar("Told")
# So many texts at most, of so many characters together: then all are forgotten, so that memory does not grow
# with the pages read.
MOST_TEXTS = 20_000
MOST_CHARACTERS = 500_000


class Remembered(dict[str, Told]):
    """What `tell` says of each text that was asked for, told once."""

    def __init__(self, tell: Callable[[str], Told]) -> None:
        super().__init__()
        self._tell = tell
        self._characters = 0

    def __missing__(self, text: str) -> Told:
        told = self._tell(text)
        self._make_room(1, len(text))
        self[text] = told
        return told

    def remember(self, told: Mapping[str, Told]) -> None:
        """Take over what was told of several texts together."""
        self._make_room(len(told), sum(map(len, told)))
        self.update(told)

    def _make_room(self, texts: int, characters: int) -> None:
        if len(self) + texts > MOST_TEXTS or self._characters + characters > MOST_CHARACTERS:
            self.clear()
            self._characters = 0
        self._characters += characters


def remembered(tell: Callable[[str], Told]) -> Callable[[str], Told]:
    """A function of a text that tells each text once."""
    return Remembered(tell).__getitem__
