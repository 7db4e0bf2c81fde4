"""The command: `python -m benchmarks.accuracy`. What it measures is told in docs/accuracy.md.

Exit code 4 when any figure is wrong.
"""

import argparse
import sys
import time
from pathlib import Path

from benchmarks.accuracy.beside import score_with_pandas
from benchmarks.accuracy.compose import Spec
from benchmarks.accuracy.deviations import DEVIATIONS
from benchmarks.accuracy.plan import plan
from benchmarks.accuracy.results import Results, print_misses, print_table
from benchmarks.accuracy.run import run_all
from benchmarks.accuracy.write_docs import write_docs


def main() -> int:
    """Run the benchmark as the command line says."""
    options = _options()
    specs = [Spec.parse(options.page)] if options.page else plan(options.reports, options.seed, options.only)
    if options.keep_pages:
        options.keep_pages.mkdir(parents=True, exist_ok=True)
    start = time.monotonic()
    results = Results.collect(run_all(specs, options.seed, options.jobs, options.keep_pages))
    results.seconds = time.monotonic() - start
    beside = None
    if options.with_pandas:
        pages = [spec for spec in specs if spec.format == "html"]
        beside = score_with_pandas(pages, options.seed, options.with_pandas)
    print_misses(results, len(specs) if options.page else options.show)
    print_table(results, beside)
    if options.write:
        write_docs(options.write, results, beside, _command(options))
    return results.exit_code


def _command(options: argparse.Namespace) -> str:
    pandas = " --with-pandas PYTHON" if options.with_pandas else ""
    return (
        f"python -m benchmarks.accuracy --reports {options.reports} --seed {options.seed}{pandas} "
        f"--write {options.write}"
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.accuracy",
        description="Invent reports, print them with every known deviation, read them back, score.",
    )
    parser.add_argument("--reports", type=int, default=1500, help="how many pages (default %(default)s)")
    parser.add_argument(
        "--seed", type=int, default=1, help="another seed makes other pages (default %(default)s)"
    )
    parser.add_argument("--jobs", type=int, default=2, help="processes (default %(default)s)")
    parser.add_argument(
        "--only", choices=sorted(DEVIATIONS), metavar="DEVIATION", help="pages with one deviation"
    )
    parser.add_argument("--page", metavar="SPEC", help="one page alone, by the name a run printed")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="list what went wrong on N pages")
    parser.add_argument("--keep-pages", type=Path, metavar="DIR", help="write the pages into a folder")
    parser.add_argument(
        "--write", type=Path, metavar="FILE", help="write the tables as Markdown: docs/accuracy.md"
    )
    parser.add_argument(
        "--with-pandas",
        metavar="PYTHON",
        help="an interpreter with pandas and lxml to read the same HTML pages with",
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
