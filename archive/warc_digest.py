"""Digests as WARC files write them: `sha1:` and base 32, or `sha256:` and hexadecimal.

>>> payload_digest(b"abc")
'sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5'
"""

import base64
import binascii
import hashlib

ALGORITHMS = ("sha1", "sha256", "sha512", "md5")


def payload_digest(data: bytes) -> str:
    """The digest of a payload or block as this archive writes it.

    SHA-1 in base 32 is what every WARC tool writes and compares; `pages.sha256` is the strong one.
    """
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()


def digest_holds(stated: str, data: bytes) -> bool | None:
    """Whether a stated digest is that of `data`; None for an algorithm or a spelling that is not known."""
    algorithm, _, value = stated.partition(":")
    algorithm = algorithm.lower().replace("-", "")
    if algorithm not in ALGORITHMS:
        return None
    expected = hashlib.new(algorithm, data, usedforsecurity=False).digest()
    try:
        found = bytes.fromhex(value) if len(value) == 2 * len(expected) else base64.b32decode(value.upper())
    except (ValueError, binascii.Error):
        return None
    return found == expected
