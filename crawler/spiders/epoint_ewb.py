"""The adapter for Epoint (国泰新点): catalogue pages, the script that names the site, the interface."""

from collections import defaultdict

from crawler.lists.asking import Ask, ListPage
from crawler.lists.epoint_ewb import (
    Application,
    Category,
    application_in,
    application_of,
    category_of,
    first_question,
    read_answer,
    script_of,
)
from crawler.recorder import Recorder
from crawler.sites import Site
from crawler.spiders.paged import PagedSpider

# What a request is for, where it is not a question to the interface.
SCRIPT = {"part": "script"}


class EpointEwbSpider(PagedSpider):
    """Epoint. See docs/sites/epoint_ewb.md."""

    name = "epoint_ewb"

    def __init__(self, site: Site, recorder: Recorder) -> None:
        super().__init__(site, recorder)
        # The script is asked for once for all lists that name it; those that come before its answer wait.
        self.applications: dict[str, Application] = {}
        self.waiting: defaultdict[str, list[Category]] = defaultdict(list)

    def read_page(self, text: str, url: str, ask: Ask) -> ListPage:
        """A catalogue page, the script it names, or an answer of the interface."""
        if ask.json:
            return read_answer(text, url, ask)
        if ask.state == SCRIPT:
            return self._read_script(text, url, ask)
        return self._read_catalogue(text, url)

    def _read_catalogue(self, text: str, url: str) -> ListPage:
        category, script = category_of(url), script_of(text, url)
        application = application_in(text, url) or self.applications.get(script)
        if application:
            return ListPage(lists=(first_question(application, category),))
        self.waiting[script].append(category)
        return ListPage(lists=(Ask(script, state=SCRIPT),))

    def _read_script(self, text: str, url: str, ask: Ask) -> ListPage:
        self.applications[ask.url] = application = application_of(text, url)
        asks = tuple(first_question(application, category) for category in self.waiting.pop(ask.url, ()))
        return ListPage(lists=asks)
