"""A cheap look that comes before a dear search never passes over what the search would find.

Each search below is made only where its look says so. Texts are invented from the search's own pattern, so a
pattern that learns a new wording takes its look along or fails here.
"""

import re
from collections.abc import Callable, Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parsers.recognise import agencies, altered, dates, genres, periods, publication, titles, year_sentences

# What a search finds in some texts is of no use where other parts of the text do not fit.
LOOSE = settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow], max_examples=60)
SHORTEST_DATE = len("2021.1.1")
STAMP_LINE = re.compile(rf"\A{publication.STAMP.pattern}")
Look = Callable[[str], object]


def is_looked_at_for_a_period(text: str) -> bool:
    return len(text) >= periods.SHORTEST_PERIOD and periods.may_state_period(text)


def begins_with(characters: frozenset[str]) -> Look:
    return lambda text: text[:1] in characters


def has_one_of(characters: str) -> Look:
    return lambda text: any(map(text.__contains__, characters))


LOOKS: Mapping[str, tuple[re.Pattern[str], Look]] = {
    **{
        f"period {name}": (pattern, is_looked_at_for_a_period)
        for name, pattern in {
            "from day to day": periods.FULL,
            "from month to month": periods.MONTHS,
            "of a whole year": periods.WHOLE_YEAR,
            "without a beginning": periods.END_ONLY,
            "with characters lost": periods.DAMAGED,
            "of a school year with characters lost": periods.DAMAGED_SCHOOL_YEAR,
        }.items()
    },
    **{
        f"label of a {name} date": (pattern, publication.LABEL_WORD.search)
        for name, pattern in publication.LABELS.items()
    },
    **{
        f"label of a {name} date in a cell": (pattern, has_one_of(publication.OF_A_LABEL))
        for name, pattern in publication.LABELS.items()
    },
    "date in a line of its own": (STAMP_LINE, begins_with(publication.STAMP_BEGINS)),
    "date beside the source": (STAMP_LINE, publication.MAY_BE_STAMP.match),
    "publisher's label": (agencies.PUBLISHER_LABEL, begins_with(agencies.LABEL_BEGINS)),
    "source's label": (agencies.SOURCE_LABEL, begins_with(agencies.LABEL_BEGINS)),
    "signed date": (agencies.SIGNED_DATE, begins_with(agencies.DATE_BEGINS)),
    "contact sentence": (agencies.CONTACT, agencies.may_ask),
    "body that made the report": (agencies.MADE_BY, lambda text: "由" in text),
    "title in an announcement": (titles.REPORT_TITLE, lambda text: "公开" in text and "报" in text),
    "year of an announcement": (year_sentences.LEAD_YEAR, lambda text: "年" in text and "开" in text),
    "number of a document": (titles.NUMBERED, lambda text: "号" in text),
    "number of the report": (year_sentences.DOCUMENT_NUMBER, year_sentences.ANY_NUMBER.search),
    "line that is a number": (year_sentences.NUMBER_LINE, year_sentences.ANY_NUMBER.search),
    "year a sentence begins with": (year_sentences.NARRATIVE_YEAR, year_sentences.MAY_END_A_YEAR.search),
    "words starred out": (altered.STARRED, lambda text: "***" in text),
    "a brand": (altered.BRANDS, lambda text: "the name of a brand" in altered.alterations(text)),
    **{
        f"{genre.key} {number}": (condition.lead_pattern, has_one_of(condition.lead_has))
        for genre in genres.GENRES.values()
        for number, condition in enumerate(genre.when)
        if condition.lead_has
    },
}


@pytest.mark.parametrize("what", LOOKS)
@LOOSE
@given(data=st.data())
def test_what_a_search_finds_is_not_passed_over(what: str, data: st.DataObject) -> None:
    pattern, look = LOOKS[what]
    text = data.draw(st.from_regex(pattern))
    assert look(text)


@LOOSE
@given(st.sampled_from(sorted(publication.LABELS)), st.data())
def test_a_labelled_date_is_no_shorter_than_the_shortest_line_looked_at(
    name: str, data: st.DataObject
) -> None:
    found = publication.LABELS[name].search(data.draw(st.from_regex(publication.LABELS[name])))
    assert found is not None
    assert len(found[0]) + SHORTEST_DATE >= publication.SHORTEST_LABELLED


@LOOSE
@given(st.from_regex(altered.DOUBLED, fullmatch=True))
def test_doubled_punctuation_is_not_passed_over(mark: str) -> None:
    assert "doubled punctuation" in altered.alterations(f"{mark}。" * altered.FEWEST)


@given(
    st.sampled_from("12二贰"),
    st.text(sorted({*dates.MAY_BE_DIGIT, *"0123456789"}), min_size=3, max_size=3),
    st.sampled_from(["年", "年12月", "-1-1", ".1.1", ""]),
)
def test_a_year_in_any_digits_is_not_passed_over(first: str, others: str, behind: str) -> None:
    written = f"自{first}{others}{behind}"
    if re.search(dates.YEAR, dates.legible(written).text):
        assert periods.MAY_HAVE_YEAR.search(written)
        assert publication.MAY_DATE.search(written)
        assert "年" not in written or year_sentences.MAY_END_A_YEAR.search(written)
