"""What kind of thing stands in a cell: a label, a value, nothing, a unit alone or a note in brackets.

>>> [kind_of(text) for text in ("规章", "3件", "", "件", "（单位：件）")]
['L', 'V', 'B', 'U', 'N']
"""

import re

from parsers.labels import fold_text
from parsers.recognise.unread import UnreadValue
from parsers.remembered import remembered
from parsers.values import is_unit, is_value

LABEL, VALUE, BLANK, UNIT, NOTE = "L", "V", "B", "U", "N"
CHINESE = re.compile(r"[\u3400-\u9fff]")
# A number in so many words is none, but it stands where one should: 100余件. So does a date.
ABOUT = re.compile(
    r"^(?:约|近|超|超过|不足)?\d[\d,.]*(?:以上|以下|左右|余|多|来)[件项个条次份元万]*$"
    r"|^(?:19|20)\d\d年\d{1,2}月(?:\d{1,2}日)?$"
    # A change that says which way and not how much.
    r"|^(?:减少?|增加?|下降|上升|略减|略增)$"
)
# All that is left of a label may be its number: 2. or （二）.
NUMBERING_ALONE = re.compile(r"^(?:[1-9][.．、]|[（(](?:[一二三四五六七八][）)])?|[一二三四]、)$")
# What is wholly in brackets is a filling note, not a label: （区分处理的，只计这一情形…）
NOTE_ALONE = re.compile(r"^\([^()]{4,}\)$")


def kind_of(text: str) -> str:
    """The kind of a cell with this text."""
    return VALUE if isinstance(text, UnreadValue) else _told(text)


@remembered
def _told(text: str) -> str:
    if not text:
        return BLANK
    if text.isascii() and text.isdigit():
        return VALUE
    if is_unit(text):
        return UNIT
    if NOTE_ALONE.match(fold_text(text)):
        return NOTE
    return LABEL if _is_label(text) else VALUE


def _is_label(text: str) -> bool:
    if NUMBERING_ALONE.match(text):
        return True
    # A label has Chinese words in it: digits run together, x or N/A stand where a value should.
    return not ABOUT.match(text) and bool(CHINESE.search(text)) and not is_value(text)
