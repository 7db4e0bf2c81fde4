"""A process that helps another ends with it."""

import os
from multiprocessing import parent_process
from multiprocessing.connection import wait
from threading import Thread


def end_with_parent() -> None:
    """End this process as soon as the one that started it is gone: killed, it can end nobody."""
    parent = parent_process()
    if parent is None:
        raise RuntimeError("this is the parent")

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    Thread(target=watch, daemon=True).start()
