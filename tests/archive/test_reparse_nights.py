"""Two nights of the imitation web, read night by night and read again from the archive: the same to the letter."""

from pathlib import Path
from shutil import copyfile

from archive.database import open_database
from archive.home import Home
from archive.reparse import Wanted, reparse
from demo.web import SITES_FOLDER, DemoWeb
from tests.archive.test_reparse import dump
from tests.crawler.crawling import crawl

# The sites on which something differs on the second night; one of them has documents.
SITES = ("nanfen", "yunzhou")


def test_two_nights_read_again_are_what_the_nights_gave(tmp_path: Path) -> None:
    home, folder = Home(tmp_path / "home"), tmp_path / "sites"
    folder.mkdir()
    for site in SITES:
        copyfile(SITES_FOLDER / f"{site}.toml", folder / f"{site}.toml")
    for night in (1, 2):
        with DemoWeb(night=night) as web:
            crawl(web, home.path, folder)
    before = dump(home.database)
    rebuilt = reparse(home, Wanted(jobs=2))
    assert rebuilt.damaged == ()
    assert not rebuilt.changes
    assert dump(home.database) == before
    database = open_database(home.database)
    results = dict(database.execute("SELECT result, count(*) FROM pages GROUP BY result").fetchall())
    database.close()
    assert results["new"] > 50
    assert results["changed"] == 1
    assert results["part"] > 0
