"""Plan programmes and inspections, and cancel an inspection that was planned by mistake."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import IntegrityError, transaction

from trigpoint.inspectorate.programme import kinds
from trigpoint.inspectorate.programme.access import check_can_cancel, check_can_plan, check_none_under_way
from trigpoint.inspectorate.programme.models import Inspection, Programme
from trigpoint.inspectorate.programme.queries import KNOWN_TO_SERVICE
from trigpoint.inspectorate.programme.stages import STAGES, StageKey, has_reached
from trigpoint.inspectorate.programme.telling import tell_of
from trigpoint.notices.table import CANCELLED, CANCELLED_UNANNOUNCED
from trigpoint.people.access import Refusal, check_reason_given, check_stands_apart, refuse_unless
from trigpoint.people.models import Organisation
from trigpoint.people.queries import lock_organisation
from trigpoint.people.standing import Standing
from trigpoint.record.chains import inspection_chain, organisation_chain
from trigpoint.record.versioned import change
from trigpoint.record.writing import new_row, write
from trigpoint.rules.framework import Framework


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
        chain = organisation_chain(inspectorate)
        write(chain=chain, by=by, kind=kinds.PROGRAMME_PLANNED, thing=new_row(planned), after=after)
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
    """Plan an inspection of a service that has none under way."""
    with transaction.atomic():
        lock_organisation(service)
        planned = enter_inspection(
            service=service,
            inspectorate=inspectorate,
            programme=programme,
            reference=reference,
            title=title,
            framework=framework,
            by=by,
        )
        # Asked last, while the service is locked: of two that are planned at once, the second finds the first.
        check_none_under_way(_under_way(planned))
    return planned


def enter_inspection(
    *,
    service: Organisation,
    inspectorate: Organisation,
    programme: Programme | None,
    reference: str,
    title: str,
    framework: Framework,
    by: Standing,
) -> Inspection:
    """Enter an inspection, beside any other of the service: one that was published is loaded so.

    It is pinned to this version of the framework for life.
    """
    check_can_plan(by, inspectorate)
    check_stands_apart(by, service)
    refuse_unless(service.kind == Organisation.Kind.SERVICE, f"{service.name} is not a service.")
    refuse_unless(
        programme is None or programme.inspectorate_id == inspectorate.id, "The programme is another inspectorate's."
    )
    with transaction.atomic():
        values = {
            "reference": reference,
            "title": title,
            "framework": framework.id,
            "framework_digest": framework.digest,
            "stage": StageKey.PLANNED,
        }
        with _unless_taken(f"There is an inspection with the reference '{reference}' already."):
            planned = Inspection.objects.create(
                service=service, inspectorate=inspectorate, programme=programme, **values
            )
        after = {
            **values,
            "service": service.name,
            "service_id": service.id,
            "inspectorate_id": inspectorate.id,
            "programme": programme.name if programme else None,
            "programme_id": programme.id if programme else None,
        }
        chain = inspection_chain(planned)
        write(chain=chain, by=by, kind=kinds.INSPECTION_PLANNED, thing=new_row(planned), after=after)
    return planned


def cancel_inspection(*, inspection: Inspection, seen: int, reason: str, by: Standing) -> None:
    """End an inspection before its report, with a reason. It keeps its stage, and is read as it was.

    Raises ChangedMeanwhileError where somebody else changed it since it was seen.
    """
    check_can_cancel(by, inspection)
    check_reason_given(reason, "Say why the inspection is cancelled.")
    chain = inspection_chain(inspection)
    with transaction.atomic():
        to = {"cancelled_on": by.on, "cancelled_why": reason}
        event = change(inspection, seen=seen, to=to, by=by, kind=kinds.INSPECTION_CANCELLED, chain=chain, reason=reason)
        if inspection.stage in KNOWN_TO_SERVICE:
            tell_of(CANCELLED, inspection, by=by, at=event.at)
        else:
            tell_of(CANCELLED_UNANNOUNCED, inspection, by=by, at=event.at)


def _under_way(beside: Inspection) -> Inspection | None:
    before = [stage.key for stage in STAGES if not has_reached(stage.key, StageKey.PUBLISHED)]
    inspections = Inspection.objects.filter(service=beside.service, inspectorate=beside.inspectorate)
    return inspections.filter(stage__in=before, cancelled_on=None).exclude(pk=beside.pk).first()


@contextmanager
def _unless_taken(sentence: str) -> Iterator[None]:
    """Of two who use one reference at the same time, the database lets one through; the other reads the sentence."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        raise Refusal(sentence) from None
