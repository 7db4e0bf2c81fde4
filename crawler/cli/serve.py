"""`gongkai serve`: Datasette on the newest publication, until Ctrl-C."""

import os
import signal
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import click

from archive.home import Home
from archive.serve import ServeError, Server
from archive.serve_sockets import SocketServer
from crawler.cli import CommandError
from crawler.exit_codes import ExitCode

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8001


@click.command(
    epilog="Exit codes: 0 ended by Ctrl-C or SIGTERM, 1 the server ended by itself, 2 nothing to serve or "
    "the address is in use.",
)
@click.option("--port", type=click.IntRange(1, 65535), default=DEFAULT_PORT, show_default=True, help="Port.")
@click.option(
    "--host",
    default=DEFAULT_HOST,
    show_default=True,
    help="Address to listen on; put a reverse proxy before others.",
)
@click.option(
    "--sockets",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Listen on unix sockets in DIR instead, for a reverse proxy: it connects to DIR/current.sock.",
)
def serve(port: int, host: str, sockets: Path | None) -> None:
    """Serve the last publication as a website, and each new one as it comes.

    \b
    Examples:
      gongkai serve                     http://127.0.0.1:8001/
      gongkai serve --port 8080         another port
      gongkai publish && gongkai serve  publish, then look at it
      gongkai serve --sockets /run/gongkai   behind nginx (docs/operating.md): no gap at a new publication
    """
    home = Home.from_environment()
    if sockets:
        serve_until_stopped(lambda: SocketServer(home, sockets.resolve(), _report))
    else:
        serve_publication(home, host, port)


def serve_publication(home: Home, host: str = DEFAULT_HOST, port: int = DEFAULT_PORT) -> None:
    """Serve on an address until Ctrl-C or SIGTERM."""
    serve_until_stopped(lambda: Server(home, host, port, _report))


def serve_until_stopped(start: Callable[[], Server | SocketServer]) -> None:
    """Serve until Ctrl-C or SIGTERM; the server is ended too, whatever happens."""
    stopped = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopped.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    try:
        server = start()
    except ServeError as error:
        raise CommandError(str(error)) from error
    click.echo(f"{server.url}  —  {server.publication.name}  (Ctrl-C 结束 to stop)")
    tell_systemd("READY=1")
    try:
        server.follow(stopped)
    except ServeError as error:
        raise CommandError(str(error), ExitCode.BUG) from error
    finally:
        server.stop()
    click.echo("stopped 已停止")


def tell_systemd(state: str) -> None:
    """Say to the service manager that started us, if one did, how far we are: sd_notify(3)."""
    address = os.environ.get("NOTIFY_SOCKET")
    if address:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
            # An address that begins with @ is one without a file, which begins with a null byte.
            sender.sendto(state.encode(), f"\0{address[1:]}" if address.startswith("@") else address)


def _report(line: str) -> None:
    click.echo(line, err=True)
