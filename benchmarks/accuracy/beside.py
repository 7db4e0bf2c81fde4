"""The same pages of HTML read with pandas by another interpreter, and scored the same way."""

import json
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.accuracy.compose import Page, Spec, make_page
from benchmarks.accuracy.pandas_reader import WAN
from benchmarks.accuracy.score import Reading, Score, score_page
from parsers.forms import FORMS, Block, Row, Table

READER = Path(__file__).with_name("pandas_reader.py")


class PandasError(Exception):
    """The other interpreter could not read the pages; its own message stands above."""


def score_with_pandas(specs: Sequence[Spec], seed: int, python: str) -> Score:
    """Make the pages again, have pandas read them, and tally what it gives."""
    with tempfile.TemporaryDirectory() as folder:
        pages = [make_page(spec, seed) for spec in specs]
        tasks = "".join(_task(page, Path(folder, f"{number}.html")) for number, page in enumerate(pages))
        done = subprocess.run(
            [python, str(READER)],
            input=tasks,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
            encoding="utf-8",
        )
    if done.returncode:
        raise PandasError(f"{python} {READER}: exit code {done.returncode}; does it have pandas and lxml?")
    total = Score()
    for page, answer in zip(pages, done.stdout.splitlines(), strict=True):
        readings = {key: Reading(value, "") for key, value in json.loads(answer).items()}
        total.add(score_page(page, readings, None))
    return total


def _task(page: Page, path: Path) -> str:
    """Write the page, decoded as a browser would, and say what to look for on it."""
    path.write_text(_decoded(page.data), encoding="utf-8")
    return json.dumps({"path": str(path), "rows": _rows(page.spec)}) + "\n"


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def _rows(spec: Spec) -> list[dict[str, object]]:
    """What the analyst looks for: every row of the report's own form, by its label."""
    rows: list[dict[str, object]] = []
    for table in FORMS[spec.form].tables.values():
        if table.shape == "line":
            keys = [key for key, *_ in table.cells()]
            rows.append({"label": "", "is_line": True, "keys": keys, "money": [], "factor": 1})
        else:
            rows.extend(_row(table, block, row) for block in table.blocks for row in block.rows)
    return rows


def _row(table: Table, block: Block, row: Row) -> dict[str, object]:
    keys = {table.figure_key(row.key, column.key): column for column in block.columns}
    printed_unit = row.printed_unit or block.columns[-1].printed_unit
    return {
        "label": row.zh,
        "is_line": False,
        # The unit's column stands before a list's number.
        "keys": ["", *keys] if table.shape == "list" else list(keys),
        "money": [key for key, column in keys.items() if (row.unit or column.unit) == "yuan"],
        "factor": WAN if printed_unit == "万元" else 1,
    }
