"""Payloads that the archive holds already: the record that a revisit may refer to.

The record is read before anything refers to it. A payload that is no longer whole where it should be is
archived anew, so that leaving out what is there already never loses anything.
"""

import hashlib
from pathlib import Path

from archive.database import Database
from archive.warc import DamagedRecord, Original, StoredResponse, read_response

# The newest places first: they are the likeliest to be near, and an older one stands in where one is damaged.
PLACES = """
SELECT warc_file, warc_offset FROM pages
WHERE sha256 = ? AND warc_file IS NOT NULL AND outcome <> 'truncated'
ORDER BY id DESC LIMIT 3
"""


def find_original(database: Database, folder: Path, payload: bytes) -> Original | None:
    """The response record in `folder` that holds this payload, read and compared; None if there is none."""
    stored = find_stored(database, folder, hashlib.sha256(payload).hexdigest()) if payload else None
    return stored.original if stored else None


def find_stored(database: Database, folder: Path, sha256: str) -> StoredResponse | None:
    """A stored response with the payload of this SHA-256, which it still has; None if there is none."""
    for file, offset in database.execute(PLACES, (sha256,)).fetchall():
        try:
            stored = read_response(folder, file, offset, decode=False)
        except (DamagedRecord, OSError):
            # `gongkai archive verify` reports it; here it only means that this place cannot be referred to.
            continue
        if hashlib.sha256(stored.payload).hexdigest() == sha256 and not stored.truncated:
            return stored
    return None
