"""How many processes crawl, and which sites each has: a host is asked by one of them alone."""

from crawler.host_groups import host_groups, process_count
from crawler.sites import Site
from tests.crawler.entries import FIELDS


def site(name: str, *hosts: str) -> Site:
    lists = [f"http://{host}/nb/" for host in hosts]
    return Site.model_validate({**FIELDS, "id": name, "lists": lists, "hosts": list(hosts)})


def paced(number: int, seconds: float) -> dict[str, float]:
    return {f"h{count}.test": seconds for count in range(number)}


def test_one_process_crawls_what_one_can_keep_up_with() -> None:
    assert process_count(paced(120, 2.0), cores=8) == 1
    assert process_count(paced(15, 0.1), cores=8) == 1


def test_what_is_asked_without_a_pause_is_over_before_a_second_process_has_started() -> None:
    assert process_count(paced(64, 0.0), cores=8) == 1


def test_hosts_that_want_more_are_crawled_by_as_many_as_there_are_cores_for() -> None:
    assert process_count(paced(200, 0.5), cores=2) == 2
    assert process_count(paced(200, 0.5), cores=8) == 4
    assert process_count(paced(64, 0.1), cores=8) == 4
    assert process_count(paced(200, 0.5), cores=1) == 1


def test_sites_that_share_a_host_stay_together() -> None:
    sites = [
        site("a", "a.test"),
        site("b", "b.test"),
        site("c", "c.test", "a.test"),
        site("d", "d.test", "c.test"),
    ]
    groups = host_groups(sites, 2)
    assert sorted(sorted(one.id for one in group) for group in groups) == [["a", "c", "d"], ["b"]]


def test_there_are_no_more_groups_than_there_is_something_for() -> None:
    assert len(host_groups([site("a", "a.test"), site("b", "a.test")], 4)) == 1
