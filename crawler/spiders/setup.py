"""What a crawl needs before its engine starts: who we are, how often each host is asked, and the record.

`gongkai crawl` opens the record itself and hands it to the spider. A spider started by `scrapy crawl`
gets one of its own here, so that no way of running it leaves pages outside the archive.
"""

from collections.abc import Iterable
from contextlib import ExitStack, closing
from pathlib import Path

from scrapy import signals
from scrapy.crawler import Crawler

from archive.home import Home
from archive.lock import held
from archive.runs import finish_run
from crawler.exit_codes import ExitCode
from crawler.recorder import Recorder
from crawler.sites import FOLDER, Site, load_sites
from crawler.user_agent import check_contact, user_agent


def set_up(crawler: Crawler, sites: Iterable[Site]) -> None:
    """Set the user agent, and one slot a host: one request at a time, the longest delay any site asks for."""
    crawler.settings.set("USER_AGENT", user_agent(crawler.settings["GONGKAI_CONTACT"]), "spider")
    slots = {host: {"concurrency": 1, "delay": delay, "jitter": 0} for host, delay in delays(sites).items()}
    crawler.settings.set("DOWNLOAD_SLOTS", slots, "spider")


def delays(sites: Iterable[Site]) -> dict[str, float]:
    """The seconds between two requests to each host; sites that share a host share its delay."""
    longest: dict[str, float] = {}
    for site in sites:
        for host in site.hosts:
            longest[host] = max(site.delay_seconds, longest.get(host, 0.0))
    return longest


def choose_sites(ids: str, folder: str | None) -> list[Site]:
    """The entries that `-a site=a,b` names; KeyError for one that does not exist."""
    entries = load_sites([Path(folder) if folder else FOLDER])
    return [entries[site_id] for site_id in ids.split(",")]


def record_alone(crawler: Crawler, sites: list[Site], command: str) -> Recorder:
    """Open a record for a spider that runs alone and finish it with the spider."""
    contact = check_contact(crawler.settings["GONGKAI_CONTACT"])
    home = Home.from_environment()
    lock = ExitStack()
    lock.enter_context(held(home, command))
    recorder = Recorder.open(home, sites, command, contact)

    def finish(reason: str) -> None:
        with lock, closing(recorder):
            finished = reason == "finished"
            recorder.end_sites(finished=finished)
            finish_run(
                recorder.database,
                recorder.run_id,
                ExitCode.OK if finished else ExitCode.PARTIAL,
                ended="finished" if finished else "interrupted",
            )

    crawler.signals.connect(finish, signals.spider_closed, weak=False)
    return recorder
