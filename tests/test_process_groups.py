"""Tests that share a crawl stay in one of the processes that run them, so that it is made once."""

import os

import pytest


@pytest.mark.skipif("PYTEST_XDIST_WORKER" not in os.environ, reason="all tests run in one process")
@pytest.mark.xdist_group("a group")
def test_a_test_is_sent_out_with_its_group(request: pytest.FixtureRequest) -> None:
    assert request.node.nodeid.endswith("@a group")


@pytest.fixture(scope="module")
def shared() -> str:
    return "made once"


@pytest.mark.skipif("PYTEST_XDIST_WORKER" not in os.environ, reason="all tests run in one process")
def test_what_a_module_shares_makes_it_a_group(request: pytest.FixtureRequest, shared: str) -> None:
    assert shared
    assert request.node.nodeid.endswith("@tests/test_process_groups.py")
