"""What became of a request that got no response: the outcome and reason of each kind of failure."""

import ssl

from OpenSSL.SSL import Error as TlsError
from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from service_identity import VerificationError
from twisted.internet.error import ConnectError, ConnectionClosed
from twisted.web.client import ResponseFailed

from crawler.outcomes import Verdict

FAILURES = {
    CannotResolveHostError: Verdict("dns_error", "the host name does not resolve"),
    DownloadTimeoutError: Verdict("timeout", "no whole answer in time"),
    DownloadConnectionRefusedError: Verdict("connection_error", "the connection was refused"),
    DownloadCancelledError: Verdict("unreadable", "larger than we download (DOWNLOAD_MAXSIZE)"),
}
CONNECTION_ERRORS = (DownloadFailedError, ConnectError, ConnectionClosed, TunnelError)
# What a download can raise through no fault of ours.
FAILURE_TYPES: tuple[type[Exception], ...] = (IgnoreRequest, *FAILURES, *CONNECTION_ERRORS)
# Those that say that the host is in trouble, and better left alone for a while.
HOST_TROUBLES = (DownloadTimeoutError, DownloadConnectionRefusedError, *CONNECTION_ERRORS)


class NotAsked(IgnoreRequest):
    """A request that we decided not to send; the verdict is recorded in the place of an answer."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.reason)
        self.verdict = verdict


class Stopped(IgnoreRequest):
    """A request that was dropped because the crawl ends; nothing can be said of its page."""


def judge_failure(error: Exception) -> Verdict | None:
    """The verdict on a failed request; None for an exception that no server can cause."""
    if isinstance(error, NotAsked):
        return error.verdict
    for kind, verdict in FAILURES.items():
        if isinstance(error, kind):
            return verdict
    if isinstance(error, CONNECTION_ERRORS):
        return _judge_connection(error)
    return None


def _judge_connection(error: Exception) -> Verdict:
    causes = _causes(error)
    for cause in causes:
        if isinstance(cause, TlsError | VerificationError | ssl.SSLError):
            return Verdict("tls_error", f"TLS: {cause or type(cause).__name__}")
    return Verdict("connection_error", "; ".join(dict.fromkeys(str(cause).strip() for cause in causes)))


def _causes(error: BaseException) -> list[BaseException]:
    """The exceptions underneath one that only says that a response failed."""
    inner = error.__cause__ or error
    if isinstance(inner, ResponseFailed):
        return [failure.value for failure in inner.reasons]
    return [inner]
