"""Folders of publications: built under another name, swapped in at once, the last three kept.

`public` is a link to the newest. Until the swap the old publication is served; a publication that fails or is
killed leaves at most a folder `*.part`, which the next one removes.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from archive.home import Home

KEPT = 3  # one being served, one to go back to, one to compare with
PART = ".part"


class PublicationError(Exception):
    """Nothing was published, and what was published before still is; the message says what to do."""


@contextmanager
def building(home: Home) -> Iterator[Path]:
    """A new, empty folder to build a publication in; swapped in at the end, removed on any exception."""
    home.create()
    _refuse_other_files(home)
    with _only_one(home):
        _remove_leftovers(home)
        final = _new_folder(home)
        part = final.with_name(final.name + PART)
        part.mkdir()
        try:
            yield part
            _sync(part)
            part.rename(final)
        except BaseException:
            shutil.rmtree(part)
            raise
        _swap(home, final)
        _remove_old(home, final)


def publication_stamp(part: Path) -> str:
    """The stamp of a publication being built, from the name of its folder."""
    return part.name.removesuffix(PART)


def _refuse_other_files(home: Home) -> None:
    if home.public.exists() and not home.public.is_symlink():
        raise PublicationError(
            f"{home.public}: should be a link to the newest publication, but something else is there; "
            f"move it away. 此处应为指向最新发布的链接，请移走现有文件。"
        )


@contextmanager
def _only_one(home: Home) -> Iterator[None]:
    """Hold the lock of the publications folder, which the system releases should we be killed."""
    with (home.publications / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise PublicationError(
                f"{home.publications}: another publication is being built; wait until it is done. "
                f"另一次发布正在进行，请稍候。"
            ) from error
        yield


def _remove_leftovers(home: Home) -> None:
    for part in home.publications.glob(f"*{PART}"):
        shutil.rmtree(part)


def _new_folder(home: Home) -> Path:
    """A name that sorts by time; a second publication within a second gets a number that was never used."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    same_second = sorted(path.name for path in home.publications.glob(f"{stamp}*"))
    if not same_second:
        return home.publications / stamp
    number = int(same_second[-1].removeprefix(stamp).lstrip("-") or 1)
    return home.publications / f"{stamp}-{number + 1:02}"


def _sync(folder: Path) -> None:
    """Have everything on disk before the link points to it: a power cut leaves no half publication."""
    for path in [*folder.rglob("*"), folder]:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _swap(home: Home, final: Path) -> None:
    """Let `public` point to the new folder: a rename, so that a reader finds the old or the new one."""
    link = home.path / ".public.new"
    link.unlink(missing_ok=True)
    link.symlink_to(final.relative_to(home.path))
    link.replace(home.public)


def _remove_old(home: Home, newest: Path) -> None:
    """Keep the newest and those next to it; the newest stays even if the clock was set back."""
    others = sorted(path for path in home.publications.iterdir() if path.is_dir() and path != newest)
    for folder in others[: -(KEPT - 1)]:
        shutil.rmtree(folder)
