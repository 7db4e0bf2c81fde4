"""Every spelling of the forms' labels, folded, for telling a label wherever it stands.

>>> "规章" in row_spellings()
True
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import zip_longest

from parsers.forms import FORMS
from parsers.labels import NUMBERING, fold_label, fold_text, simplified
from parsers.remembered import remembered
from parsers.values import COUNT_UNITS, MONEY_UNITS

# A label with the row's numbers run into it: 规章000.
LABEL_WITH_DIGITS = re.compile(r"^(?P<label>.*[^\d.,，])(?P<digits>\d+(?:\.\d+)?)$", re.S)
# What stands before the last of several numbered labels: 三、本年度办理结果 before （一）予以公开.
LAST_LABEL = re.compile(r"^.+(?=(?:[（(][一二三四五六七][）)]|\d[.、．]))")


# Table four with nothing between its cells: the whole header, then fifteen numbers or more digits.
HEADER_WITH_DIGITS = re.compile(r"^(?P<header>\D{40,})(?P<digits>\d{15,})\s*$")
# What copies put between the characters of a label: comments of Word, pinyin, spaces.
BETWEEN_CHARACTERS = re.compile(
    r"<!--.*?-->|\([a-zü\u00e0-\u01dc]+\)|(?<=[\u3400-\u9fff])[ \u3000]+(?=[\u3400-\u9fff])", re.I
)
ANY_DIGIT = re.compile(r"\d")
# Two rows at least, each of a label and digits.
MIN_GLUED_CELLS = 4
UNITS = "(?:" + "|".join(sorted(COUNT_UNITS | MONEY_UNITS.keys(), key=len, reverse=True)) + ")"
LABEL_WITH_UNIT = re.compile(rf"^(?P<label>.+?)(?P<unit>{UNITS})$")


@cache
def row_spellings() -> frozenset[str]:
    """Every spelling of every row's label in every form."""
    return frozenset(
        fold_label(spelling)
        for form in FORMS.values()
        for table in form.tables.values()
        for block in table.blocks
        for row in block.rows
        for spelling in (row.zh, row.zh + row.note, *row.aliases)
    )


@cache
def section_titles() -> dict[str, int]:
    """The sections' numbers by every spelling of their titles."""
    return {
        fold_label(title): section.number
        for form in FORMS.values()
        for section in form.sections
        for title in (section.zh, *section.aliases)
    }


@cache
def corners() -> frozenset[str]:
    """The folded corners above the labels of table two's items and of lists."""
    return frozenset(
        fold_label(block.corner_zh)
        for form in FORMS.values()
        for table in form.tables.values()
        for block in table.blocks
        if block.corner_zh
    )


@cache
def _list_groups() -> frozenset[str]:
    return frozenset(
        fold_label(group.zh)
        for form in FORMS.values()
        for table in form.tables.values()
        if table.shape == "list"
        for group in table.groups
    )


def is_section_title(text: str) -> bool:
    """Whether a line is the title of a section, and not also that of a group of a list's rows."""
    folded = fold_label(text)
    return folded in section_titles() and folded not in _list_groups()


@remembered
def last_label(text: str) -> str:
    """The last of several numbered labels in one text, folded; "" where there is only one."""
    return fold_label(LAST_LABEL.sub("", text)) if LAST_LABEL.match(text) else ""


# What may number a label that follows digits directly: 1. or 1、, (一) or 一、 — and never a zero.
NUMBER_BETWEEN = r"(?:[1-9][.、．)。]|\([一二三四五六七八九十1-9]\)|[一二三四五六七八九十][、.]|[①-⑳])?"


INVISIBLE = r"[\s\u200b-\u200f\u2060\ufeff]"


@cache
def _label_with_digits() -> re.Pattern[str]:
    labels = {
        NUMBERING.sub("", (row.zh + note).replace("（", "(").replace("）", ")"))
        for form in FORMS.values()
        for table in form.tables.values()
        for block in table.blocks
        for row in block.rows
        for note in ("", row.note)
    }
    # The longest first: 规范性文件 stands at the end of 行政规范性文件.
    named = (
        NUMBER_BETWEEN
        + "(?:"
        + "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
        + ")"
    )
    columns = "|".join(re.escape(label) for label in sorted(_column_labels(), key=len, reverse=True))
    # Digits before a mark of numbering may be the next label's number: they end where that label is known.
    row = (
        rf"(?P<label>{named})(?P<unit>{UNITS})(?P<digits>\d+?)"
        rf"(?=(?:{named})|(?!{INVISIBLE}*[.,，、．:：()+－−-])\D|{INVISIBLE}*\([^\d)]|$)"
    )
    return re.compile(rf"{row}|(?P<column>{columns})")


def _column_labels() -> set[str]:
    """The headers of table two, which tell what the numbers under them mean."""
    return {
        column.zh.replace("（", "(").replace("）", ")")
        for form in FORMS.values()
        for table in form.tables.values()
        if table.shape == "items"
        for block in table.blocks
        for column in block.columns
    }


def labels_with_digits(line: str) -> list[tuple[int, int]]:
    """Where a line with nothing between its cells has headers, labels and digits: their spans, in turn."""
    plain, places = _without_glosses(line)
    return [(places[start], places[end - 1] + 1) for start, end in _labels_with_digits(plain)]


def _without_glosses(line: str) -> tuple[str, Sequence[int]]:
    """A line as the forms spell it, and where each of its characters stands in the line as written."""
    bracketed = line.replace("（", "(").replace("）", ")")
    places: Sequence[int] = range(len(line))
    if BETWEEN_CHARACTERS.search(bracketed):
        gaps = {n for found in BETWEEN_CHARACTERS.finditer(bracketed) for n in range(*found.span())}
        places = [place for place in places if place not in gaps]
        bracketed = "".join(bracketed[place] for place in places)
    # The converter takes 文件 for the word of Taiwan for a file.
    plain = simplified(bracketed).replace("文档", "文件")
    # Where another word is longer nobody knows which character stands for which.
    return (plain if len(plain) == len(bracketed) else bracketed), places


def _labels_with_digits(plain: str) -> list[tuple[int, int]]:
    below = HEADER_WITH_DIGITS.match(plain)
    if below:
        return [below.span("header"), below.span("digits")]
    told = list(_label_with_digits().finditer(plain))
    told = [
        found for found, after in zip_longest(told, told[1:]) if not _ends_in_a_number(found, after, plain)
    ]
    ends = [0, *(found.end() for found in told)]
    between = [plain[end : found.start()] for end, found in zip(ends, told, strict=False)]
    if any(ANY_DIGIT.search(unread) for unread in between):
        # Which of several rows with one label this is can only be told where all before it were.
        told = [found for found in told if fold_label(found["label"] or "") not in _shared_labels()]
    spans: list[tuple[int, int]] = []
    for found in told:
        spans.extend(found.span(part) for part in ("column", "label", "unit", "digits") if found[part])
    return spans


def _ends_in_a_number(found: re.Match[str], after: re.Match[str] | None, plain: str) -> bool:
    """Whether the last of a row's digits may number the next label, whose mark is lost: 64 政务微信."""
    if (
        not found["digits"]
        or after is None
        or plain[found.end() : after.start()].strip()
        or found.end() == after.start()
    ):
        return False
    return any(
        found["digits"].endswith(number) for number in _numbers().get(fold_label(after["label"] or ""), ())
    )


@cache
def _numbers() -> dict[str, tuple[str, ...]]:
    """By folded label, the numbers that the forms give it."""
    numbers: dict[str, tuple[str, ...]] = {}
    for form in FORMS.values():
        for table in form.tables.values():
            for row in (row for block in table.blocks for row in block.rows):
                number = re.match(r"(\d{1,2})[.、]", row.zh)
                if number:
                    label = fold_label(row.zh)
                    numbers[label] = (*numbers.get(label, ()), number[1])
    return numbers


@cache
def _shared_labels() -> frozenset[str]:
    """The labels that name several rows, in one form or in two."""
    named: dict[str, set[str]] = {}
    for form in FORMS.values():
        for table in form.tables.values():
            for row in (row for block in table.blocks for row in block.rows):
                for spelling in (row.zh, *row.aliases):
                    named.setdefault(fold_label(spelling), set()).add(row.key)
    return frozenset(label for label, rows in named.items() if len(rows) > 1)


def is_glued_line(line: str) -> bool:
    """Whether a line is a whole table, or some rows of one, with nothing between its cells."""
    return bool(HEADER_WITH_DIGITS.match(line)) or len(labels_with_digits(line)) >= MIN_GLUED_CELLS


def is_cut_in_brackets(label: str) -> bool:
    """Whether a bracket is opened and not closed: the digits after it stand in the label's own note."""
    folded = fold_text(label)
    return folded.count("(") > folded.count(")")


def unglued(text: str) -> tuple[str, ...] | None:
    """A row's label, its unit if it has one, and the digits run into them: 规章 and 000 of 规章000.

    None where no form has that label.
    """
    found = LABEL_WITH_DIGITS.match(text)
    if not found or is_cut_in_brackets(found["label"]):
        return None
    label = LAST_LABEL.sub("", found["label"]).strip()
    if fold_label(label) in row_spellings():
        return label, found["digits"]
    with_unit = LABEL_WITH_UNIT.match(label)
    if with_unit and fold_label(with_unit["label"]) in row_spellings():
        return with_unit["label"], with_unit["unit"], found["digits"]
    return None
