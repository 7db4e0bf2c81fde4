"""`gongkai nightly` as a process that can be killed: a group of its own, forked from a server that has read
the program already, so that the moments before a kill are the crawl's and not the interpreter's."""

import multiprocessing
import os
import signal
import time
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerContext
from pathlib import Path

PRELOADED = ("crawler.cli.nightly", "crawler.engine", "crawler.spiders.trs_wcm", "archive.publish")


def _context() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(PRELOADED))
    return context


@dataclass(frozen=True, slots=True)
class Night:
    """How the command is called, and the data folder it works in. Its output goes to `log`."""

    home: Path
    sites: Path
    proxy_url: str
    context: ForkServerContext = field(default_factory=_context, repr=False)

    @property
    def log(self) -> Path:
        """What the command printed, all starts after one another."""
        return self.home.with_suffix(".log")

    @property
    def arguments(self) -> list[str]:
        """The command line behind `gongkai`."""
        return ["nightly", "--sites-folder", str(self.sites), "--proxy", f".test={self.proxy_url}"]

    def run(self, kill_after: float | None = None) -> tuple[int | None, float]:
        """Run to the end, or kill the process group after some seconds.

        The exit code, None where it was killed; and the seconds that it ran.
        """
        process = self.context.Process(target=_run, args=(self.arguments, str(self.home), str(self.log)))
        began = time.monotonic()
        process.start()
        process.join(kill_after)
        seconds = time.monotonic() - began
        if process.exitcode is None:
            assert process.pid is not None  # it was started
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                # It has not come so far as to make a group of its own.
                process.kill()
            process.join()
            return None, seconds
        return process.exitcode, seconds


def _run(arguments: list[str], home: str, log: str) -> None:
    """The command itself, in the child."""
    os.setsid()
    os.environ.update(GONGKAI_HOME=home, GONGKAI_CONTACT="editor@example.test")
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)
    from crawler.cli import main  # noqa: PLC0415 - in the child alone

    main(arguments, prog_name="gongkai")
