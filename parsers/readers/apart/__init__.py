"""Reading a binary file in a process of its own, so that no file can take this one's time or memory.

A PDF of a few kilobytes can expand to gigabytes or keep its reader busy for hours. Each script of this folder
reads such a file from its standard input and prints what it found as JSON; it knows nothing of the rest of
the program, starts in a third of a second and is ended when its time or memory is used up.
"""

import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
# A report of forty pages takes five seconds and 200 MB.
MAX_SECONDS = 90
MAX_MEMORY = 2 * 1024**3


class ApartError(Exception):
    """The script did not come to its end; the message says why."""


def read_apart(
    script: str, data: bytes, seconds: float = MAX_SECONDS, memory: int = MAX_MEMORY
) -> dict[str, Any]:
    """What `script` of this folder prints about a file. Raise ApartError where it prints nothing."""
    command = [sys.executable, "-I", str(FOLDER / script)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        _limit(process.pid, memory)
        try:
            printed, complaints = process.communicate(data, timeout=seconds)
        except subprocess.TimeoutExpired as error:
            process.kill()
            raise ApartError(f"reading it took more than {seconds:g} seconds") from error
    if process.returncode != 0:
        raise ApartError(_reason(complaints.decode("utf-8", "replace"), memory))
    found: dict[str, Any] = json.loads(printed)
    return found


def _limit(process: int, memory: int) -> None:
    """Bound the memory of a process that has just been started, where the system can do that."""
    if sys.platform == "linux":
        resource.prlimit(process, resource.RLIMIT_AS, (memory, memory))


def _reason(complaints: str, memory: int) -> str:
    last = (complaints.strip().splitlines() or ["the reader ended without a word"])[-1]
    if last.startswith("MemoryError") or "cannot allocate" in last.lower():
        return f"reading it takes more than {memory // 1024**2} MB of memory"
    return f"it is damaged ({last[:200]})"
