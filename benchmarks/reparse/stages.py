"""Where the time of one report goes: out of the WARC file, to text, to a report, to another process, to disk."""

import statistics
import time
from collections.abc import Mapping
from itertools import pairwise

from archive.database import Database, transaction
from archive.home import Home
from archive.ingest import ingest_unit
from archive.kept_readings import pack, unpack
from archive.reading import PageToRead, Read
from archive.reparse.new_database import building, copy_fetched
from archive.units import Unit, runs_to_read, units_to_read
from archive.warc import read_response
from parsers import SiteContext, parse
from parsers.decode import decode

READING, DECODING, RECOGNISING, WRITING = "read the record", "decode", "recognise and check", "write"
# What the processes share, and what the one writer does.
SHARED, SERIAL = (READING, DECODING, RECOGNISING, "pack"), ("unpack", WRITING)
# Reports that are read before the clock runs: what all reports share is remembered from then on.
WARM_UP = 15


def time_stages(home: Home, warm_up: int = WARM_UP) -> Mapping[str, float]:
    """The median milliseconds of processor time of each stage, over all reports of an archive."""
    measured = []
    with building(home.database) as database:
        copy_fetched(database, home.database)
        for run_id in runs_to_read(database):
            measured += [_stages(home, database, unit) for unit in units_to_read(database, run_id)]
    medians = [statistics.median(times) * 1000 for times in zip(*measured[warm_up:], strict=True)]
    reading, decoding, recognising, packing, unpacking, writing = medians
    # Recognising starts from the bytes, so it decodes once more.
    return {
        READING: reading,
        DECODING: decoding,
        RECOGNISING: recognising - decoding,
        "pack": packing,
        "unpack": unpacking,
        WRITING: writing,
    }


def _stages(home: Home, database: Database, unit: Unit) -> tuple[float, ...]:
    page = unit.page
    assert page.warc_file is not None
    assert page.warc_offset is not None
    clock = [time.process_time()]
    response = read_response(home.warc, page.warc_file, page.warc_offset)
    clock.append(time.process_time())
    decode(response.body, response.content_type)
    clock.append(time.process_time())
    report = parse(
        response.body,
        content_type=response.content_type,
        url=page.url,
        site=SiteContext("990100", "云州市"),
    )
    clock.append(time.process_time())
    packed = pack(report)
    clock.append(time.process_time())
    handed = unpack(packed)
    clock.append(time.process_time())

    def read(wanted: PageToRead) -> Read:
        del wanted
        return handed

    with transaction(database):
        ingest_unit(database, read, unit)
    clock.append(time.process_time())
    return tuple(end - start for start, end in pairwise(clock))
