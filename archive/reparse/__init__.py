"""Rebuilding everything that was ever read, from the archive alone: offline, beside the old tables.

    new_database   the new file: what was fetched is copied, what was read from it is left out; the swap
    run            the runs read again one after another, as the nights read them
    sites          which sites must be read again together
    differences    figure by figure what is read otherwise now
    change_files   the same as files for people and programs

>>> reparse(Home.from_environment(), Wanted(jobs=4)).changes.figures["lost"]  # doctest: +SKIP
0
"""

from archive.reparse.differences import Changes
from archive.reparse.new_database import RebuildError
from archive.reparse.run import Rebuilt, Wanted, reparse

__all__ = ["Changes", "RebuildError", "Rebuilt", "Wanted", "reparse"]
