"""The tools of the web archiving community that our files are tried with: `make warc-tools` installs them.

They live in an environment of their own: pywb is under the GPL, cdxj-indexer and wacz need a library under
the AGPL, and Gongkai depends on none of them.
"""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

FOLDER = Path(__file__).parents[2] / ".warc-tools" / "bin"


def warc_tool(name: str) -> str | None:
    """The path of one tool, or None where it is not installed."""
    return shutil.which(name, path=str(FOLDER))


def warc_tools() -> str | None:
    """The folder of the tools, if all are there."""
    return str(FOLDER) if all(map(warc_tool, ("cdxj-indexer", "wacz", "wayback", "wb-manager"))) else None


@contextmanager
def replaying(wacz: Path, folder: Path) -> Iterator[str]:
    """pywb serving an exported file from `folder` on a port of its own: the address of its collection."""
    manage = [str(warc_tool("wb-manager"))]
    for arguments in (["init", "trial"], ["add", "--unpack-wacz", "trial", str(wacz)]):
        subprocess.run([*manage, *arguments], cwd=folder, capture_output=True, check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(warc_tool("wayback")), "--bind", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/")
            yield f"http://127.0.0.1:{port}/trial"
        finally:
            server.kill()


def wait_for(address: str) -> None:
    for _ in range(300):
        try:
            urlopen(address, timeout=5).close()
        except URLError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"nothing answers at {address}")
