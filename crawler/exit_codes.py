"""The exit codes of every `gongkai` command; docs/commands.md explains them to operators."""

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


# What each says to whoever reads it, in both languages.
EXIT_CODE_TEXTS: dict[ExitCode, tuple[str, str]] = {
    ExitCode.OK: ("全部完成", "everything asked for was done"),
    ExitCode.BUG: ("程序错误，请报告", "a fault of Gongkai itself: please report it"),
    ExitCode.USAGE: ("用法或设置有误", "wrong usage or settings"),
    ExitCode.PARTIAL: ("完成，但有些来源失败", "done, but some sources failed"),
    ExitCode.DATA_CHECK_FAILED: (
        "数据核对不通过，未发布",
        "the data does not hold together",
    ),
    ExitCode.BLOCKED: ("所有网站都拒绝", "every site refused; nothing was bypassed"),
    ExitCode.ARCHIVE_DAMAGED: ("存档损坏或无法写入", "the archive is damaged or could not be written"),
}
