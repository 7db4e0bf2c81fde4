"""A small publication for the tests of the site, with a page for each thing the site must cope with."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest

from archive.home import Home
from archive.pages import store_page
from archive.publish import publish
from archive.records import Page
from archive.runs import finish_run, start_run
from archive.serve import Server
from archive.warc import Exchange, WarcWriter
from tests.archive.collection import OTHER_SITE, SITE, Collection, page
from tests.parsers.pages import report_html, report_text

LOOPBACK = "127.0.0.1"
EDUCATION_URL = "http://www.yunzhou.test/nb/jyj2019.html"
NESTED_URL = "http://www.yunzhou.test/nb/czj2022.html"
TEXT_URL = "http://www.yunzhou.test/nb/daj2020.txt"
HOSTILE_URL = "http://www.qingshan.test/nb/hostile.html"
HIDDEN_URL = "http://www.qingshan.test/nb/hidden.html"
PDF_URL = "http://www.yunzhou.test/nb/P020260109.pdf"
LOST_URL = "http://www.yunzhou.test/nb/lost.html"
PDF_BYTES = b"%PDF-1.4\n%%EOF\n"

# Every state that a cell can have, one failing check, and an amount in the form's unit.
EDUCATION_CELLS = {
    "disclosure.normative_documents.made": "65",
    "disclosure.permits.items_change": "减1",
    "disclosure.penalties.decisions": "",
    "disclosure.coercive_measures.decisions": "/",
    "disclosure.procurement.amount": "363900",
    "applications.received.natural_person": "12",
    "applications.received.total": "12",
    "applications.granted.natural_person": "11",
    "applications.granted.total": "11",
    "applications.handled_total.natural_person": "11",
    "applications.handled_total.total": "11",
}
NESTED_CELLS = {
    "disclosure.fees.amount": "12.5",
    "disclosure.permits.decisions": "4321",
    "applications.received.business": "7",
    "applications.received.total": "7",
    "applications.refused.process_information.business": "7",
    "applications.refused.process_information.total": "7",
    "applications.handled_total.business": "7",
    "applications.handled_total.total": "7",
    "remedies.litigation_after_reconsideration.upheld": "3",
    "remedies.litigation_after_reconsideration.total": "3",
}
# A page that tries everything: the frame must neither run nor fetch any of it.
HOSTILE_MARKUP = """
<script>document.title = "ran"; parent.location = "http://evil.test/"</script>
<meta http-equiv="refresh" content="0;url=http://evil.test/refresh">
<base href="http://evil.test/">
<link rel="stylesheet" href="http://evil.test/style.css">
<style>@import url(http://evil.test/import.css); h1 { background: url(http://evil.test/style.png) }</style>
<iframe src="http://evil.test/frame"></iframe><object data="http://evil.test/object"></object>
<img src="http://evil.test/image.png" onerror="document.title = 'ran'" alt="">
<p style="background: url('http://evil.test/inline.png')" onclick="document.title = 'ran'">文字</p>
<a href="javascript:document.title='ran'" id="trap">点我</a>
<form action="http://evil.test/form"><button id="send">提交</button></form>
<svg><image href="http://evil.test/svg.png"/></svg>
"""


def publish_sample(path: Path) -> Home:
    """Collect and publish the sample under `path`."""
    collection = Collection(path)
    changed = EDUCATION_CELLS | {"disclosure.normative_documents.made": "56"}
    collection.crawl(
        {
            EDUCATION_URL: page(2019, changed),
            "http://www.yunzhou.test/nb/jyj2020.html": page(2020),
            NESTED_URL: _nested(),
            TEXT_URL: _text(),
        }
    )
    collection.crawl({EDUCATION_URL: page(2019, EDUCATION_CELLS)})
    collection.crawl({HOSTILE_URL: _hostile(), HIDDEN_URL: _hidden()}, OTHER_SITE)
    _archive_others(collection)
    _correct(collection)
    collection.database.close()
    publish(collection.home)
    return collection.home


def _correct(collection: Collection) -> None:
    """One correction that is applied, and one whose page no longer prints what was corrected."""
    report = collection.one("SELECT id FROM reports WHERE url = ?", EDUCATION_URL)
    said = "李敏,数字颠倒,电话核实,2026-11-24"
    collection.home.corrections.write_text(
        "report_id,figure,as_printed,corrected,who,why,source,date\n"
        f"{report},remedies.litigation_direct.upheld,0,1,{said}\n"
        f"{report},remedies.litigation_direct.pending,7,8,{said}\n",
        "utf-8",
    )


def _archive_others(collection: Collection) -> None:
    """A PDF, which the frame cannot show, and a request that got no response."""
    run_id = start_run(collection.database, "crawl", [SITE.id])
    at = "2026-01-09T03:00:00Z"
    with WarcWriter(collection.home.warc, f"run-{run_id:06}", "Gongkai", "editor@example.org") as writer:
        place = writer.write_exchange(
            Exchange(PDF_URL, at, 200, PDF_BYTES, (("Content-Type", "application/pdf"),))
        )
    stored = Page(
        run_id, SITE.id, "attachment", PDF_URL, at, "ok", status=200, content_type="application/pdf"
    )
    placed = replace(stored, warc_file=place.file, warc_offset=place.offset, warc_length=place.length)
    store_page(collection.database, placed)
    store_page(collection.database, Page(run_id, SITE.id, "report", LOST_URL, at, "timeout", "60 s"))
    finish_run(collection.database, run_id, 0)


def _nested() -> bytes:
    """The report inside two layout tables, beside a menu that is a table itself."""
    report = report_html("2021", NESTED_CELLS, title="云州市财政局2022年政府信息公开工作年度报告")
    head, _, rest = report.partition("<body>")
    body, _, tail = rest.partition("</body>")
    menu = "<table><tr><td>首页</td><td>公开</td></tr></table>"
    layout = f"<table><tr><td>{menu}</td><td><table><tr><td>{body}</td></tr></table></td></tr></table>"
    return f"{head}<body>{layout}</body>{tail}".encode()


def _text() -> bytes:
    cells = {"disclosure.normative_documents.made": "17"}
    return report_text("2019", cells).replace("云州市教育局2019", "云州市档案局2020").encode()


def _hostile() -> bytes:
    cells = {"disclosure.permits.decisions": "88"}
    report = report_html("2021", cells, title="青山县林业局2023年政府信息公开工作年度报告")
    return report.replace("<body>", f'<body onload="document.title = 1">{HOSTILE_MARKUP}').encode()


def _hidden() -> bytes:
    """A report whose first table begins with a row that its own style hides."""
    cells = {"disclosure.permits.decisions": "99"}
    report = report_html("2021", cells, title="青山县水利局2023年政府信息公开工作年度报告")
    return report.replace("<table>", '<table><tr style="display:none"><td>模板行</td></tr>', 1).encode()


@dataclass(frozen=True, slots=True)
class Site:
    """The sample, served by a real Datasette process on loopback."""

    home: Home
    url: str

    def get(self, path: str) -> httpx.Response:
        """Fetch one path."""
        return httpx.get(self.url.rstrip("/") + path, timeout=30, trust_env=False)

    def report_id(self, agency: str, year: int) -> str:
        """The id of one agency's report."""
        rows = self.get(f"/gongkai/headline.json?_shape=array&agency={agency}&year={year}").json()
        return str(rows[0]["report_id"])

    def page_at(self, url: str) -> int:
        """The archived page of an address."""
        return int(self.get(f"/gongkai/pages.json?_shape=array&url={url}").json()[0]["id"])

    def page_id(self, agency: str, year: int) -> int:
        """The archived page that the report's figures come from."""
        identity = self.report_id(agency, year)
        rows = self.get(f"/gongkai/reports.json?_shape=array&id={identity}").json()
        return int(rows[0]["page_id"])


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    yield from serve_site(publish_sample(tmp_path_factory.mktemp("sample") / "home"))


def serve_site(home: Home) -> Iterator[Site]:
    """Serve the newest publication of a data folder until the iterator goes on."""
    messages: list[str] = []
    server = Server(home, LOOPBACK, free_port(), messages.append)
    yield Site(home, server.url)
    server.stop()
    assert messages == [], "the server complained"
