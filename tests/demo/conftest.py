"""The imitation web, one for each night, for all tests of this folder."""

from collections.abc import Iterator

import pytest

from demo.web import DemoWeb


@pytest.fixture(scope="session")
def web() -> Iterator[DemoWeb]:
    with DemoWeb() as running:
        yield running


@pytest.fixture(scope="session")
def second_web() -> Iterator[DemoWeb]:
    with DemoWeb(night=2) as running:
        yield running
