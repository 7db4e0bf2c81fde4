"""Redirects, by header or by meta refresh: followed within the listed hosts and recorded everywhere.

One that leads to another host or back to the home page is where a page used to be; following it would
archive something else in its place. A server that goes on sending us back, whatever cookie it is brought,
wants a browser: that is a challenge like those by script.
"""

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware, RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.lists.links import absolute
from crawler.outcomes import Verdict
from crawler.recorder import recorder_of

SENT_BACK = Verdict(
    "waf_challenge", "sent back to the same address again and again, whatever cookie is brought"
)


class SiteRedirectMiddleware(RedirectMiddleware):
    """Follows a redirect that was judged to stay on the site."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The request to follow, or the response as it is."""
        if request.meta.get("outcome") != "redirected":
            return response
        try:
            result: Request | Response = super().process_response(request, response)
        except IgnoreRequest:
            # More redirects than are followed.
            if _leads_back(request, response):
                recorder_of(self.crawler).correct(response.replace(request=request), SENT_BACK)
            raise
        if isinstance(result, Request) and result.url == request.url:
            # A server that sets a cookie and sends us back means this address: it is no duplicate. The
            # number of redirects is limited, so this ends.
            return result.replace(dont_filter=True)
        return result


class SiteMetaRefreshMiddleware(MetaRefreshMiddleware):
    """Follows a meta refresh that was judged to stay on the site."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The request to follow, or the response as it is."""
        if request.meta.get("outcome") != "redirected":
            return response
        result: Request | Response = super().process_response(request, response)
        return result


def _leads_back(request: Request, response: Response) -> bool:
    """Whether a redirect leads to an address that this request has come by."""
    location = (response.headers.get("Location") or b"").decode("latin-1")
    return absolute(request.url, location) in (request.url, *request.meta.get("redirect_urls", ()))
