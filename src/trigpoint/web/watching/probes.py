"""The addresses for whoever watches: /health/ and /metrics.

They are answered before anything else, so that they say so where the database that holds the sessions is away, and to
whoever asks without TLS or by another name of this machine. Everybody is told whether the site works; the rest is for
whoever has the token.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import compare_digest
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from trigpoint.operation.health import Health, State, health
from trigpoint.web.watching import figures

HEALTH, METRICS = "/health/", "/metrics"
# Asked again and again, it costs no more than one look in so many seconds.
GOOD_FOR_SECONDS: Final = 5.0


@dataclass
class _Looked:
    """The last look, shared by the threads of a process: one looks, the others wait for it."""

    lock: threading.Lock
    health: Health | None = None
    at: float = 0.0


_LOOKED: Final = _Looked(threading.Lock())


def answers_probes(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: answer whoever watches; everything else goes on."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method in {"GET", "HEAD"}:
            if request.path == HEALTH:
                return _health(request)
            if request.path == METRICS and settings.METRICS and _has_token(request):
                return HttpResponse(figures.exposition(_look()), content_type=figures.CONTENT_TYPE)
        return get_response(request)

    return middleware


def _health(request: HttpRequest) -> HttpResponse:
    looked = _look()
    works = looked.state is not State.FAILING
    answer: dict[str, object] = {"status": "ok" if works else "not ok"}
    if _has_token(request):
        answer["state"] = looked.state
        answer["checks"] = {check.name: {"state": check.state, "words": check.words} for check in looked.checks}
    return JsonResponse(answer, status=200 if works else 503, headers={"Cache-Control": "no-store"})


def _look() -> Health:
    with _LOOKED.lock:
        if _LOOKED.health is None or time.monotonic() - _LOOKED.at > GOOD_FOR_SECONDS:
            clock: datetime = timezone.now()
            _LOOKED.health, _LOOKED.at = health(clock.astimezone(UTC)), time.monotonic()
        return _LOOKED.health


def _has_token(request: HttpRequest) -> bool:
    token = settings.WATCH_TOKEN
    sent = request.headers.get("Authorization", "")
    return bool(token) and compare_digest(sent.encode(), f"Bearer {token}".encode())
