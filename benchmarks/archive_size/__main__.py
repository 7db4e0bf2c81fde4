"""`python -m benchmarks.archive_size`: thirty nights in one archive; bytes a night against the first."""

import argparse
import tempfile
from pathlib import Path

from benchmarks.archive_size.nights import Night, crawl_nights
from benchmarks.archive_size.write_docs import text_of


def main() -> None:
    """Crawl, print, and write the document where asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.archive_size", description=__doc__)
    parser.add_argument("--nights", type=int, default=30, help="how many (default %(default)s)")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write docs/archive-size.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gongkai-nights-") as folder:
        measured = crawl_nights(Path(folder), options.nights, _tell)
    text = text_of(measured)
    print(text)
    if options.write:
        options.write.write_text(text, "utf-8")


def _tell(night: Night) -> None:
    print(f"night {night.number}: {night.answers} answers, {night.file_bytes:,} bytes of WARC", flush=True)


if __name__ == "__main__":
    main()
