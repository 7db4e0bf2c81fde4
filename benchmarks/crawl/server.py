"""Government sites by the hundred on one loopback port: a forward proxy that makes its pages as they are asked.

Each host has a list and so many reports; every report is of an agency of its own. The server is a process of
its own and costs next to nothing beside a crawl, so that what is measured is the crawl.
"""

import asyncio
import multiprocessing
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection

KIND = "as the imitation web serves them"
TARGET = re.compile(rb"GET http://h(\d+)\.test(/\S*) HTTP/1\.1")
REPORT = re.compile(rb"/nb/202401/t20240119_(\d+)\.html")
# The first report's agency gives way to one of the host's and the page's own.
SYLLABLES = "安白长东丰高广海和怀惠吉建江金景开兰临龙南宁平青清荣瑞山石顺泰通文武西新兴阳永玉元云中"


@dataclass(frozen=True, slots=True)
class Pages:
    """What is served: so many hosts with so many reports each; `small` pages are told as no report at once."""

    hosts: int
    reports: int
    small: bool = False

    @property
    def requests(self) -> int:
        """What a crawl of all asks for: robots.txt, the list and the reports of each host."""
        return self.hosts * (self.reports + 2)


@contextmanager
def serving(pages: Pages) -> Iterator[str]:
    """The address of the proxy that serves them, until the end of `with`."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(pages, theirs), daemon=True)
    process.start()
    port = ours.recv()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.join()


def _serve(pages: Pages, ready: Connection) -> None:
    asyncio.run(_serve_forever(_Answers(pages), ready))


async def _serve_forever(answers: "_Answers", ready: Connection) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Connection(answers), "127.0.0.1", 0)
    ready.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


class _Connection(asyncio.Protocol):
    """One connection: an answer to each request, kept open in between."""

    def __init__(self, answers: "_Answers") -> None:
        self._answers = answers
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where to answer."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer every whole request."""
        self._received += data
        while b"\r\n\r\n" in self._received:
            head, _, self._received = self._received.partition(b"\r\n\r\n")
            self._transport.write(self._answers.to(head))


class _Answers:
    def __init__(self, pages: Pages) -> None:
        from benchmarks.speed.pages import speed_pages  # noqa: PLC0415 - processes of a crawl load this file

        self._pages = pages
        (page,) = speed_pages(KIND, 1, seed=1)
        self._page = page.decode()
        title = re.search(r"<title>(.*?)20\d\d年", self._page)
        assert title is not None  # every report has one
        self._agency = title[1]

    def to(self, head: bytes) -> bytes:
        asked = TARGET.match(head)
        if asked is None:
            return _answer(b"?", b"502 Bad Gateway")
        host, path = int(asked[1]), asked[2]
        if path == b"/robots.txt":
            return _answer(b"User-agent: *\nDisallow:\n", kind=b"text/plain")
        if path == b"/nb/":
            return _answer(self._list().encode())
        report = REPORT.fullmatch(path)
        return _answer(self._report(host, int(report[1]))) if report else _answer(b"", b"404 Not Found")

    def _list(self) -> str:
        rows = "".join(
            f'<li><a href="./202401/t20240119_{number}.html">某局2023年政府信息公开工作年度报告</a>'
            "<span>2024-01-19</span></li>"
            for number in range(self._pages.reports)
        )
        return f"<html><head><title>年报</title></head><body><ul>{rows}</ul></body></html>"

    def _report(self, host: int, number: int) -> bytes:
        if self._pages.small:
            text = f"这一页写着第{host}号主机的第{number}份文件。" * 20
            return f"<html><body><p>{text}</p></body></html>".encode()
        return self._page.replace(self._agency, _agency(host * self._pages.reports + number)).encode()


def _agency(number: int) -> str:
    """An agency of its own for every number."""
    name = ""
    for _ in range(3):
        number, place = divmod(number, len(SYLLABLES))
        name += SYLLABLES[place]
    return f"{name}县财政局"


def _answer(body: bytes, status: bytes = b"200 OK", kind: bytes = b"text/html; charset=utf-8") -> bytes:
    length = str(len(body)).encode()
    return b"HTTP/1.1 %b\r\nContent-Type: %b\r\nContent-Length: %b\r\n\r\n%b" % (status, kind, length, body)
