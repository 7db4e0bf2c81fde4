"""Lists of the Lonsun EX platform (龙讯, Anhui): a column's page whose rows come from one label.

`/public/column/<organ>?type=4&catId=<category>` holds what the label is called with; its rows are an HTML
fragment from `/site/label/8888?labelName=publicInfoList&…&pageIndex=1`. See docs/sites/lonsun.md.
"""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

from crawler.lists.anchors import entries, page_links
from crawler.lists.asking import Ask, ListPage, UnreadableListError
from crawler.lists.entries import whole_title
from crawler.lists.links import absolute, base_address

LABEL_PATH = "/site/label/8888"
# /public/1681/73357092.html, /public/content/73357092, and news such as /zwzx/tzgg/73357092.html
ARTICLE = re.compile(r"/public/(?:\d+|content)/\d+(?:\.html)?$|/\d{6,}\.html$")
COLUMN = re.compile(r"/(?:public/column|publicColumn)/(\d+)")
ANNUAL_REPORTS = re.compile(r"年报|年度报告")
WRITTEN_CALL = re.compile(rf"""([^\s"'<>(]*{LABEL_PATH})\?([^\s"'<>\\]+)""")
LABEL_NAME = "publicInfoList"
PAGE_COUNT = re.compile(r"""\bpageCount["']?\s*[:=]\s*["']?(\d{1,6})\b""")
PARAMETER = re.compile(r"""["']?\b([A-Za-z]+)["']?\s*[:=]\s*(?:"([^"]*)"|'([^']*)'|(\d+|true|false)\b)""")
# The label's parameters with what they are where the page does not say; None: the page has to.
PARAMETERS: Mapping[str, str | None] = {
    "IsAjax": "1",
    "dataType": "html",
    "labelName": LABEL_NAME,
    "siteId": None,
    "pageSize": "20",
    "pageIndex": "1",
    "action": "list",
    "isDate": "true",
    "dateFormat": "yyyy-MM-dd",
    "length": "50",
    "organId": None,
    "type": "4",
    "catId": "",
    "catIds": "",
    "cId": "",
    "keyWords": "",
    "fuzzySearch": "false",
    "fromCode": "title",
    "sortType": "1",
    "result": "暂无相关信息",
    "file": None,
}
# The whole catalogue of an organ: without a category it would be read in full.
CATALOGUE = "4"
# What the column's own address says goes before what its script says.
FROM_ADDRESS = ("type", "catId", "catIds")

Parameters = dict[str, str]


def first_ask(url: str) -> Ask:
    """The request that a list begins with: its column, or the label's first fragment where that was given."""
    return Ask(_with_page(url, 1) if _is_label(url) else url)


def read_lonsun(text: str, url: str, ask: Ask) -> ListPage:
    """A column's page, or one fragment of rows."""
    return read_fragment(text, url, ask) if _is_label(url) else read_column(text, url)


def read_column(html: str, url: str) -> ListPage:
    """Where a column's rows come from: the categories of annual reports it links to, else its label.

    Raises UnreadableListError where the page has neither.
    """
    soup = BeautifulSoup(html, "lxml")
    categories = () if _category(url) else tuple(Ask(address) for address in _categories(soup, url))
    return ListPage(lists=categories or (Ask(_label_address(soup, url)),))


def read_fragment(html: str, url: str, ask: Ask) -> ListPage:
    """The rows of one fragment; the next one is asked for by its number.

    The page count promises at least one row more than the pages before the last hold.
    """
    links = list(page_links(BeautifulSoup(html, "lxml"), url))
    return ListPage(
        entries=tuple(entries(links, url, ARTICLE)),
        following=Ask(_with_page(url, ask.number + 2), ask.number + 1),
        promised=_promised(html, url),
    )


def _promised(html: str, url: str) -> int | None:
    pages = PAGE_COUNT.search(html)
    size = dict(parse_qsl(urlsplit(url).query)).get("pageSize", "")
    if pages is None or not size.isdecimal() or int(pages[1]) == 0:
        return None
    return (int(pages[1]) - 1) * int(size) + 1


def _is_label(url: str) -> bool:
    return urlsplit(url).path.endswith(LABEL_PATH)


def _category(url: str) -> str:
    fields = dict(parse_qsl(urlsplit(url).query))
    return fields.get("catId") or fields.get("catIds") or ""


def _categories(soup: BeautifulSoup, url: str) -> Iterator[str]:
    """The links to categories of the same organ that are called annual reports."""
    organ = COLUMN.search(urlsplit(url).path)
    for link, target in page_links(soup, base_address(soup, url)):
        column = COLUMN.search(urlsplit(target).path)
        same = organ is not None and column is not None and column[1] == organ[1]
        if same and _category(target) and ANNUAL_REPORTS.search(whole_title(link)):
            yield target


def _label_address(soup: BeautifulSoup, url: str) -> str:
    """The address of the first fragment, from the call or the parameters in the page's scripts."""
    source = "\n".join(script.string or "" for script in soup.find_all("script")).replace("&amp;", "&")
    written = WRITTEN_CALL.search(source)
    said = dict(parse_qsl(written[2])) if written else _parameters(source)
    fields = {**PARAMETERS, **_of_page(soup, url), **said, **_of_address(url), "pageIndex": "1"}
    fields.pop("_", None)
    wanting = [name for name, value in fields.items() if value is None]
    if fields["type"] == CATALOGUE and not (fields["catId"] or fields["catIds"]):
        wanting.append("catId")
    if wanting:
        raise UnreadableListError(
            f"the page does not say the label's {', '.join(wanting)}: open the list in a browser and give "
            f"the address of {LABEL_PATH} that it asks for"
        )
    place = absolute(url, written[1] if written else LABEL_PATH) or urljoin(url, LABEL_PATH)
    return f"{place}?{urlencode({name: value or '' for name, value in fields.items()})}"


def _parameters(source: str) -> Parameters:
    """`name: 'value'` pairs of the call that names the label; other scripts use the same names."""
    for mention in re.finditer(LABEL_NAME, source):
        opening, closing = source.rfind("{", 0, mention.start()), source.find("}", mention.start())
        call = source[opening + 1 : closing if closing >= 0 else None]
        found = {match[1]: match[2] or match[3] or match[4] or "" for match in PARAMETER.finditer(call)}
        if "file" in found:
            return {name: value for name, value in found.items() if name in PARAMETERS}
    return {}


def _of_page(soup: BeautifulSoup, url: str) -> Parameters:
    """The number of the site from its meta tag and that of the organ from the address."""
    meta = soup.find("meta", attrs={"name": re.compile("^SiteId$", re.I)})
    organ = COLUMN.search(urlsplit(url).path)
    site = str(meta.get("content") or "") if isinstance(meta, Tag) else ""
    return ({"siteId": site} if site else {}) | ({"organId": organ[1]} if organ else {})


def _of_address(url: str) -> Parameters:
    fields = parse_qsl(urlsplit(url).query)
    return {name: value for name, value in fields if name in FROM_ADDRESS}


def _with_page(url: str, page: int) -> str:
    """The address with another page number, and without the random number that browsers add."""
    address, _, query = url.partition("?")
    fields = dict(parse_qsl(query, keep_blank_values=True)) | {"pageIndex": str(page)}
    fields.pop("_", None)
    return f"{address}?{urlencode(fields)}"
