"""How large a request may be: one that is larger than its page takes is refused before any of it is read.

Django's own limit spares files, which it would write to a disk before any view is asked. No page of ours keeps a file
there: what is not too large for its page is small enough for memory (FILE_UPLOAD_MAX_MEMORY_SIZE).
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.http import HttpRequest, HttpResponse

from trigpoint.web.edge.alone import page_alone
from trigpoint.web.govuk.fields import SizedFile
from trigpoint.web.govuk.pages import form_class_at

MEGABYTE: Final = 1_000_000
EVERY_PAGE: Final = MEGABYTE
"""Bytes of all that is typed on a page. The longest text has 5,000 characters, sent as up to 60,000 bytes."""


def refuses_what_no_page_takes(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Middleware, before any that reads what was sent: answer 413, with the limit, to more than the page takes."""

    def middleware(request: HttpRequest) -> HttpResponse:
        # Django would take it for empty. No browser sends a form so, and a web server in front says the length.
        if request.headers.get("Transfer-Encoding"):
            return _refusal(request, "What was sent did not say how large it is.", HTTPStatus.LENGTH_REQUIRED)
        most = largest_file(request.path_info) + EVERY_PAGE
        if _length(request) > most:
            return _refusal(request, _sentence(request.path_info), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return get_response(request)

    return middleware


def largest_file(path: str) -> int:
    """Return how many bytes of files the page at this address takes: what the file fields of its form say, else 0."""
    fields = getattr(form_class_at(path), "base_fields", {}).values()
    return sum(field.largest for field in fields if isinstance(field, SizedFile))


def _length(request: HttpRequest) -> int:
    """What the request says of its length. No server hands on more of it: what follows is another request."""
    typed = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 20 else 0


def _sentence(path: str) -> str:
    largest = largest_file(path)
    if largest:
        return f"This page takes a file of up to {largest // MEGABYTE} MB, and what was sent is larger."
    return f"What was sent is larger than {EVERY_PAGE // MEGABYTE} MB, which is the most that this page takes."


def _refusal(request: HttpRequest, sentence: str, status: HTTPStatus) -> HttpResponse:
    return page_alone(request, "errors/too_large.html.jinja", {"sentence": sentence}, status)
