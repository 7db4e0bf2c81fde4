"""The adapter for TRS WCM (拓尔思): static lists, year and agency sub-channels, one-document channels."""

from collections.abc import Iterator

from crawler.lists.asking import Ask, ListPage
from crawler.lists.channels import MAX_STEPS_BELOW, steps_below
from crawler.lists.links import directory
from crawler.lists.trs_wcm import Pager, TrsPage, read_list_page
from crawler.spiders.paged import PagedSpider


class TrsWcmSpider(PagedSpider):
    """TRS WCM. See docs/sites/trs_wcm.md."""

    name = "trs_wcm"

    def first_ask(self, url: str) -> Ask:
        """A channel is asked for by its folder."""
        folder = directory(url)
        return _channel(folder, folder)

    def read_page(self, text: str, url: str, ask: Ask) -> ListPage:
        """One list page of a channel, its sub-channels, and the next page by the pager's pattern."""
        page = read_list_page(text, url)
        root, folder = _as_found(ask, url)
        return ListPage(
            entries=page.entries,
            lists=tuple(_sub_channels(page, root)),
            following=_following(page, root, folder, ask),
        )


def _channel(root: str, folder: str) -> Ask:
    return Ask(folder, state={"root": root, "folder": folder})


def _as_found(ask: Ask, url: str) -> tuple[str, str]:
    """The list's folder and the channel's own, where its first page was found: a redirect may change it."""
    root, folder = ask.state["root"], ask.state["folder"]
    if ask.number:
        return root, folder
    found = directory(url)
    return (found if root == folder else root), found


def _sub_channels(page: TrsPage, root: str) -> Iterator[Ask]:
    for folder in page.channels:
        if 0 < steps_below(folder, root) <= MAX_STEPS_BELOW:
            yield _channel(root, folder)


def _following(page: TrsPage, root: str, folder: str, ask: Ask) -> Ask | None:
    """The next page; one that has lost its pager goes on by that of the page before."""
    prefix, extension = ask.state.get("prefix"), ask.state.get("extension")
    pager = page.pager or (Pager(0, prefix, extension) if prefix and extension else None)
    if pager is None:
        return None
    state = {"root": root, "folder": folder, "prefix": pager.prefix, "extension": pager.extension}
    return Ask(pager.address(folder, ask.number + 1), ask.number + 1, state=state)
