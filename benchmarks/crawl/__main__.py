"""`python -m benchmarks.crawl`: Scrapy alone and Gongkai's whole run on the same pages."""

import argparse
import os
from pathlib import Path

from benchmarks.crawl.crawls import FETCH, FOLLOW, Timed, bare, median, whole
from benchmarks.crawl.server import Pages, serving
from benchmarks.crawl.write_docs import Measured, document

DELAY = 0.5


def main() -> None:
    """Measure, print, and write the document where asked."""
    options = _options()
    pages = Pages(options.hosts, options.reports)
    long_pages = Pages(100, options.long // 100 - 2, small=True)
    polite_pages = Pages(200, options.polite, small=True)
    begun = os.getloadavg()[0]
    with serving(pages) as proxy_url:
        rounds = [
            (bare(FETCH, pages, proxy_url), bare(FOLLOW, pages, proxy_url), whole(pages, proxy_url))
            for _ in range(options.rounds)
        ]
    crawls = [median(of_kind) for of_kind in zip(*rounds, strict=True)]
    long, polite = _alone(long_pages), _alone(polite_pages, DELAY)
    load = (begun, os.getloadavg()[0])
    text = document(Measured(pages, crawls, long, long_pages, polite, polite_pages, DELAY, load))
    print(text)
    if options.write:
        options.write.write_text(text, "utf-8")


def _alone(pages: Pages, delay: float = 0.0) -> Timed:
    with serving(pages) as proxy_url:
        return whole(pages, proxy_url, delay)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crawl", description=__doc__)
    parser.add_argument("--hosts", type=int, default=32, help="hosts (default %(default)s)")
    parser.add_argument("--reports", type=int, default=60, help="reports a host (default %(default)s)")
    parser.add_argument(
        "--rounds", type=int, default=3, help="how often each crawl is made in turn (default %(default)s)"
    )
    parser.add_argument(
        "--long", type=int, default=20_000, help="pages of the long crawl (default %(default)s)"
    )
    parser.add_argument("--polite", type=int, default=30, help="reports a host of the polite crawl")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write docs/crawl-speed.md")
    return parser.parse_args()


if __name__ == "__main__":
    main()
