"""One Datasette process: started, waited for, listened to and ended."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence

from archive.home import Home

START_SECONDS = 30  # a slow disk and a cold Python together
STOP_SECONDS = 5
POLL_SECONDS = 0.1

Report = Callable[[str], None]


class ServeError(Exception):
    """The publication cannot be served; the message says why and what to do."""


class DatasetteProcess:
    """`datasette` with these arguments, ready to answer. Raises ServeError where it does not come to that."""

    def __init__(
        self, home: Home, arguments: Sequence[str], is_ready: Callable[[], bool], report: Report
    ) -> None:
        self._report = report
        self._process = subprocess.Popen(
            [sys.executable, "-m", "datasette", *arguments],
            env=os.environ | {"GONGKAI_HOME": str(home.path), "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.DEVNULL,  # the access log
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,  # Ctrl-C reaches us alone, and we end it
        )
        threading.Thread(target=self._pass_on, daemon=True).start()
        self._wait_until(is_ready)

    def refuse_end(self) -> None:
        """Raise ServeError if the process has ended by itself."""
        if self._process.poll() is not None:
            raise ServeError(f"Datasette ended by itself with status {self._process.returncode}")

    def stop(self) -> None:
        """End the process: politely, so that it answers what it was asked, then not."""
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _pass_on(self) -> None:
        """Pass the server's warnings and errors on; what it says of its own start and end is noise."""
        assert self._process.stderr is not None  # asked for above
        for line in self._process.stderr:
            if not line.startswith("INFO:"):
                self._report(line.rstrip())

    def _wait_until(self, is_ready: Callable[[], bool]) -> None:
        deadline = time.monotonic() + START_SECONDS
        while self._process.poll() is None and time.monotonic() < deadline:
            if is_ready():
                return
            time.sleep(POLL_SECONDS)
        self._process.kill()
        self._process.wait()
        raise ServeError("Datasette did not start; its messages are above")
