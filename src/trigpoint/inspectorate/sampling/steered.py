"""What people did to a sample beside chance, gathered from the record for the certificate of a draw."""

from collections.abc import Iterator, Mapping, Sequence

from trigpoint.case_lists.frozen import frozen_sha256, parsed_frozen
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling.kinds import (
    CASE_EXCLUDED,
    CASE_READMITTED,
    LIST_SENT,
    LIST_SUPERSEDED,
)
from trigpoint.inspectorate.sampling.list_plans import checked_list
from trigpoint.inspectorate.sampling.models import CaseList, SeedCommitment
from trigpoint.inspectorate.sampling.on_record import agreements, site_date_moves, told, told_since
from trigpoint.inspectorate.sampling.queries import came_in, exclusions, layout_of
from trigpoint.record.alterations import AlteredError
from trigpoint.record.chains import thing_of
from trigpoint.record.models import Event
from trigpoint.rules.case_list import ListedCase
from trigpoint.rules.sampling import SamplingSettings
from trigpoint.rules.steering import LeftOffList, ReplacedList, SteeringFacts, list_shifts

Lists = Mapping[str, CaseList]


def steering_facts(
    seed: SeedCommitment, lists: Lists, cases: Sequence[ListedCase], settings: SamplingSettings, of_draw: int
) -> SteeringFacts:
    """Return what was done since a seed was fixed, and which exclusions stand at the draw of these cases.

    Told by the order of the record and not by its clock. Raises AlteredError where a replaced list was altered.
    """
    inspection = seed.inspection
    events = told(inspection, LIST_SENT.key, CASE_EXCLUDED.key)
    before, after = _excluded(inspection, events, lists, cases)
    return SteeringFacts(
        shown_to=inspection.service.name,
        excluded_before_list=before,
        excluded_after_list=after,
        readmitted=len(told_since(seed, CASE_READMITTED.key)),
        lists_replaced=tuple(_replaced(seed, lists, cases, settings)),
        agreements=agreements(inspection, of_draw),
        site_date_moves=site_date_moves(seed),
        left_off_lists=tuple(_left_off(inspection, lists)),
    )


def _left_off(inspection: Inspection, lists: Lists) -> Iterator[LeftOffList]:
    """The cases of each list whose word for an attribute the service has said is none of ours."""
    layout = layout_of(inspection)
    if layout is None:
        return
    attributes = {attribute.label: attribute.id for attribute in layout.attribute_layouts}
    for case_type, case_list in sorted(lists.items()):
        words = checked_list(case_list, layout).left_out
        for label, attribute in attributes.items():
            cases = sum(word.cases for word in words if word.column == label)
            if cases:
                yield LeftOffList(case_type, attribute, cases)


def replaced_since(seed: SeedCommitment) -> tuple[tuple[CaseList, str], ...]:
    """The lists that came in after a seed was fixed and that newer ones took the place of, with the service's reason.

    Raises AlteredError where one is not the list that was sent.
    """
    events = told_since(seed, LIST_SENT.key, LIST_SUPERSEDED.key)
    sent = {event.thing: event for event in events if event.kind == LIST_SENT.key}
    return tuple(
        (_as_sent(sent[event.thing]), event.reason)
        for event in events
        if event.kind == LIST_SUPERSEDED.key and event.thing in sent
    )


def _as_sent(sent: Event) -> CaseList:
    row = CaseList.objects.filter(pk=sent.thing.partition(":")[2]).first()
    if row is None or frozen_sha256(row.frozen) != (sent.after or {})["frozen_sha256"]:
        raise AlteredError("A case list that was replaced")
    return row


def _replaced(
    seed: SeedCommitment, lists: Lists, cases: Sequence[ListedCase], settings: SamplingSettings
) -> Iterator[ReplacedList]:
    for row, reason in replaced_since(seed):
        older = parsed_frozen(row.frozen, settings.attributes)
        newer = [case for case in cases if case.case_type == row.case_type]
        moved = list_shifts(older, newer, settings) if row.case_type in lists else ()
        yield ReplacedList(row.case_type, came_in(row), row.frozen_sha256, len(older), reason, moved)


def _excluded(
    inspection: Inspection, events: Sequence[Event], lists: Lists, cases: Sequence[ListedCase]
) -> tuple[int, int]:
    """How many of the listed cases were excluded before the list that holds them came in, and how many after."""
    numbers = {(event.kind, event.thing): event.number for event in events}
    case_types = {case.reference: case.case_type for case in cases}
    before = after = 0
    for exclusion in exclusions(inspection):
        case_type = case_types.get(exclusion.case)
        if case_type is not None:
            excluded = numbers[CASE_EXCLUDED.key, thing_of(exclusion)]
            came = numbers[LIST_SENT.key, thing_of(lists[case_type])]
            before, after = before + (excluded < came), after + (excluded > came)
    return before, after
