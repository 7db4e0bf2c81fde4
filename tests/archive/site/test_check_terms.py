"""The two sides of a check as the site lists them are those the check was made with."""

import pytest

from archive.site.check_terms import check_terms, rule_sentence
from parsers import parse
from parsers.forms import FORMS
from tests.parsers.pages import report_html


@pytest.mark.parametrize("form", sorted(FORMS))
def test_every_check_that_is_run_can_be_explained(form: str) -> None:
    report = parse(report_html(form).encode())
    explained = {rule for table in FORMS[form].tables.values() for rule in check_terms(table)}
    assert {check.rule for check in report.checks} == explained


@pytest.mark.parametrize("form", sorted(FORMS))
def test_the_terms_of_a_side_sum_to_that_side(form: str) -> None:
    keys = [key for table in FORMS[form].tables.values() for key, *_ in table.cells()]
    report = parse(report_html(form, {key: str(n) for n, key in enumerate(keys)}).encode())
    checks = {check.rule: check for check in report.checks}
    for table in FORMS[form].tables.values():
        for rule, terms in check_terms(table).items():
            assert sum(report.figures[term.key].value or 0 for term in terms.left) == checks[rule].left
            assert sum(report.figures[term.key].value or 0 for term in terms.right) == checks[rule].right


def test_a_rule_is_put_in_words_in_both_languages() -> None:
    sentence = rule_sentence("applications.balance.total")
    assert sentence is not None
    assert sentence.zh.startswith("总计：一、本年新收政府信息公开申请数量 + 二、上年结转")
    assert sentence.en.endswith("= handled this year in all + carried over to next year")


def test_a_long_side_is_counted() -> None:
    sentence = rule_sentence("applications.handled_total.business")
    assert sentence is not None
    assert sentence.zh == "商业企业：21 项之和 = 三、（七）总计"


def test_a_name_that_is_no_rule_has_no_words() -> None:
    assert rule_sentence("applications.balance.nobody") is None
