"""What went wrong, as a page: in one place, never a traceback, and saying what to do next."""

import sys
from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from trigpoint.bundle.pinned import FrameworkGoneError
from trigpoint.people.access import Refusal
from trigpoint.record.alterations import AlteredError
from trigpoint.web.edge.alone import page_alone
from trigpoint.web.edge.outages import Outage, outage_of
from trigpoint.web.edge.unsent import can_show_again, show_again, unsent


def answers_refusals(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a refusal that no form has caught, or a method that an address does not take, becomes a page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        answer = get_response(request)
        return _no_such_method(request, answer) if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED else answer

    def process_exception(request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Refusal):
            return refused(request, PermissionDenied(error.sentence))
        if isinstance(error, AlteredError | FrameworkGoneError):
            return render(request, "errors/refused.html.jinja", {"sentence": str(error)}, status=409)
        return None

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware


def _no_such_method(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """What Django answers with an empty page, in words. It says which methods are taken, as the other did."""
    page = {"sent": request.method not in {"GET", "HEAD"}}
    said = render(request, "errors/no_such_method.html.jinja", page, status=answer.status_code)
    said.headers["Allow"] = answer.headers["Allow"]
    return said


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What may be seen but not done."""
    sentence = str(exception) or "You cannot open this page: none of your roles allows it."
    return render(request, "errors/refused.html.jinja", {"sentence": sentence}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """What is not there, or not for the one who asks: nobody learns which."""
    return render(request, "errors/not_found.html.jinja", status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """What no page of ours would have sent."""
    return render(request, "errors/bad_request.html.jinja", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours, or a database that does not answer. Nothing was changed: every change is one transaction."""
    # Django calls this while it handles the error, wherever in the request that was.
    outage = outage_of(sys.exception())
    if outage:
        return _unavailable(request, outage)
    return page_alone(request, "errors/server_error.html.jinja", {}, 500)


def _unavailable(request: HttpRequest, outage: Outage) -> HttpResponse:
    """A database that does not answer, which this page does not ask. What was typed is on it, to be sent again."""
    page = {
        "sentence": outage.sentence,
        "sent": request.method == "POST",
        # A database that is busy or full has said no. One that is away may have gone just after it said yes.
        "perhaps_saved": outage is Outage.AWAY,
        "unsent": unsent(request) if can_show_again(request) else None,
    }
    answer = page_alone(request, "errors/unavailable.html.jinja", page, 503)
    answer.headers["Retry-After"] = str(outage.seconds)
    return answer


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """A form whose secret has run out, for example after signing in again in another tab. It is kept, if it may be."""
    if can_show_again(request):
        return show_again(request)
    return render(request, "errors/too_old.html.jinja", status=403)
