"""Processes that help another: forked from a server of their own, and ending with the one they help."""

import os
import signal
from collections.abc import Sequence
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from multiprocessing.context import ForkServerContext
from threading import Thread

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def forking_context(preloaded: Sequence[str]) -> ForkServerContext:
    """What makes processes that have neither the lock nor the database of this one open.

    `preloaded` are modules that the server loads once for all; whoever asks first decides which.
    """
    context = get_context("forkserver")
    context.set_forkserver_preload(list(preloaded))
    return context


def end_with_parent() -> None:
    """End this process as soon as the one that started it is gone: killed, it can end nobody."""
    parent = parent_process()
    if parent is None:
        raise RuntimeError("this is the parent")

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def leave_stopping_to_parent() -> None:
    """A terminal or a service manager tells all processes to stop; this one waits for its parent's word."""
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
