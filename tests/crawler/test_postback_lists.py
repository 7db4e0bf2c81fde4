"""The next page of an ASP.NET list: its own form with the pager's control and the number of the page."""

import pytest
from bs4 import BeautifulSoup

from crawler.lists.asking import Ask
from crawler.lists.postback import next_postback

LIST = "http://www.x.test/zwgk/list.aspx?cid=3"
STATE = '<input type="hidden" name="__VIEWSTATE" value="dDwtMTA7Oz4="/><input type="HIDDEN" name="__EVENTTARGET"/>'


def following(pager: str, number: int = 0, action: str = "list.aspx?cid=3") -> Ask | None:
    html = f'<form action="{action}">{STATE}<input type="text" name="q" value="x"/>{pager}</form>'
    return next_postback(BeautifulSoup(html, "lxml"), LIST, number)


def test_the_form_goes_back_with_its_state_and_the_event_of_the_pager() -> None:
    ask = following("<a href=\"javascript:__doPostBack('ctl00$Pager','2')\">下一页</a>")
    assert ask is not None
    assert (ask.url, ask.number, ask.method) == (LIST, 1, "POST")
    assert dict(ask.form) == {
        "__VIEWSTATE": "dDwtMTA7Oz4=",
        "__EVENTTARGET": "ctl00$Pager",
        "__EVENTARGUMENT": "2",
    }
    assert dict(ask.headers) == {"Referer": LIST}


@pytest.mark.parametrize(("number", "argument"), [(0, "Page$2"), (1, "Page$3")])
def test_a_grid_is_paged_by_the_link_with_the_next_number(number: int, argument: str) -> None:
    links = "".join(
        f"<a href=\"javascript:__doPostBack('Grid','Page${n}')\">{n}</a>"
        for n in range(1, 5)
        if n != number + 1
    )
    ask = following(links, number)
    assert ask is not None
    assert dict(ask.form)["__EVENTARGUMENT"] == argument


def test_a_call_may_stand_in_onclick() -> None:
    assert following("<a href=\"#\" onclick=\"__doPostBack('P','2')\">下一页</a>") is not None


def test_a_disabled_link_is_the_end() -> None:
    assert following("<a disabled=\"disabled\" href=\"javascript:__doPostBack('P','9')\">下一页</a>") is None


def test_other_controls_are_not_the_pager() -> None:
    assert following("<a href=\"javascript:__doPostBack('Search','')\">搜索</a>") is None
