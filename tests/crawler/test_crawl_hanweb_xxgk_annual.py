"""Entries of Hanweb's annual-report page that name no agency: what the run says about them."""

from pathlib import Path

from tests.crawler.crawling import crawl, outcomes, reason_of
from tests.crawler.entries import entries, site_at
from tests.crawler.loopback import Loopback

ENDPOINT = "/module/xxgk/xxgkAnnualReport.jsp"
TREE = "/module/xxgk/tree.jsp"


def test_where_no_agency_is_named_nothing_is_asked_and_the_run_says_so(tmp_path: Path) -> None:
    adapter = "hanweb_xxgk_annual"
    with Loopback() as web:
        web.add({f"http://treeless.test{TREE}": "<html><body><p>目录正在维护</p></body></html>"})
        folder = entries(
            tmp_path / "sites",
            site_at("codeless.test", "codeless", ENDPOINT, adapter=adapter),
            site_at("treeless.test", "treeless", TREE, adapter=adapter),
        )
        summary = crawl(web, tmp_path / "home", folder)
        codeless, treeless = sorted(summary["sites"], key=lambda site: str(site["site_id"]))
        assert web.urls("codeless.test") == []
    assert codeless["skipped"] == {"no_agency_code": 1}
    assert ("list", "unreadable", f"http://treeless.test{TREE}") in outcomes(tmp_path / "home", "treeless")
    assert "no address with area=" in reason_of(tmp_path / "home", f"http://treeless.test{TREE}")
    assert treeless["failures"] == 1
