"""Pages as received, in gzipped WARC files (ISO 28500, WARC 1.1): writing, reading by offset, recovering.

One gzip member a record, so that any record is read by its offset alone and a torn tail costs one record.

    with WarcWriter(home.warc, "run-000012", "Gongkai/0.1.0", "editor@example.org") as writer:
        place = writer.write_exchange(exchange)
    read_response(home.warc, place.file, place.offset).body
"""

from archive.warc_content import ContentError, decode_content
from archive.warc_exchange import Exchange, Fields, Original
from archive.warc_reader import StoredResponse, read_response
from archive.warc_record import DamagedRecord
from archive.warc_recovery import Recovered, recover
from archive.warc_writer import WarcPlace, WarcWriter

__all__ = [
    "ContentError",
    "DamagedRecord",
    "Exchange",
    "Fields",
    "Original",
    "Recovered",
    "StoredResponse",
    "WarcPlace",
    "WarcWriter",
    "decode_content",
    "read_response",
    "recover",
]
