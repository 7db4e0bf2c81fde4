"""The documents say what the program has: every command, exit code, state and kind of remark."""

import re
from pathlib import Path

import pytest

from crawler.cli import COMMANDS
from crawler.exit_codes import ExitCode
from crawler.sites import load_sites
from parsers.recognise.genres import GENRE_KEYS, GENRES
from parsers.report import OUTCOMES, STATES

ROOT = Path(__file__).parents[1]


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_has_an_entry(command: str) -> None:
    assert f"| `gongkai {command}" in text("docs/commands.md")


@pytest.mark.parametrize("code", list(ExitCode))
def test_every_exit_code_is_explained(code: ExitCode) -> None:
    assert f"| {code.value} | {code.name.lower().replace('_', ' ')} |" in text("docs/commands.md")


@pytest.mark.parametrize("state", STATES)
def test_every_state_of_a_figure_is_explained(state: str) -> None:
    assert f"`{state}`" in text("docs/reading-a-figure.md")


def test_every_kind_of_remark_is_explained() -> None:
    kinds = {
        kind
        for path in (ROOT / "parsers").rglob("*.py")
        for kind in re.findall(r'[Rr]emark\(\s*f?"([a-z_{}]+)"', path.read_text("utf-8"))
        if "{" not in kind
    }
    assert len(kinds) > 10
    assert [kind for kind in sorted(kinds) if f"`{kind}`" not in text("docs/parse.md")] == []


@pytest.mark.parametrize("genre", GENRE_KEYS)
def test_every_genre_is_explained_with_its_outcome(genre: str) -> None:
    outcome = GENRES[genre].outcome if genre in GENRES else "not_a_report"
    assert f"| `{genre}` | `{outcome}` |" in text("docs/parse.md")


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_outcome_of_a_page_is_explained(outcome: str) -> None:
    assert f"`{outcome}`" in text("docs/parse.md")


def test_every_link_between_documents_leads_somewhere() -> None:
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", path.read_text("utf-8")):
            assert (path.parent / target).exists(), f"{path.name} links to {target}"


def test_the_site_entry_of_the_readme_is_valid(tmp_path: Path) -> None:
    entry = re.search(r"```toml\n(.*?)```", text("README.md"), re.S)
    assert entry is not None
    (tmp_path / "some.toml").write_text(entry[1], "utf-8")
    assert load_sites([tmp_path])["yunzhou"].adapter == "trs_wcm"
