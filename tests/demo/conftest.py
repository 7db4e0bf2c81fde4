"""The imitation web, one for each night, and one crawl of it, for all tests of this folder."""

from collections.abc import Iterator

import pytest

from demo.web import DemoWeb
from tests.demo.one_host import WholeCrawl, crawl_everything


@pytest.fixture(scope="session")
def web() -> Iterator[DemoWeb]:
    with DemoWeb() as running:
        yield running


@pytest.fixture(scope="session")
def second_web() -> Iterator[DemoWeb]:
    with DemoWeb(night=2) as running:
        yield running


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> WholeCrawl:
    """The crawl; modules that use it are marked with the group `families`, so that one process makes it."""
    return crawl_everything(tmp_path_factory.mktemp("whole"))
