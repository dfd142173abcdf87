"""What counts as looking at a page: that it is shown to the person who asked for it.

The record says who opened a case. A browser may ask for a page that nobody has asked for yet: with HEAD, which brings
no page, or ahead of a click. What was fetched ahead could be shown later without another request, so it is not handed
out at all; the browser asks again when somebody goes there.
"""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.utils.cache import patch_cache_control

# Sec-Purpose is today's; Chrome and Safari sent the next two, Firefox the last.
_SAYS_WHY: Final = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
_AHEAD: Final = ("prefetch", "prerender", "preview")


def is_shown(request: HttpRequest) -> bool:
    """Whether the answer is a page that somebody sees. Every view that records a viewing asks this first."""
    return request.method == "GET"


def hands_out_nothing_ahead(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Middleware: refuse a request that a browser makes ahead of a click."""

    def middleware(request: HttpRequest) -> HttpResponse:
        purposes = " ".join(request.headers.get(name, "") for name in _SAYS_WHY).lower()
        if not any(word in purposes for word in _AHEAD):
            return get_response(request)
        answer = HttpResponseForbidden("Not ahead of a click.", content_type="text/plain")
        patch_cache_control(answer, private=True, no_store=True)
        # Nothing is wrong, and nobody has to read of it in a log. Django marks so what has been logged.
        answer._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001
        return answer

    return middleware
