"""MHTML, which browsers and Word save pages as, to the HTML inside it."""

import email
import email.policy

from parsers.readers.failure import UnreadableError


def html_of_mhtml(data: bytes) -> tuple[bytes, str | None]:
    """The page inside a web archive and its content type. Raise UnreadableError where there is none."""
    message = email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf \t\r\n"), policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                charset = part.get_content_charset()
                return payload, f"text/html; charset={charset}" if charset else None
    raise UnreadableError("a web archive (MHTML) without a page in it")
