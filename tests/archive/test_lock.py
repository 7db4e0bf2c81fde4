"""One writer at a time in a data folder."""

import os
import re
from pathlib import Path

import pytest

from archive.home import Home
from archive.lock import LockedError, held


def test_a_second_writer_is_told_who_has_the_folder_and_since_when(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    with (
        held(home, "gongkai nightly"),
        pytest.raises(LockedError) as refused,
        held(home, "gongkai crawl mva"),
    ):
        raise AssertionError("both have it")
    assert re.search(
        rf"\(pid {os.getpid()} since \d{{4}}-\d\d-\d\dT[\d:]+Z: gongkai nightly\)", str(refused.value)
    )


def test_the_folder_is_free_again_whatever_ended_the_writer(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with pytest.raises(ZeroDivisionError), held(home, "gongkai nightly"):
        raise ZeroDivisionError
    with held(home, "gongkai crawl mva"):
        assert "gongkai crawl mva" in (tmp_path / ".lock").read_text()
