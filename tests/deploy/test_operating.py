"""What docs/operating.md and deploy/ promise: commands that exist, units that systemd takes, backups that come back."""

import os
import re
import shlex
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import click
import pytest

from archive.publish import publish
from crawler.cli import main
from tests.archive.collection import Collection, page

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
DOCUMENT = (ROOT / "docs" / "operating.md").read_text("utf-8")
UNITS = sorted((DEPLOY / "systemd").iterdir())


def shell_lines(document: str) -> list[str]:
    """Every command line of the document's shell blocks."""
    blocks = re.findall(r"```sh\n(.*?)```", document, re.S)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def gongkai_calls(lines: list[str]) -> list[list[str]]:
    """The arguments of every call of `gongkai` in these lines, on the machine or in a container."""
    calls = []
    for line in lines:
        words = shlex.split(line, comments=True)
        if words[:2] == ["podman", "run"]:
            calls.append(words[words.index("gongkai") + 1 :])
        for number, word in enumerate(words):
            if word.endswith("/bin/gongkai"):
                calls.append(words[number + 1 :])
    return calls


def command_of(arguments: list[str]) -> tuple[click.Command, list[str]]:
    """The command that a call means, and what is left of its arguments."""
    context = click.Context(main)
    command: click.Command = main
    rest = list(arguments)
    while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        found = command.get_command(context, rest[0])
        if found is None:
            break
        command, rest = found, rest[1:]
    return command, rest


def unit_calls() -> list[list[str]]:
    lines = [line for unit in UNITS for line in unit.read_text("utf-8").splitlines()]
    return gongkai_calls([line.removeprefix("ExecStart=") for line in lines if line.startswith("ExecStart=")])


@pytest.mark.parametrize("arguments", [*gongkai_calls(shell_lines(DOCUMENT)), *unit_calls()], ids=" ".join)
def test_every_command_of_the_document_and_the_units_exists_with_its_options(arguments: list[str]) -> None:
    command, rest = command_of(arguments)
    if arguments and not arguments[0].startswith("-"):
        assert command is not main, f"there is no gongkai {arguments[0]}"
    options = {name for option in command.get_params(click.Context(command)) for name in option.opts}
    assert [word for word in rest if word.startswith("--") and word not in options] == []


def test_the_document_calls_what_it_is_about() -> None:
    called = {arguments[0] for arguments in gongkai_calls(shell_lines(DOCUMENT))}
    assert {"demo", "nightly", "publish", "runs", "sites", "serve"} <= called


def test_every_file_that_the_document_names_is_there() -> None:
    named = set(re.findall(r"/opt/gongkai/(deploy/[\w./-]*\w)", DOCUMENT)) | set(
        re.findall(r"`(deploy/[\w./-]*\w)`", DOCUMENT)
    )
    assert len(named) >= 4
    for name in named:
        assert list(ROOT.glob(f"{name}*")), name
    for unit in re.findall(r"gongkai-\w+\.(?:service|timer)", DOCUMENT):
        assert (DEPLOY / "systemd" / unit).exists(), unit


def test_the_settings_are_those_that_the_program_reads() -> None:
    names = set(re.findall(r"^#?(GONGKAI_\w+)=", (DEPLOY / "gongkai.env").read_text("utf-8"), re.M))
    commands, health = ((ROOT / "docs" / name).read_text("utf-8") for name in ("commands.md", "health.md"))
    assert {"GONGKAI_HOME", "GONGKAI_CONTACT"} <= names
    assert [name for name in names if name not in commands + health] == []


def test_the_container_copies_what_there_is_and_starts_what_there_is() -> None:
    lines = (DEPLOY / "Containerfile").read_text("utf-8").splitlines()
    for line in lines:
        if line.startswith("COPY "):
            for name in line.split()[1:-1]:
                assert (ROOT / name).exists(), name
    packages = re.search(r"packages = \[(.*?)\]", (ROOT / "pyproject.toml").read_text("utf-8"))
    assert packages is not None
    for package in re.findall(r'"(\w+)"', packages[1]):
        assert f"COPY {package} ./{package}" in lines
    (command,) = [line for line in lines if line.startswith("CMD ")]
    words = re.findall(r'"([^"]+)"', command)
    assert command_of(words)[0].name == "serve"


@pytest.mark.systemd
def test_systemd_finds_nothing_to_complain_of(tmp_path: Path) -> None:
    program = shutil.which("true")
    for unit in UNITS:
        text = re.sub(r"^ExecStart=\S+", f"ExecStart={program}", unit.read_text("utf-8"), flags=re.M)
        (tmp_path / unit.name).write_text(text, "utf-8")
    checked = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, sorted(tmp_path.iterdir()))],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    ours = [line for line in checked.stderr.splitlines() if "gongkai" in line]
    assert (checked.returncode, ours) == (0, [])


def back_up(home: Path, destination: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(DEPLOY / "backup.sh"), str(destination)],
        env={**os.environ, "GONGKAI_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.backup
def test_a_backup_that_is_restored_elsewhere_publishes_the_same(tmp_path: Path) -> None:
    collection = Collection(tmp_path / "home")
    collection.crawl({f"http://www.yunzhou.test/nb/{year}.html": page(year) for year in (2019, 2021)})
    (collection.home.decisions).write_text("# none yet\n", "utf-8")
    # A crawl that runs: its file has no name of its own yet.
    (collection.home.warc / "later.warc.gz.open").write_bytes(b"not whole")
    backup = tmp_path / "backup"
    assert back_up(collection.home.path, backup).returncode == 0
    copied = {path.name for path in (backup / "warc").iterdir()}
    assert copied == {path.name for path in collection.home.warc.iterdir()} - {"later.warc.gz.open"}
    assert (backup / "decisions.toml").exists()
    original = publish(collection.home)
    collection.database.close()

    restored = Collection(tmp_path / "restored")
    restored.database.close()
    (restored.home.database).unlink()
    shutil.copytree(backup, restored.home.path, dirs_exist_ok=True)
    again = publish(restored.home)
    names = [path.name for path in (original.path / "extracts").glob("*.csv")]
    assert len(names) > 20
    for name in names:
        assert (again.path / "extracts" / name).read_bytes() == (
            original.path / "extracts" / name
        ).read_bytes()


@pytest.mark.backup
def test_a_damaged_database_does_not_replace_the_last_good_copy(tmp_path: Path) -> None:
    collection = Collection(tmp_path / "home")
    collection.crawl({f"http://www.yunzhou.test/nb/{year}.html": page(year) for year in (2019, 2021)})
    collection.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    collection.database.close()
    backup = tmp_path / "backup"
    assert back_up(collection.home.path, backup).returncode == 0
    good = (backup / "gongkai.db").read_bytes()
    damaged = bytearray(collection.home.database.read_bytes())
    damaged[20_000:60_000] = b"\x07" * 40_000
    collection.home.database.write_bytes(damaged)
    failed = back_up(collection.home.path, backup)
    assert failed.returncode != 0
    assert str(collection.home.database) in failed.stderr
    assert (backup / "gongkai.db").read_bytes() == good
    with closing(sqlite3.connect(backup / "gongkai.db")) as kept:
        assert kept.execute("SELECT count(*) FROM reports").fetchone() == (2,)


@pytest.mark.backup
def test_without_a_database_the_backup_says_so(tmp_path: Path) -> None:
    failed = back_up(tmp_path, tmp_path / "backup")
    assert failed.returncode == 2
    assert "there is no database to back up" in failed.stderr
    assert not (tmp_path / "backup").exists()
