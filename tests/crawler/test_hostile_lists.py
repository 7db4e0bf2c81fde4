"""Whatever a server sends in place of a list, a reader reads it or says that it cannot: nothing else is raised."""

import json
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.lists.asking import Ask, ListPage, UnreadableListError
from crawler.lists.gkmlpt import entry_ask, read_entry_page, read_rows
from crawler.lists.lonsun import read_lonsun
from crawler.lists.nfcms import read_nfcms_list
from crawler.lists.openness import read_openness

Reader = Callable[[str, str, Ask], ListPage]

HOST = "http://www.x.test"
NAMES = ["articles", "total", "classify", "post_count", "title", "url", "attachment", "name", "id"]
NAMES += ["children", "code", "jump_url", "display_publish_time", "text"]
WORDS = st.sampled_from(
    ["年报", "2023年政府信息公开工作年度报告", "http://[", "javascript:;", "#", "/a.pdf", ""]
)
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=6),
    max_leaves=20,
)
TAGS = st.sampled_from(
    (
        *("<a href='", "http://[x'>", "content/post_1.html'>", "2023年信息公开年报", "年报</a>", "<li>"),
        *("<script>", "publicInfoList", "{file: '/a'", "}", "pageCount:²", "/site/label/8888?"),
        "window._CONFIG = {SID: '1', TREE: [",
    )
)
PAGES = st.lists(TAGS | st.text(max_size=4), max_size=12).map(lambda parts: "<html>" + "".join(parts))


def read(reader: Reader, text: str, url: str) -> None:
    with suppress(UnreadableListError):
        assert isinstance(reader(text, url, Ask(url)), ListPage)


@given(JSON_VALUES)
def test_any_json_in_place_of_rows_or_a_tree(value: object) -> None:
    text = json.dumps(value)
    read(read_rows, text, f"{HOST}/gkmlpt/api/all/1?page=1&sid=2")
    read(read_rows, json.dumps({"articles": [value]}), f"{HOST}/gkmlpt/api/all/1?page=1&sid=2")
    read(read_openness, text, f"{HOST}/openness/jsonTree?branch_id=1")
    entry = f"{HOST}/gkmlpt/annualreport"
    with suppress(UnreadableListError):
        read_entry_page(
            f"<script>window._CONFIG = {{SID: '1', TREE: [{text}]}}</script>", entry, entry_ask(entry)
        )


@pytest.mark.parametrize(
    ("reader", "url"),
    [
        (read_entry_page, "/gkmlpt/index"),
        (read_nfcms_list, "/zwgk/nb/"),
        (read_openness, "/OpennessContent/showList/7/320/page_1.html"),
        (read_openness, "/opennessAnnualReport/?branch_id=5e"),
        (read_lonsun, "/public/column/1?type=4&catId=2"),
        (read_lonsun, "/site/label/8888?pageSize=²&pageIndex=1"),
    ],
)
@given(html=PAGES)
def test_any_page_in_place_of_a_list(reader: Reader, url: str, html: str) -> None:
    read(reader, html, HOST + url)


def test_a_tree_nested_beyond_all_measure_is_unreadable() -> None:
    text = "[" * 100_000
    with pytest.raises(UnreadableListError):
        read_openness(text, f"{HOST}/openness/jsonTree?branch_id=1", Ask(HOST))
    with pytest.raises(UnreadableListError):
        read_rows(text, f"{HOST}/gkmlpt/api/all/1?page=1&sid=2", Ask(HOST))
