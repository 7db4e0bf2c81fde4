"""The command: `python -m benchmarks.identity`. What it measures is told in docs/identity.md.

Exit code 4 when a target is missed.
"""

import argparse
import sys
import time
from pathlib import Path

from benchmarks.identity.compose import Spec, make, plan
from benchmarks.identity.results import Results, print_misses, print_table
from benchmarks.identity.run import run_all
from benchmarks.identity.write_docs import write_docs


def main() -> int:
    """Run the benchmark as the command line says."""
    options = _options()
    if options.page:
        _draft, page = make(Spec.parse(options.page), options.seed)
        sys.stdout.write(page.data.decode() + "\n")
        return 0
    start = time.monotonic()
    specs = plan(options.pages, options.agencies, options.seed)
    results = Results.collect(run_all(specs, options.seed, options.jobs))
    results.seconds = time.monotonic() - start
    print_misses(results, options.show)
    print_table(results)
    if options.write:
        command = f"python -m benchmarks.identity --pages {options.pages} --seed {options.seed}"
        write_docs(options.write, results, command)
    return results.exit_code


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.identity",
        description="Invent agencies, print their reports' titles, sentences and dates, read them back, score.",
    )
    parser.add_argument("--pages", type=int, default=4000, help="how many pages (default %(default)s)")
    parser.add_argument(
        "--agencies", type=int, default=400, help="of how many agencies (default %(default)s)"
    )
    parser.add_argument(
        "--seed", type=int, default=1, help="another seed makes other pages (default %(default)s)"
    )
    parser.add_argument("--jobs", type=int, default=2, help="processes (default %(default)s)")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="list what went wrong on N pages")
    parser.add_argument("--page", metavar="SPEC", help="print one page, by the name a run printed")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the tables: docs/identity.md")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
