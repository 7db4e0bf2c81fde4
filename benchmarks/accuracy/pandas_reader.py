"""What an analyst would do without Gongkai: `pandas.read_html`, then match labels by what they contain.

Run by an interpreter that has pandas and lxml. Each line of standard input is a JSON object with a page's
path and the rows to look for; each line of standard output the numbers found, by figure.
"""

import json
import re
import resource
import signal
import sys
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any

NUMBER = re.compile(r"^[-+]?\d[\d,]*(?:\.\d+)?(?=(?:件|项|个|条|次|人|篇|人次|元|万元)?$)")
NUMBERING = re.compile(r"^(?:[（(].[）)]|\d[.、]|.、)")
NOTE = re.compile(r"（[^）]*）|\([^)]*\)")
WAN = 10_000
# A page may claim a million columns: pandas makes them all. It is stopped where a person would stop it.
MOST_MEMORY, MOST_SECONDS = 1_500_000_000, 20


def clean(value: object) -> str:
    """A cell's text without spaces, whole numbers without the .0 that pandas gives them."""
    text = "" if str(value) in ("nan", "None") else str(value)
    return re.sub(r"\.0$", "", re.sub(r"\s+", "", text)).replace("减", "-").replace("，", ",")


def bare(label: str) -> str:
    """A label without its number and its notes."""
    return NOTE.sub("", NUMBERING.sub("", label))


def number(text: str, factor: int) -> float | None:
    """A cell's number, or None; an amount in yuan."""
    found = NUMBER.match(text)
    if found is None:
        return None
    unit = WAN if text.endswith("万元") else 1 if text.endswith("元") else factor
    return float(found[0].replace(",", "")) * unit


def values(row: dict[str, Any], lines: list[list[str]]) -> list[str]:
    """The cells right of the label: in the row with that very label, else in the first that contains it."""
    wanted, count = bare(row["label"]), len(row["keys"])
    if row["is_line"]:
        return next((line for line in lines if len(line) == count and all(map(NUMBER.match, line))), [])
    for same in (True, False):
        for line in lines:
            at = [n for n, text in enumerate(line) if (bare(text) == wanted if same else wanted in text)]
            if at and any(NUMBER.match(text) for text in line[at[-1] + 1 :]):
                return line[at[-1] + 1 :][:count]
    return []


def read(page: str, rows: list[dict[str, Any]]) -> dict[str, float]:
    """The figures of one page."""
    pandas = import_module("pandas")
    frames = pandas.read_html(StringIO(page), flavor="lxml")
    lines = [[clean(value) for value in line] for frame in frames for line in frame.itertuples(index=False)]
    figures: dict[str, float] = {}
    for row in rows:
        for key, text in zip(row["keys"], values(row, lines), strict=False):
            found = number(text, row["factor"] if key in row["money"] else 1)
            if key and found is not None:
                figures[key] = found
    return figures


def stop(*_: object) -> None:
    """End a page that takes too long."""
    raise TimeoutError


def main() -> None:
    """Read every page named on standard input; a page that cannot be read gives nothing."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    signal.signal(signal.SIGALRM, stop)
    for line in sys.stdin:
        task = json.loads(line)
        signal.alarm(MOST_SECONDS)
        try:
            try:
                figures = read(Path(task["path"]).read_text("utf-8"), task["rows"])
            finally:
                # The alarm may ring at this very moment, which is too long as well.
                signal.alarm(0)
        except (ValueError, OverflowError, MemoryError, TimeoutError) as error:
            print(f"{task['path']}: {type(error).__name__}: {error}", file=sys.stderr)
            figures = {}
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
