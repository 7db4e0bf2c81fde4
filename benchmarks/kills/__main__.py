"""`python -m benchmarks.kills`: kill nights of a part of the imitation web at random moments."""

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.kills.run import kill_nights
from benchmarks.kills.write_docs import result_text, with_result

# Three families: lists in parts with documents attached, posted pagers and frames, rows by an interface.
SITES = ("nanfen", "laoping", "baizhu")


def main() -> None:
    """Kill, compare, print, and write the document where asked."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="gongkai-kills-") as folder:
        result = kill_nights(Path(folder), options.sites.split(","), options.kills, options.seed)
    text = result_text(result, options.seed)
    print(text)
    if options.write:
        options.write.write_text(with_result(options.write.read_text("utf-8"), text), "utf-8")
    sys.exit(1 if result.differences else 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=100, help="kills in all (default %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="another seed kills at other moments")
    parser.add_argument("--sites", default=",".join(SITES), help="site entries of the imitation web")
    parser.add_argument("--write", type=Path, help="write the result into this document")
    return parser.parse_args()


if __name__ == "__main__":
    main()
