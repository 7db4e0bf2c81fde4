"""Where our time goes on a page: decoding, building the tree, reading it, recognising the report."""

import statistics
import time
from collections.abc import Mapping
from itertools import pairwise

from benchmarks.speed.pages import speed_pages
from benchmarks.speed.turns import WARM_UP
from parsers.decode import decode
from parsers.readers.html import page_tree, read_html
from parsers.recognise import recognise

STAGES = ("decode", "build the tree", "read the tree", "recognise and check")


def time_stages(kind: str, count: int, seed: int) -> Mapping[str, float]:
    """The median milliseconds of each stage over so many pages that none has seen before."""
    measured = [_stages(page) for page in speed_pages(kind, WARM_UP + count, seed + 1)][WARM_UP:]
    medians = [statistics.median(times) * 1000 for times in zip(*measured, strict=True)]
    return dict(zip(STAGES, medians, strict=True))


def _stages(page: bytes) -> tuple[float, ...]:
    clock = [time.process_time()]
    text = decode(page).text
    clock.append(time.process_time())
    # Built once more by itself: reading builds it too, which is taken off.
    page_tree(text)
    clock.append(time.process_time())
    document = read_html(text)
    clock.append(time.process_time())
    recognise(document)
    clock.append(time.process_time())
    decoding, building, reading, recognising = (end - start for start, end in pairwise(clock))
    return decoding, building, max(reading - building, 0.0), recognising
