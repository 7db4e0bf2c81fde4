"""Hebei's CMS: a column's page, the blocks it names, the parts of a block."""

from crawler.lists.asking import Ask, ListPage
from crawler.lists.hebei_uuid import ask_block, is_block, read_block_list

COLUMN, OTHER = "8aef2fa0-cc14-409e-9f68-fbdba00a0c72", "5b47c431-a184-4cd1-bdc9-172f60c82cc6"
ARTICLE = f"/columns/{COLUMN}/202103/29/720faafd-6610-4d9e-9cc8-9e0f056c2101.html"
PAGE = f"https://www.x.test/columns/{COLUMN}/index.html"
TEMPLATE = "2e3e81cf-d53a-40f0-9d7f-060e77400269"
TITLE = "漳原市人民政府2020年政府信息公开工作年度报告"
ROW = f'<li><a href="{ARTICLE}" title="{TITLE}">漳原市人民政府2020年…</a><span>2021-03-29</span></li>'


def block(column: str) -> str:
    return f"/columns/{column}/templates/{TEMPLATE}/blocks/c0704ccb-1df3-4edd-9391-3f0e6d7db920"


def read(html: str, url: str = PAGE, number: int = 0) -> ListPage:
    return read_block_list(html, url, Ask(url, number))


def test_a_row_is_an_entry_with_title_and_date() -> None:
    (entry,) = read(ROW).entries
    assert (entry.url, entry.title, entry.date) == (f"https://www.x.test{ARTICLE}", TITLE, "2021-03-29")


def test_the_blocks_of_the_column_are_lists_and_those_of_others_are_boxes() -> None:
    html = f"<script>load('{block(COLUMN)}?page=2&amp;fix=0'); load('{block(OTHER)}?page=1');</script>"
    assert [ask.url for ask in read(html).lists] == [f"https://www.x.test{block(COLUMN)}?page=1&fix=0"]


def test_a_block_that_is_named_twice_is_asked_for_once() -> None:
    html = f"<script>load('{block(COLUMN)}?page=2'); load('{block(COLUMN)}?page=3');</script>"
    assert len(read(html).lists) == 1


def test_the_next_part_of_a_block_has_the_next_number_until_one_is_empty() -> None:
    first = ask_block(f"https://www.x.test{block(COLUMN)}?page=9&fix=1&keyword=年报")
    assert first.url.endswith("?page=1&fix=0&keyword=%E5%B9%B4%E6%8A%A5")
    following = read(ROW, first.url).following
    assert following is not None
    assert (following.number, "page=2&fix=0" in following.url) == (1, True)
    assert read("<ul></ul>", following.url, 1).following is None


def test_a_column_s_page_is_no_block() -> None:
    assert is_block(f"https://www.x.test{block('0')}")
    assert not is_block(PAGE)
