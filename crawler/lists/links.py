"""Links as pages write them: white space inside, protocol-relative, relative to a <base>, broken.

>>> absolute("http://www.x.gov.cn/nb/", " ./202401/\\n t20240119_1.html#top ")
'http://www.x.gov.cn/nb/202401/t20240119_1.html'
"""

import re
from urllib.parse import urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup
from turbohtml import Element

from parsers.readers.html import page_tree

DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|et|rtf|mht|ofd|zip|rar)$", re.I)
# Download scripts name the file in their query: downfile.jsp?filename=0a1b.pdf
DOCUMENT_IN_QUERY = re.compile(r"=[^&]*\.(?:pdf|docx?|xlsx?|wps|et|rtf|mht|ofd|zip|rar)(?:&|$)", re.I)
# /system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1348324972&wbfileid=13117233 names no
# file, but VSB says nothing else in this way.
ATTACHMENT_TYPE = "news.downloadattachurl"
# index.php?c=getFile&id=5e1f says nothing; the link is called 2023年度报告.pdf.
CLOSING = "》」』\"'”）)】] "
WEB_PAGE = re.compile(r"(?:/|\.s?html?|\.xhtml)$", re.I)
# What links to a document or embeds one.
LINKING = ("a", "iframe", "embed", "object")
# Parts of a page that belong to the whole site, not to the article.
FURNITURE = frozenset({"header", "footer", "nav"})


def absolute(base: str, href: str) -> str | None:
    """The address a link leads to, without its fragment; None where it leads to no page."""
    try:
        url = urldefrag(urljoin(base, "".join(href.split()))).url
        parts = urlsplit(url)
        is_page = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        # A broken bracket or port: nothing could be asked there.
        return None
    return url if is_page else None


def base_address(soup: BeautifulSoup, url: str) -> str:
    """What relative links of the page are relative to."""
    base = soup.find("base", href=True)
    return (absolute(url, str(base["href"])) if base else None) or url


def directory(url: str) -> str:
    """The folder part of an address; a last step without a dot is a folder whose slash was left out."""
    parts = urlsplit(url)
    path, _, last = parts.path.rpartition("/")
    folder = f"{path}/{last}/" if last and "." not in last else f"{path}/"
    return f"{parts.scheme}://{parts.netloc}{folder}"


def is_below(url: str, folder: str) -> bool:
    """Whether an address lies in a folder of the same host, whatever the scheme."""
    return url.partition("://")[2].startswith(folder.partition("://")[2])


def is_document(url: str) -> bool:
    """Whether an address names a document; what it really is the bytes will tell."""
    parts = urlsplit(url)
    if ATTACHMENT_TYPE in parts.query.lower():
        return True
    return bool(DOCUMENT.search(parts.path) or DOCUMENT_IN_QUERY.search(parts.query))


def read_attachments(html: str, url: str) -> list[tuple[str, str]]:
    """The documents a page links to or embeds, as (address, link text), each once, in order.

    Read without BeautifulSoup: every report's page is looked through, and most of them are large.
    """
    page = page_tree(html)
    given = page.select_one("base[href]")
    base = (absolute(url, given.attr("href") or "") if given else None) or url
    found: dict[str, str] = {}
    for element in page.iter_elements(LINKING):
        text = " ".join(" ".join(element.strings).split())
        target = _document_target(element, base, text)
        if target and not _is_furniture(element):
            found.setdefault(target, text)
    return list(found.items())


def _document_target(element: Element, base: str, text: str) -> str | None:
    names = (text, element.attr("title") or "", element.attr("download") or "")
    named = any(DOCUMENT.search(name.rstrip(CLOSING)) for name in names)
    for attribute in ("href", "src", "data"):
        target = absolute(base, element.attr(attribute) or "#")
        if target and (is_document(target) or (named and _may_be_document(target, base))):
            return target
    return None


def _may_be_document(target: str, base: str) -> bool:
    """Whether a link that is called like a file may lead to one: not to a page, nor back to this one."""
    return not WEB_PAGE.search(urlsplit(target).path) and target != base


def _is_furniture(element: Element) -> bool:
    return any(isinstance(around, Element) and around.tag in FURNITURE for around in element.ancestors)
