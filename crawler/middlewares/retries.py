"""Trying again where it may help: not after a refused certificate, not before the time asked for."""

from urllib.parse import urlsplit

from scrapy import Request
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import Response

from crawler.failures import judge_failure
from crawler.politeness import MAX_BACK_OFF_SECONDS, retry_after, throttle_of


class TransientRetryMiddleware(RetryMiddleware):
    """Retries failures that pass; `crawler.politeness` sees to the pause before it."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """Retry by status, unless the server asks for a longer pause than a run can make."""
        seconds = retry_after(response)
        if (seconds is not None and seconds > MAX_BACK_OFF_SECONDS) or self._is_in_trouble(request):
            return response
        result: Request | Response = super().process_response(request, response)
        return result

    def process_exception(self, request: Request, exception: Exception) -> Request | Response | None:  # type: ignore[override]
        """Retry by exception; a TLS handshake that failed fails again."""
        verdict = judge_failure(exception)
        if (verdict and verdict.outcome == "tls_error") or self._is_in_trouble(request):
            return None
        result: Request | Response | None = super().process_exception(request, exception)
        return result

    def _is_in_trouble(self, request: Request) -> bool:
        return throttle_of(self.crawler).is_in_trouble(urlsplit(request.url).hostname or "")
