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
from benchmarks.accuracy.results import Beside, Results, print_misses, print_table
from benchmarks.accuracy.run import run_all
from benchmarks.accuracy.write_docs import write_docs


def main() -> int:
    """Run the benchmark as the command line says."""
    options = _options()
    if options.keep_pages:
        options.keep_pages.mkdir(parents=True, exist_ok=True)
    first, *others = options.seed
    results = _run(first, options)
    beside = None
    if options.with_pandas:
        pages = [spec for spec in _specs(first, options) if spec.format == "html"]
        beside = Beside(results.on_web_pages(), score_with_pandas(pages, first, options.with_pandas))
    for seed in others:
        results.add(_run(seed, options))
    print_misses(results, results.total.pages if options.page else options.show)
    print_table(results, beside)
    if options.write:
        write_docs(options.write, results, beside, _command(options))
    return results.exit_code


def _run(seed: int, options: argparse.Namespace) -> Results:
    start = time.monotonic()
    results = Results.collect(run_all(_specs(seed, options), seed, options.jobs, options.keep_pages), seed)
    results.seconds = time.monotonic() - start
    return results


def _specs(seed: int, options: argparse.Namespace) -> list[Spec]:
    return [Spec.parse(options.page)] if options.page else plan(options.reports, seed, options.only)


def _command(options: argparse.Namespace) -> str:
    pandas = " --with-pandas PYTHON" if options.with_pandas else ""
    seeds = " ".join(map(str, options.seed))
    return (
        f"python -m benchmarks.accuracy --reports {options.reports} --seed {seeds}{pandas} "
        f"--write {options.write}"
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.accuracy",
        description="Invent reports, print them with every known deviation, read them back, score.",
    )
    parser.add_argument("--reports", type=int, default=1500, help="how many pages (default %(default)s)")
    parser.add_argument(
        "--seed", type=int, nargs="+", default=[1], help="each seed makes other pages (default 1)"
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
