"""Redirects, by header or by meta refresh: followed within the listed hosts and recorded everywhere.

One that leads to another host or back to the home page is where a page used to be; following it would
archive something else in its place.
"""

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware, RedirectMiddleware
from scrapy.http import Response


class SiteRedirectMiddleware(RedirectMiddleware):
    """Follows a redirect that was judged to stay on the site."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The request to follow, or the response as it is."""
        if request.meta.get("outcome") != "redirected":
            return response
        result: Request | Response = super().process_response(request, response)
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
