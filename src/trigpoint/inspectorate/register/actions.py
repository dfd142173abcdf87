"""Keep the register: change a service, enter, change and withdraw figures. Each action checks, changes and records."""

from dataclasses import asdict

from django.db import transaction

from trigpoint.inspectorate.register import kinds
from trigpoint.inspectorate.register.access import check_can_keep, check_figures
from trigpoint.inspectorate.register.figures import Figures
from trigpoint.inspectorate.register.models import ContextFigures
from trigpoint.people.access import check_is_a_name, check_name_is_free, check_reason_given, refuse_unless
from trigpoint.people.models import Organisation
from trigpoint.people.queries import lock_names, lock_organisation, other_of_name
from trigpoint.people.standing import Standing
from trigpoint.record.chains import figures_chain, organisation_chain
from trigpoint.record.versioned import change
from trigpoint.record.writing import new_row, write
from trigpoint.sameness import name_key


def change_service(*, service: Organisation, seen: int, name: str, short_name: str, by: Standing) -> None:
    """Change the name of a service. What is published keeps the name that it had."""
    check_can_keep(by, service)
    check_is_a_name("the service", name, 200)
    to = {"name": name, "short_name": short_name, "name_key": name_key(name)}
    with transaction.atomic():
        lock_names()
        check_name_is_free(other_of_name(name, service.id))
        change(service, seen=seen, to=to, by=by, kind=kinds.SERVICE_CHANGED, chain=organisation_chain(service))


def enter_figures(*, service: Organisation, figures: Figures, tolerance: int, by: Standing) -> ContextFigures:
    """Enter figures, checked first. Raises Refusal with everything that is wrong with them."""
    check_can_keep(by, service)
    check_figures(figures, tolerance)
    values = _values(figures)
    with transaction.atomic():
        lock_organisation(service)
        there = ContextFigures.objects.filter(
            service=service, topic=figures.topic, title=figures.title, year=figures.year, state="stands"
        )
        refuse_unless(
            not there.exists(), f"There are figures '{figures.title}' for {figures.year} already. Change those."
        )
        entered = ContextFigures.objects.create(service=service, **values)
        chain = figures_chain(service)
        write(chain=chain, by=by, kind=kinds.FIGURES_ENTERED, thing=new_row(entered), after=values)
    return entered


def change_figures(*, row: ContextFigures, seen: int, figures: Figures, tolerance: int, by: Standing) -> None:
    """Change figures, checked first. The record keeps what they were."""
    check_can_keep(by, row.service)
    refuse_unless(row.state == ContextFigures.State.STANDS, "These figures have been withdrawn.")
    check_figures(figures, tolerance)
    chain = figures_chain(row.service)
    with transaction.atomic():
        change(row, seen=seen, to=_values(figures), by=by, kind=kinds.FIGURES_CHANGED, chain=chain)


def withdraw_figures(*, row: ContextFigures, seen: int, reason: str, by: Standing) -> None:
    """Withdraw figures that should not be there."""
    check_can_keep(by, row.service)
    refuse_unless(row.state == ContextFigures.State.STANDS, "These figures have been withdrawn already.")
    check_reason_given(reason, "Say why the figures are withdrawn.")
    to = {"state": ContextFigures.State.WITHDRAWN}
    chain = figures_chain(row.service)
    with transaction.atomic():
        change(row, seen=seen, to=to, by=by, kind=kinds.FIGURES_WITHDRAWN, chain=chain, reason=reason)


def _values(figures: Figures) -> dict[str, object]:
    return {**asdict(figures), "parts": [asdict(part) for part in figures.parts]}
