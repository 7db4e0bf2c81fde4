"""The exit codes of every `gongkai` command; docs/exit-codes.md explains them to operators."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What a command's exit status says."""

    OK = 0
    BUG = 1
    USAGE = 2
    PARTIAL = 3
    DATA_CHECK_FAILED = 4
    BLOCKED = 5
    ARCHIVE_DAMAGED = 6
