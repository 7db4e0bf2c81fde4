"""Who we say we are: an honest user agent with the address of a person who answers.

>>> user_agent("editor@example.org")
'Gongkai/0.1.0 (+https://github.com/gongkai; contact: editor@example.org)'
"""

import re
from importlib.metadata import version

# The name that robots.txt files may address.
ROBOTS_NAME = "Gongkai"
HOME_PAGE = "https://github.com/gongkai"
CONTACT = re.compile(r"[^\s;()@]+@[^\s;()@]+|https?://[^\s;()]+")


class ContactError(ValueError):
    """No contact address, or one that is none; the message says how to set it."""


def software() -> str:
    """The program and its version."""
    return f"Gongkai/{version('gongkai')}"


def check_contact(contact: str | None) -> str:
    """The contact address; raise ContactError where there is none that a person could be reached at."""
    if not contact:
        raise ContactError(
            "GONGKAI_CONTACT is not set: the sites we ask must be able to reach a person. Set it to an "
            "e-mail or web address, for example: export GONGKAI_CONTACT=data@newsroom.example "
            "请设置联系方式（电子邮箱或网址）。"
        )
    if not CONTACT.fullmatch(contact):
        raise ContactError(f"GONGKAI_CONTACT: {contact!r} is neither an e-mail nor a web address")
    return contact


def user_agent(contact: str) -> str:
    """The User-Agent header."""
    return f"{software()} (+{HOME_PAGE}; contact: {check_contact(contact)})"
