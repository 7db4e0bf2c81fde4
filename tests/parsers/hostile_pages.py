"""Pages made to exhaust whoever reads them; run as a program it reads each within limits and says what became of it.

One JSON object a page on standard output: its name, its outcome, the reason, and the processor time in seconds.
"""

import json
import os
import resource
import time
from collections.abc import Callable, Mapping

from parsers import parse

MAX_MEMORY = 1_500_000_000
MB = 1_000_000
PAGES: Mapping[str, Callable[[], bytes]] = {
    "more than fifty megabytes": lambda: b"<p>" + b"x" * (50 * MB),
    "fifty megabytes of cells": lambda: b"<table><tr>" + b"<td>1" * (10 * MB - 3),
    "fifty megabytes of rows of the form": lambda: b"<table>" + "<tr><td>规章<td>1<td>2".encode() * (2 * MB),
    "fifty megabytes of text": lambda: b"<p>" + "政府信息公开".encode() * (2 * MB + MB // 2),
    "fifty megabytes in a comment": lambda: b"<p>x<!--" + b"x" * (45 * MB),
    "an extract of fifty megabytes": lambda: "规章\n1\n2\n3\n".encode() * (3 * MB),
    "a hundred thousand nested tags": lambda: b"<div>" * 100_000 + b"x" + b"</div>" * 100_000,
    "a million columns": lambda: b"<table><tr><td colspan=1000000 rowspan=1000000>x</td>" * 200 + b"</table>",
    "rows of a million columns": lambda: b"<table>" + b"<tr><td colspan=1000000 rowspan=9>1" * 20_000,
    "two million digits": lambda: b"<table><tr><td>1</td><td>" + b"1" * 250_000 + b"</td></tr></table>",
    "a number in words of as many digits": lambda: "<table><tr><td>减".encode() + b"1" * 250_000,
    "nothing but NUL": lambda: b"<p>" + b"\x00" * MB,
    "an encoding that nothing is in": lambda: b"<meta charset=utf-8><p>" + bytes(range(0x80, 0x100)) * 1_000,
    "an encoding that does not exist": lambda: b"<meta charset=x-nothing><p>" + "规章".encode() * 10,
}


def main() -> None:
    """Read every page; a memory limit that is not kept ends the program."""
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    for name, make in PAGES.items():
        data = make()
        start = time.process_time()
        report = parse(data)
        took = time.process_time() - start
        reason = report.remarks[0].message if report.remarks else ""
        print(json.dumps([name, report.outcome, reason, took]), flush=True)  # noqa: T201
    os._exit(0)  # freeing the pages takes a while


if __name__ == "__main__":
    main()
