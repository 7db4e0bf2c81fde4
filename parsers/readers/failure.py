"""Why a file cannot be read as a report."""


class UnreadableError(Exception):
    """The bytes cannot be read as a report; the message says what they are and what can be done."""
