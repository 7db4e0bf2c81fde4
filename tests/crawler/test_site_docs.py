"""What the documents say about site entries is what the program accepts."""

import re
from pathlib import Path

from archive.records import OUTCOMES
from crawler import settings
from crawler.adapters import ADAPTERS
from crawler.middlewares.giving_up import MAX_REFUSALS
from crawler.sites import Site, load_sites
from crawler.spiders.paged import MAX_LIST_PAGES

DOCS = Path(__file__).parents[2] / "docs"
ADDING = (DOCS / "adding-a-site.md").read_text("utf-8")


def test_the_example_entry_is_valid(tmp_path: Path) -> None:
    example = re.search(r"```toml\n(.*?)```", ADDING, re.S)
    assert example is not None
    (tmp_path / "example.toml").write_text(example[1], "utf-8")
    assert load_sites([tmp_path])["yunzhou"].enabled


def test_every_field_is_explained() -> None:
    explained = re.findall(r"^\| `(\w+)` \|", ADDING, re.M)
    assert set(explained) == set(Site.model_fields)


def test_every_adapter_has_a_page() -> None:
    assert [name for name in ADAPTERS if not (DOCS / "sites" / f"{name}.md").exists()] == []


def test_every_outcome_is_explained() -> None:
    document = (DOCS / "outcomes.md").read_text("utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", document, re.M)) == set(OUTCOMES)


def test_the_limits_are_those_of_the_settings() -> None:
    document = (DOCS / "outcomes.md").read_text("utf-8")
    for value, unit in (
        (settings.DOWNLOAD_TIMEOUT, " s"),
        (settings.DOWNLOAD_MAXSIZE // 1024**2, " MB"),
        (settings.REDIRECT_MAX_TIMES, ""),
        (settings.RETRY_TIMES + 1, ""),
        (MAX_REFUSALS, ""),
        (settings.GONGKAI_REQUESTS_PER_HOST, ""),
        (MAX_LIST_PAGES, ""),
    ):
        assert f"| {value:,}{unit} |" in document
