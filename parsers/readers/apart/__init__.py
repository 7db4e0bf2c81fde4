"""Reading a binary file in a process of its own, so that no file can take this one's time or memory.

A PDF of a few kilobytes can expand to gigabytes or keep its reader busy for hours. Each script of this folder
reads such a file from its standard input and prints what it found as JSON; it knows nothing of the rest of
the program, starts in a third of a second and is ended when its time or memory is used up. Its time is that
of the processor: on a crowded machine a file takes longer and can be read all the same.
"""

import json
import resource
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
# A package of this folder runs under its own name: under this program's it would import all of it.
RUN_PACKAGE = (
    "import runpy, sys; sys.path.append(sys.argv[1]); runpy.run_module(sys.argv[2], run_name='__main__')"
)
# A report of forty pages takes five seconds and 200 MB.
MAX_PROCESSOR_SECONDS = 90
MAX_MEMORY = 2 * 1024**3
# A reader that waits for ever uses no processor; one that shares it with twenty others ends within this.
MAX_WAIT_SECONDS = 1800.0


class ApartError(Exception):
    """The script did not come to its end; the message says why."""


def read_apart(
    script: str,
    data: bytes,
    *,
    processor_seconds: int = MAX_PROCESSOR_SECONDS,
    memory: int = MAX_MEMORY,
    wait_seconds: float = MAX_WAIT_SECONDS,
) -> dict[str, Any]:
    """What `script`, a file or a package of this folder, prints. Raise ApartError where it prints nothing."""
    how = ["-c", RUN_PACKAGE, str(FOLDER), script] if (FOLDER / script).is_dir() else [str(FOLDER / script)]
    command = [sys.executable, "-I", *how]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        _limit(process.pid, processor_seconds, memory)
        try:
            printed, complaints = process.communicate(data, timeout=wait_seconds)
        except subprocess.TimeoutExpired as error:
            process.kill()
            raise ApartError(f"reading it took more than {wait_seconds:g} seconds") from error
    if process.returncode == -signal.SIGXCPU:
        raise ApartError(f"reading it took more than {processor_seconds} seconds of the processor")
    if process.returncode != 0:
        raise ApartError(_reason(complaints.decode("utf-8", "replace"), memory))
    found: dict[str, Any] = json.loads(printed)
    return found


def _limit(process: int, processor_seconds: int, memory: int) -> None:
    """Bound time and memory of a process that has just been started, where the system can do that."""
    if sys.platform == "linux":
        resource.prlimit(process, resource.RLIMIT_AS, (memory, memory))
        # What is ended for its time would leave a core file of up to that memory.
        resource.prlimit(process, resource.RLIMIT_CORE, (0, 0))
        resource.prlimit(process, resource.RLIMIT_CPU, (processor_seconds, processor_seconds + 1))


def _reason(complaints: str, memory: int) -> str:
    last = (complaints.strip().splitlines() or ["the reader ended without a word"])[-1]
    if last.startswith("MemoryError") or "cannot allocate" in last.lower():
        return f"reading it takes more than {memory // 1024**2} MB of memory"
    return f"it is damaged ({last[:200]})"
