"""Questions about the register."""

from decimal import Decimal

from django.db.models import QuerySet

from trigpoint.bundle.context import SUPPRESSED, Breakdown, BreakdownRow, ContextGroup, Value
from trigpoint.inspectorate.register.models import ContextFigures
from trigpoint.people.models import Organisation


def figures_of(service: Organisation) -> QuerySet[ContextFigures]:
    """The figures of a service that have not been withdrawn, by topic and title."""
    return ContextFigures.objects.filter(service=service, state=ContextFigures.State.STANDS).select_related("service")


def context_groups(service: Organisation) -> tuple[ContextGroup, ...]:
    """The figures of a service as a Bundle has them: a group a topic, a row for the service and one for the nation."""
    groups: dict[str, list[Breakdown]] = {}
    for row in figures_of(service):
        groups.setdefault(row.get_topic_display(), []).append(_breakdown(row))
    return tuple(ContextGroup(title=title, breakdowns=tuple(found)) for title, found in groups.items())


def _value(text: str) -> Value:
    return SUPPRESSED if text == SUPPRESSED else Decimal(text)


def _breakdown(row: ContextFigures) -> Breakdown:
    rows = [
        BreakdownRow(
            name=row.service.short_name,
            values=tuple(_value(part["value"]) for part in row.parts),
            total=_value(row.total) if row.total else None,
        )
    ]
    if row.nation:
        rows.append(BreakdownRow(name=row.nation, values=tuple(_value(part["national"]) for part in row.parts)))
    return Breakdown(
        id=f"{row.topic}-{row.id.hex[:8]}",
        title=row.title,
        unit="percent" if row.unit == ContextFigures.Unit.PERCENT else "number",
        year=row.year,
        source=f"{row.source}; {row.nation}: {row.national_source}" if row.nation else row.source,
        columns=tuple(part["name"] for part in row.parts),
        rows=tuple(rows),
    )
