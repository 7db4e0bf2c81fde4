"""`python -m benchmarks.reparse`: an archive made up, read again, and measured."""

import argparse
import tempfile
from pathlib import Path

from benchmarks.reparse.archive import make_archive
from benchmarks.reparse.stages import time_stages
from benchmarks.reparse.whole import run_reparse
from benchmarks.reparse.write_docs import Measured, document


def main() -> None:
    """Measure, print, and write the document where asked."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="gongkai-reparse-") as folder:
        few = make_archive(Path(folder) / "few", options.reports // 4, options.seed)
        many = make_archive(Path(folder) / "many", options.reports, options.seed)
        text = document(
            Measured(
                few=options.reports // 4,
                many=options.reports,
                stages=time_stages(few),
                small=run_reparse(few, 1),
                one=run_reparse(many, 1),
                two=run_reparse(many, 2),
                size=many.database.stat().st_size,
            )
        )
    print(text)
    if options.write:
        options.write.write_text(text, "utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reparse", description=__doc__)
    parser.add_argument(
        "--reports", type=int, default=2000, help="reports in the archive (default %(default)s)"
    )
    parser.add_argument("--seed", type=int, default=1, help="another seed makes other reports")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write docs/reparse-speed.md")
    return parser.parse_args()


if __name__ == "__main__":
    main()
