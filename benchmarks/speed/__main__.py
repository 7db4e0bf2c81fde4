"""`python -m benchmarks.speed`: all readers in turn on pages new to them; ratios, not seconds."""

import argparse
import tempfile
from pathlib import Path

from benchmarks.speed.folders import measure_folders
from benchmarks.speed.pages import KINDS
from benchmarks.speed.second_reader import count_second_readings
from benchmarks.speed.stages import time_stages
from benchmarks.speed.turns import take_turns, take_turns_on_new_layouts
from benchmarks.speed.write_docs import (
    folders_text,
    new_layouts_text,
    second_reader_text,
    stages_text,
    turns_text,
)


def main() -> None:
    """Measure, print, and write the document where asked."""
    options = _options()
    turns = [take_turns(kind, options.pages, options.seed) for kind in KINDS]
    new = [take_turns_on_new_layouts(kind, options.pages, options.seed) for kind in KINDS]
    stages = {kind: time_stages(kind, options.pages, options.seed) for kind in KINDS}
    text = turns_text(turns) + new_layouts_text(new) + stages_text(stages)
    print(text)
    if not options.readers_alone:
        more = second_reader_text(count_second_readings(options.second_readings, options.seed))
        with tempfile.TemporaryDirectory(prefix="gongkai-speed-") as home:
            more += folders_text(measure_folders(Path(home), options.seed))
        print(more)
        text += more
    if options.write:
        options.write.write_text(text.rstrip() + "\n", "utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--pages", type=int, default=60, help="pages of each kind (default %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes other pages")
    parser.add_argument(
        "--second-readings",
        type=int,
        default=3000,
        metavar="N",
        help="pages to count second readings over (default %(default)s)",
    )
    parser.add_argument(
        "--readers-alone", action="store_true", help="leave out second readings, memory and processes"
    )
    parser.add_argument("--write", type=Path, metavar="FILE", help="write docs/speed.md")
    return parser.parse_args()


if __name__ == "__main__":
    main()
