"""What people and servers see of a crawl: the user agent, and tables that line up."""

import pytest

from crawler.columns import align, width
from crawler.user_agent import ContactError, user_agent


@pytest.mark.parametrize("contact", ["editor@example.org", "https://newsroom.example/contact"])
def test_the_user_agent_says_who_asks(contact: str) -> None:
    agent = user_agent(contact)
    assert agent.startswith("Gongkai/")
    assert agent.endswith(f"; contact: {contact})")


def test_a_crawl_without_a_contact_is_refused_with_what_to_do() -> None:
    with pytest.raises(ContactError, match="export GONGKAI_CONTACT="):
        user_agent("")


@pytest.mark.parametrize("contact", ["me", "a b@c.org", "x@y.org\r\nX-Injected: 1", "a@b.org; d)"])
def test_what_is_no_address_is_refused(contact: str) -> None:
    with pytest.raises(ContactError, match="neither an e-mail nor a web address"):
        user_agent(contact)


def test_columns_line_up_under_chinese() -> None:
    lines = align([["站点", "n"], ["mva", "120"], ["云州市", "7"]], right=[1])
    assert [width(line) for line in lines] == [11, 11, 11]
    assert lines[1] == "mva     120"
