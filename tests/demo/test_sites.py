"""The site entries of the demo: valid for the crawler, one for each host."""

from crawler.sites import load_sites
from demo.hosts.refusals import REFUSALS
from demo.reports import SITES
from demo.web import SITES_FOLDER
from tests.demo.walk import list_roots


def test_the_entries_are_valid_and_name_the_hosts_and_their_lists() -> None:
    sites = load_sites([SITES_FOLDER])
    assert sites.keys() == SITES.keys() | {name.replace("-", "_") for name in REFUSALS}
    for site_id in SITES:
        entry = sites[site_id]
        assert entry.hosts == (SITES[site_id].host,)
        assert all(url.startswith(f"http://{SITES[site_id].host}/") for url in entry.lists)
        assert (entry.delay_seconds, entry.delay_reason) == (0.0, "loopback")
        assert entry.adapter == SITES[site_id].family
        assert SITES[site_id].place in entry.place


def test_a_host_of_files_is_crawled_from_its_first_list() -> None:
    sites = load_sites([SITES_FOLDER])
    for site_id, root in list_roots().items():
        assert sites[site_id].lists == (root,)
