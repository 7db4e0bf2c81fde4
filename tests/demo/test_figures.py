"""The figures: consistent within a report, continuous from year to year, the first report's as published."""

from collections import Counter
from itertools import pairwise

from demo.catalogue.deviations import DEVIATIONS
from demo.figures.applications import APPLICANTS
from demo.figures.identities import identities
from demo.reports import BY_ID, EXPECTED, REPORTS, DemoReport
from parsers.forms import FORMS

FAILING = set(DEVIATIONS["totals_do_not_add_up"].reports)


def consecutive() -> list[tuple[DemoReport, DemoReport]]:
    """Reports of one agency for two years running, both with totals as counted."""
    return [
        (earlier, later)
        for earlier, later in pairwise(REPORTS)
        if earlier.agency == later.agency
        and later.year == earlier.year + 1
        and earlier.id not in FAILING
        # The table of the years before 2019 carries nothing over.
        and "statistics" not in earlier.forms
    ]


def test_there_are_enough_reports_agencies_years_and_all_forms() -> None:
    assert len(EXPECTED) >= 40
    assert len({truth.agency for truth in EXPECTED.values()}) >= 10
    assert {truth.year for truth in EXPECTED.values()} == set(range(2017, 2026))
    assert {form for truth in EXPECTED.values() for form in truth.forms.values()} >= {"2014", "2019", "2021"}
    assert len({report.site.id for report in REPORTS}) >= 2


def test_addresses_are_unique() -> None:
    assert max(Counter(report.url for report in REPORTS).values()) == 1


def test_the_truth_covers_every_figure_of_the_tables_on_the_page() -> None:
    for truth in EXPECTED.values():
        keys = [
            key
            for table, form in truth.forms.items()
            if form is not None
            for key, *_ in FORMS[form].tables[table].cells()
        ]
        assert list(truth.figures) == keys, truth.id


def test_what_is_no_number_or_word_gives_no_value() -> None:
    for truth in EXPECTED.values():
        for key, (value, state) in truth.figures.items():
            assert (value is not None) == (state in {"number", "word"}), f"{truth.id} {key}"


def test_every_check_holds_but_in_the_reports_named_for_it() -> None:
    assert {truth.id for truth in EXPECTED.values() if truth.failed_checks} == FAILING
    for report in REPORTS:
        sides = [
            identity
            for table, form in report.forms.items()
            for identity in identities(FORMS[form].tables[table], report.figures)
        ]
        assert all(identity.holds is not None for identity in sides)
        assert all(identity.holds for identity in sides) == (report.id not in FAILING), report.id


def test_what_is_carried_over_arrives_in_the_next_year() -> None:
    assert len(consecutive()) > 40
    for earlier, later in consecutive():
        for applicant in (*APPLICANTS, "total"):
            left = earlier.figures[f"applications.carried_out.{applicant}"]
            assert left == later.figures[f"applications.carried_in.{applicant}"], later.id


def test_items_and_documents_in_force_go_on_from_the_year_before() -> None:
    for earlier, later in consecutive():
        for row in ("permits", "other_services", "penalties", "coercive_measures", "fees"):
            before = earlier.figures.get(f"disclosure.{row}.items_last_year")
            opening = later.figures.get(f"disclosure.{row}.items_last_year")
            if before is not None and opening is not None:
                assert before + earlier.figures[f"disclosure.{row}.items_change"] == opening, later.id
        in_force = earlier.figures.get("disclosure.normative_documents.in_force")
        now = later.figures.get("disclosure.normative_documents.in_force")
        if in_force is not None and now is not None:
            issued = later.figures["disclosure.normative_documents.issued"]
            repealed = later.figures["disclosure.normative_documents.repealed"]
            assert in_force + issued - repealed == now, later.id


def test_the_first_report_has_exactly_its_published_figures() -> None:
    truth = EXPECTED[BY_ID["nanfen/fgj/2019"].url]
    published = {
        "disclosure.normative_documents.made": (65, "number"),
        "disclosure.permits.items_last_year": (1, "number"),
        "disclosure.permits.items_change": (-1, "word"),
        "disclosure.other_services.items_last_year": (37, "number"),
        "disclosure.other_services.decisions": (37, "number"),
        "disclosure.procurement.projects": (21, "number"),
        "disclosure.procurement.amount": (None, "unit_unknown"),
    }
    assert len(truth.figures) == 198
    assert truth.figures == {key: published.get(key, (0, "number")) for key in truth.figures}
    assert (truth.agency, truth.year) == ("本溪市南芬区发展和改革局", 2019)
