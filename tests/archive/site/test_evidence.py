"""What a report's year and date rest on, for its page: every witness in order of trust, followed or not."""

from archive.site.evidence import report_evidence

SAID = (
    '[{"field":"year","source":"title","says":"2020"},{"field":"year","source":"period","says":"2019"},'
    '{"field":"published","source":"url","says":"2020-02-18"},{"field":"published","source":"labelled","says":"2020-01-20"}]'
)
ROW = {"year": 2019, "published": "2020-01-20", "agency_evidence": "[]", "evidence": SAID}


def test_each_witness_stands_in_the_order_of_trust_and_says_whether_it_was_followed() -> None:
    evidence = report_evidence(ROW)
    assert [(each.says, each.agrees) for each in evidence.year] == [("2019", True), ("2020", False)]
    assert [(each.zh, each.agrees) for each in evidence.published] == [
        ("页面上标明的发布日期", True),
        ("网址中的日期", False),
    ]


def test_a_report_stored_before_evidence_was_kept_has_none() -> None:
    evidence = report_evidence(ROW | {"evidence": None, "agency_evidence": None})
    assert (evidence.steps, evidence.year, evidence.published) == ((), (), ())
