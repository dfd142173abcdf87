"""Each request by its route: counted, and logged as one line. Never its address, which may name an inspection.

Neither who asked nor from where is in it, nor anything that was typed.
"""

import logging
import time
from collections.abc import Callable
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

from trigpoint.web.watching import figures
from trigpoint.web.watching.json_log import REQUEST

_LOG = logging.getLogger("trigpoint.requests")


def watches_requests(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: give each request a number of its own, which its answer bears; count it, and log how it ended."""

    def middleware(request: HttpRequest) -> HttpResponse:
        number, began = uuid4().hex, time.perf_counter()
        REQUEST.set(number)
        answer = get_response(request)
        seconds = time.perf_counter() - began
        route, method = route_of(request), request.method if request.method in figures.METHODS else "other"
        answer["X-Request-Id"] = number
        figures.count(route, method, answer.status_code, seconds)
        _LOG.info(
            "request",
            extra={"fields": {"route": route, "method": method, "status": answer.status_code, "ms": _ms(seconds)}},
        )
        return answer

    return middleware


def route_of(request: HttpRequest) -> str:
    """The name of the page that was asked for; '(none)' where there is no such page."""
    match = request.resolver_match
    return (match.view_name if match else "") or "(none)"


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
