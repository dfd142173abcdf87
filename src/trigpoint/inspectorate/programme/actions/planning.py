"""Plan programmes and inspections."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import IntegrityError, transaction

from trigpoint.inspectorate.programme import kinds
from trigpoint.inspectorate.programme.access import check_can_plan
from trigpoint.inspectorate.programme.models import Inspection, Programme
from trigpoint.people.access import Refusal, refuse_unless
from trigpoint.people.actions import chain_of
from trigpoint.people.models import Organisation
from trigpoint.people.standing import Standing
from trigpoint.record.writing import write
from trigpoint.rules.framework import Framework


def inspection_chain(inspection: Inspection) -> str:
    """Return the key of an inspection's own chain in the record."""
    return f"inspection:{inspection.reference}"


def plan_programme(
    *, inspectorate: Organisation, reference: str, name: str, starts: date, ends: date, by: Standing
) -> Programme:
    """Plan a programme from its first to its last day."""
    check_can_plan(by, inspectorate)
    refuse_unless(ends > starts, "The programme must end after it starts.")
    with transaction.atomic():
        after = {"reference": reference, "name": name, "starts": starts, "ends": ends}
        with _unless_taken(f"There is a programme with the reference '{reference}' already."):
            planned = Programme.objects.create(inspectorate=inspectorate, **after)
        write(chain=chain_of(inspectorate), by=by, kind=kinds.PROGRAMME_PLANNED, thing=planned, after=after)
    return planned


def plan_inspection(
    *,
    service: Organisation,
    inspectorate: Organisation,
    programme: Programme | None,
    reference: str,
    title: str,
    framework: Framework,
    by: Standing,
) -> Inspection:
    """Plan an inspection of a service. It is pinned to this version of the framework for life."""
    check_can_plan(by, inspectorate)
    refuse_unless(service.kind == Organisation.Kind.SERVICE, f"{service.name} is not a service.")
    refuse_unless(
        programme is None or programme.inspectorate_id == inspectorate.id, "The programme is another inspectorate's."
    )
    with transaction.atomic():
        said = {
            "reference": reference,
            "title": title,
            "framework": framework.id,
            "framework_digest": framework.digest,
            "stage": "planned",
        }
        with _unless_taken(f"There is an inspection with the reference '{reference}' already."):
            planned = Inspection.objects.create(service=service, inspectorate=inspectorate, programme=programme, **said)
        after = {
            **said,
            "service": service.name,
            "service_id": service.id,
            "inspectorate_id": inspectorate.id,
            "programme": programme.name if programme else None,
            "programme_id": programme.id if programme else None,
        }
        write(chain=inspection_chain(planned), by=by, kind=kinds.INSPECTION_PLANNED, thing=planned, after=after)
    return planned


@contextmanager
def _unless_taken(sentence: str) -> Iterator[None]:
    """Of two who use one reference at the same time, the database lets one through; the other reads the sentence."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        raise Refusal(sentence) from None
