"""The site entries of the demo: valid for the crawler, one for each host."""

from crawler.sites import load_sites
from demo.reports import SITES
from demo.web import SITES_FOLDER
from tests.demo.walk import list_roots


def test_the_entries_are_valid_and_name_the_hosts_and_their_lists() -> None:
    sites = load_sites([SITES_FOLDER])
    assert sites.keys() == SITES.keys()
    for site_id, entry in sites.items():
        assert entry.hosts == (SITES[site_id].host,)
        assert entry.lists == (list_roots()[site_id],)
        assert (entry.adapter, entry.delay_seconds, entry.delay_reason) == ("trs_wcm", 0.0, "loopback")
        assert SITES[site_id].place in entry.place
