"""What happened: the history of a chain, narrowed down."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from trigpoint.record.kinds import Kind
from trigpoint.record.models import Event


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """What a history is narrowed down to; what is empty narrows nothing."""

    about: str = ""
    who: str = ""
    first: date | None = None
    last: date | None = None


def history(chain: str, narrowed: HistoryFilter, kinds: Iterable[Kind]) -> QuerySet[Event]:
    """The events of a chain, the newest first. Days are those of the installation's time zone."""
    events = Event.objects.filter(chain_id=chain).order_by("-number")
    if narrowed.about:
        events = events.filter(kind__in=[kind.key for kind in kinds if kind.about == narrowed.about])
    if narrowed.who:
        events = events.filter(who=narrowed.who)
    if narrowed.first:
        events = events.filter(at__date__gte=narrowed.first)
    if narrowed.last:
        events = events.filter(at__date__lte=narrowed.last)
    return events


def authors(chain: str) -> tuple[str, ...]:
    """The ids of everybody who did something in a chain."""
    return tuple(Event.objects.filter(chain_id=chain).order_by("who").values_list("who", flat=True).distinct())
