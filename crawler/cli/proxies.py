"""The option that sends requests for some hosts through a proxy."""

import click

from crawler.cli import CommandError

proxy_option = click.option(
    "--proxy",
    "proxies",
    multiple=True,
    metavar="SUFFIX=URL",
    help="Send requests for hosts that end in SUFFIX through this proxy; may be repeated.",
)


def routes(proxies: tuple[str, ...]) -> dict[str, str]:
    """Host suffix -> address of its proxy."""
    return dict(_route(proxy) for proxy in proxies)


def _route(proxy: str) -> tuple[str, str]:
    suffix, _, url = proxy.partition("=")
    if not suffix or not url.startswith("http://"):
        raise CommandError(f"--proxy {proxy!r}: write SUFFIX=URL, for example .test=http://127.0.0.1:8080")
    return suffix, url
