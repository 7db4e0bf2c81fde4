"""For whom a report speaks: the agency itself (本级) or all that belongs to it (系统, 汇总).

>>> split_scope("海关总署(本级机关)")
('海关总署', 'own', '(本级机关)')
"""

from functools import cache

from parsers.agencies.bodies import expand_body
from parsers.agencies.vocabulary import Scope, names


def split_scope(name: str) -> tuple[str, Scope | None, str]:
    """A name without the words that say for whom it reports, what they say, and the words."""
    if not name.endswith(_endings()):
        return name, None, ""
    for word, scope in _words():
        if name.endswith(word) and len(name) > len(word) + 1:
            return name[: -len(word)], scope, word
    return name, None, ""


def collective_body(name: str) -> str:
    """The body of a collective: 邮政管理局 for 邮政管理; the name itself where no body has that stem."""
    for head in names().scope.system_heads:
        if not expand_body(name).known and expand_body(name + head).known:
            return name + head
    return name


def speaks_for_others(text: str) -> bool:
    """Whether a sentence says that the report was put together from those of others."""
    return bool(names().scope.aggregate_sentence.search(text))


@cache
def _endings() -> tuple[str, ...]:
    return tuple(word for word, _scope in _words())


@cache
def _words() -> tuple[tuple[str, Scope], ...]:
    words: list[tuple[str, Scope]] = [(word, "own") for word in names().scope.own]
    words += [(word, "aggregate") for word in names().scope.aggregate]
    return tuple(sorted(words, key=lambda pair: -len(pair[0])))
