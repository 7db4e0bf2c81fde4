"""The files that a new site begins with: its entry, a fixture of its list, a test that reads the fixture."""

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from string import Template

from bs4 import BeautifulSoup

from crawler.lists.asking import ListPage
from crawler.preview import read_first_page
from crawler.sites import Site

TEST = Template('''"""The list of $name, as the adapter $adapter reads it."""

from pathlib import Path

from crawler.preview import read_first_page
from crawler.sites import load_sites

ENTRY = Path("$folder")
FIXTURE = Path(__file__).with_name("$id.html")
URL = "$url"


def test_the_reports_of_the_list_are_found() -> None:
    site = load_sites([ENTRY])["$id"]
    page = read_first_page(site, FIXTURE.read_text("utf-8"), URL)
    assert [(entry.title, entry.date) for entry in page.entries if entry.skip is None] == [
$expected    ]
''')


# What no list reader looks at, and whose text is no prose.
UNREAD = ["style", "img", "svg", "noscript", "header", "footer", "nav"]
KEPT_WHOLE = frozenset({"a", "script", "title"})
LONGEST_TEXT = 80


class ScaffoldError(Exception):
    """The files cannot be written; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Scaffold:
    """What the files are made of: the entry as TOML, the list page, its address, and the two folders."""

    entry: str
    html: str
    url: str
    folder: Path
    tests: Path


def write_scaffold(scaffold: Scaffold) -> list[Path]:
    """Write entry, fixture and test; nothing is written where one of them is there already."""
    site = Site.model_validate(tomllib.loads(scaffold.entry)["site"][0])
    page = read_first_page(site, scaffold.html, scaffold.url)
    if not any(entry.skip is None for entry in page.entries):
        raise ScaffoldError(f"{scaffold.url}: adapter {site.adapter} finds no report on this page")
    entries = scaffold.folder / f"{site.id}.toml"
    fixture, test = scaffold.tests / f"{site.id}.html", scaffold.tests / f"test_{site.id}.py"
    for path in (entries, fixture, test):
        if path.exists():
            raise ScaffoldError(f"{path} is there already; nothing was written")
    scaffold.folder.mkdir(parents=True, exist_ok=True)
    scaffold.tests.mkdir(parents=True, exist_ok=True)
    reduced = _reduced(scaffold.html)
    if read_first_page(site, reduced, scaffold.url).entries != page.entries:
        # Something that the reader needs went too.
        reduced = scaffold.html
    fixture.write_text(reduced, "utf-8")
    test.write_text(_test(site, scaffold, read_first_page(site, reduced, scaffold.url)), "utf-8")
    entries.write_text(scaffold.entry, "utf-8")
    return [entries, fixture, test]


def _reduced(html: str) -> str:
    """The page without what no list reader looks at; other people's sentences need not be kept."""
    soup = BeautifulSoup(html, "lxml")
    for tag in soup.find_all(UNREAD):
        tag.decompose()
    for text in soup.find_all(string=True):
        if len(text) > LONGEST_TEXT and text.parent is not None and text.parent.name not in KEPT_WHOLE:
            text.extract()
    return str(soup)


def _test(site: Site, scaffold: Scaffold, page: ListPage) -> str:
    reports = (entry for entry in page.entries if entry.skip is None)
    expected = "".join(f"        ({_quoted(entry.title)}, {_quoted(entry.date)}),\n" for entry in reports)
    return TEST.substitute(
        name=site.name,
        adapter=site.adapter,
        folder=scaffold.folder.as_posix(),
        id=site.id,
        url=scaffold.url,
        expected=expected,
    )


def _quoted(text: str | None) -> str:
    return json.dumps(text, ensure_ascii=False) if text is not None else "None"
