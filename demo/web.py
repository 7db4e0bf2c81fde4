"""The imitation web on one loopback port: virtual hosts under .test, and a forward proxy for just these.

A host is chosen by the Host header, or by an absolute request target as a proxy is sent one; any other
host is answered with 502. Nothing leaves the machine.

    with DemoWeb() as web:
        subprocess.run(["curl", "--proxy", web.proxy_url, "http://www.nanfen.test/zwgk/zfxxgknb/"])
"""

import threading
from http.server import ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self

from demo.handler import DemoHandler, LoggedRequest
from demo.hosts import build_hosts

__all__ = ["SITES_FOLDER", "DemoWeb", "LoggedRequest"]

# The site entries of the demo hosts, in the format of crawler/sites.
SITES_FOLDER = Path(__file__).parent / "sites"
LOOPBACK = "127.0.0.1"
# How soon the server notices that it shall stop: tests start and stop many.
SHUTDOWN_POLL_SECONDS = 0.02


class DemoServer(ThreadingHTTPServer):
    """The server behind `DemoWeb`: it answers from its hosts and remembers every request."""

    daemon_threads = True
    # A crawl opens several connections at once.
    request_queue_size = 64

    def __init__(self, port: int, night: int) -> None:
        super().__init__((LOOPBACK, port), DemoHandler)
        self.hosts = build_hosts(night)
        self.requests: list[LoggedRequest] = []


class DemoWeb:
    """The imitation web, from `with` until its end. `night=2` serves the second state of its pages."""

    def __init__(self, port: int = 0, night: int = 1) -> None:
        self._server = DemoServer(port, night)
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(SHUTDOWN_POLL_SECONDS,), name="demo-web", daemon=True
        )

    @property
    def port(self) -> int:
        """The port in use; where 0 was asked for, the one the system chose."""
        return self._server.server_port

    @property
    def proxy_url(self) -> str:
        """The address to send requests for .test hosts to."""
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def requests(self) -> list[LoggedRequest]:
        """Every request so far, in order."""
        return list(self._server.requests)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
