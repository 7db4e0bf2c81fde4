"""Lists whose further pages are fragments that count down."""

import pytest

from crawler.lists.asking import Ask, ListPage
from crawler.lists.ccontent_chunk import chunk_behind_gap, read_chunk

LIST = "http://www.x.test/n1/n2/index.html"
TITLE = "云州市财政局2023年政府信息公开工作年度报告"
ROW = f'<li>\n<a href="../../n1/n2/c4260392/content.html" title="{TITLE}">\n云州市财…</a><span>[2024-01-19]</span></li>'


def hidden(*numbers: int, component: int = 2603340) -> str:
    links = "".join(f"<a href='../../n1/n2/index_{component}_{n}.html'></a>" for n in numbers)
    return f"<div style='display:none'>{links}</div>"


def script(pages: int, component: int = 2603340) -> str:
    return f"""<script>var maxPageNum=0; document.cookie="maxPageNum{component}={pages}";
        maxPageNum = {pages}; var place = document.getElementById("pag_{component}");</script>"""


def read(body: str, ask: Ask | None = None) -> ListPage:
    ask = ask or Ask(LIST)
    return read_chunk(body, ask.url, ask)


def following(page: ListPage) -> Ask:
    assert page.following is not None
    return page.following


def chunk(number: int) -> str:
    return f"http://www.x.test/n1/n2/index_2603340_{number}.html"


def test_a_row_gives_address_whole_title_and_date() -> None:
    (entry,) = read(ROW + hidden(1, 2)).entries
    assert (entry.url, entry.title, entry.date) == (
        "http://www.x.test/n1/n2/c4260392/content.html",
        TITLE,
        "2024-01-19",
    )
    assert entry.in_channel


def test_the_second_page_is_the_fragment_with_the_highest_number() -> None:
    assert following(read(ROW + hidden(*range(1, 16)) + script(16))).url == chunk(15)


def test_fragments_count_down_to_the_first() -> None:
    ask = following(read(ROW + hidden(1, 2)))
    assert (ask.url, ask.number) == (chunk(2), 1)
    ask = following(read(ROW, ask))
    assert (ask.url, ask.number) == (chunk(1), 2)
    assert read(ROW, ask).following is None


def test_without_hidden_links_the_script_says_how_many_there_are() -> None:
    assert following(read(ROW + script(16))).url == chunk(15)
    folder = "http://www.x.test/n1/n2/"
    assert following(read_chunk(ROW + script(16), folder, Ask(folder))).url == chunk(15)


@pytest.mark.parametrize("body", ["", script(0), script(1), "<script>maxPageNum = 16;</script>", hidden(0)])
def test_a_list_without_fragments_has_one_page(body: str) -> None:
    assert read(ROW + body).following is None


def test_each_component_of_a_page_is_a_list_of_its_own() -> None:
    page = read(ROW + hidden(1, 2) + hidden(1, 2, 3, component=77))
    assert following(page).url == chunk(2)
    assert [ask.url for ask in page.lists] == ["http://www.x.test/n1/n2/index_77_3.html"]


def test_menus_in_frames_are_no_lists() -> None:
    assert read('<iframe src="../../xwfb_index.html"></iframe>' + ROW).lists == ()


def test_behind_a_missing_fragment_there_may_be_older_ones_behind_two_there_are_none() -> None:
    missing = following(read(ROW + hidden(1, 2, 3, 4)))
    older = chunk_behind_gap(missing)
    assert older is not None
    assert older.url == chunk(3)
    assert chunk_behind_gap(older) is None
    assert chunk_behind_gap(following(read(ROW, older))) is not None


def test_behind_the_last_fragment_and_the_list_itself_there_is_nothing() -> None:
    assert chunk_behind_gap(following(read(ROW + hidden(1)))) is None
    assert chunk_behind_gap(Ask(LIST)) is None
