"""Questions about seeds, case lists and draws. Nothing is changed here."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from importlib.metadata import version
from typing import Final

from django.db.models import QuerySet

from trigpoint.bundle.frameworks import built_in
from trigpoint.case_lists.frozen import frozen_sha256, parsed_frozen
from trigpoint.case_lists.layout import CaseListLayout, load_layout
from trigpoint.english import long_date
from trigpoint.inspectorate.programme.frameworks import framework_of
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling.kinds import LIST_SENT, LIST_SUPERSEDED
from trigpoint.inspectorate.sampling.models import CaseList, Draw, Exclusion, SeedCommitment
from trigpoint.record.alterations import AlteredError
from trigpoint.record.chain import plain
from trigpoint.record.chains import inspection_chain, thing_of
from trigpoint.record.models import Event
from trigpoint.record.versioned import row_value
from trigpoint.rules.case_list import ListedCase
from trigpoint.rules.eligibility import window_days
from trigpoint.rules.sampling import SamplingSettings

SOFTWARE: Final = f"trigpoint {version('trigpoint')}"

State = CaseList.State


def layout_of(inspection: Inspection) -> CaseListLayout | None:
    """What case lists of an inspection hold; None where its framework draws no sample."""
    return _layout(inspection.framework) if framework_of(inspection).method.sample else None


@lru_cache(maxsize=8)
def _layout(framework: str) -> CaseListLayout | None:
    return load_layout(built_in()[framework])


def settings_of(inspection: Inspection) -> SamplingSettings | None:
    """What a draw depends on; None without a site date, or where the framework draws no sample."""
    layout, size = layout_of(inspection), framework_of(inspection).method.sample
    # No settings at all rather than half of them: a draw with a default in it could not be defended.
    if layout is None or size is None or inspection.site_date is None:
        return None
    return SamplingSettings(inspection.site_date, size, layout.attributes)


def windows_of(inspection: Inspection) -> dict[str, tuple[date, date]]:
    """Case type → first and last day of disposal that may be drawn; empty while there is no site date."""
    settings = settings_of(inspection)
    if settings is None:
        return {}
    return {window.case_type: window_days(window, settings.fieldwork) for window in settings.size.windows}


def commitments(inspection: Inspection) -> QuerySet[SeedCommitment]:
    """Every seed that was fixed for an inspection, the newest first."""
    return SeedCommitment.objects.filter(inspection=inspection)


def waiting_seeds() -> QuerySet[SeedCommitment]:
    """The seeds of all inspections that wait for a draw: neither used nor withdrawn."""
    return SeedCommitment.objects.filter(draw_number=None, withdrawn_on=None)


def waiting_seed(inspection: Inspection) -> SeedCommitment | None:
    """The seed that waits for a draw; None where none was fixed, or each has been used or withdrawn."""
    return waiting_seeds().filter(inspection=inspection).first()


def withdrawn_seeds(inspection: Inspection) -> QuerySet[SeedCommitment]:
    """The seeds that were withdrawn, the newest first."""
    return commitments(inspection).filter(withdrawn_on__isnull=False)


def case_lists(inspection: Inspection) -> QuerySet[CaseList]:
    """Every list of an inspection, those being checked as well: for the service that made them."""
    return CaseList.objects.filter(inspection=inspection).select_related("inspection__service", "sent_by", "mends")


def unsent_list(inspection: Inspection, case_type: str) -> CaseList | None:
    """The list of a type that was uploaded and not sent. There is one at a time; of before that, the last touched."""
    return case_lists(inspection).filter(case_type=case_type, state=State.CHECKING).order_by("-version", "pk").first()


def upload_before(inspection: Inspection, case_type: str) -> CaseList | None:
    """The list that was uploaded last, of a type where there is one; one that is not sent comes before a sent one."""
    rows = case_lists(inspection).filter(state__in=[State.CHECKING, State.SENT])
    in_order = rows.order_by("state", "-sent_at", "-version")
    return in_order.filter(case_type=case_type).first() or in_order.first()


def sent_lists(inspection: Inspection) -> dict[str, CaseList]:
    """Case type → the newest list that was sent. What is still being checked is the service's own affair."""
    return {case_list.case_type: case_list for case_list in case_lists(inspection).filter(state=State.SENT)}


def lists_for_draw(inspection: Inspection) -> dict[str, CaseList]:
    """Case type → the newest list, where it came in after the waiting seed was fixed."""
    seed = waiting_seed(inspection)
    # Lists from before the seed were known to whoever fixed it: a seed could have been picked for them.
    lists = sent_lists(inspection).items()
    return {case_type: case_list for case_type, case_list in lists if seed and came_in(case_list) >= seed.at}


def lists_that_count(inspection: Inspection) -> dict[str, CaseList]:
    """Case type → the list for the draw to come, where its seed is fixed; else the newest one."""
    return lists_for_draw(inspection) if waiting_seed(inspection) else sent_lists(inspection)


def came_in(case_list: CaseList) -> datetime:
    """When a list was sent. Raises ValueError for one that was not."""
    if case_list.sent_at is None:
        raise ValueError(f"The list {case_list.pk} has not been sent.")
    return case_list.sent_at


def missing_lists(inspection: Inspection, lists: Mapping[str, CaseList]) -> tuple[str, ...]:
    """The names of the case types of which no list is among `lists`."""
    layout = layout_of(inspection)
    return tuple(case_type.name for case_type in layout.case_types if case_type.id not in lists) if layout else ()


def exclusions(inspection: Inspection) -> QuerySet[Exclusion]:
    """The exclusions that have not been taken back."""
    return Exclusion.objects.filter(inspection=inspection, stands=True)


def draws(inspection: Inspection) -> QuerySet[Draw]:
    """Every draw, the newest first."""
    return Draw.objects.filter(inspection=inspection)


def reasons(inspection: Inspection) -> tuple[str, ...]:
    """The reasons, in words, for which a case may be excluded or taken out."""
    layout = layout_of(inspection)
    return tuple(exclusion.label for exclusion in layout.exclusions) if layout else ()


def listed_cases(inspection: Inspection) -> tuple[ListedCase, ...]:
    """The cases of the lists that a draw to come is made from."""
    return cases_of(inspection, lists_for_draw(inspection).values())


def cases_of(inspection: Inspection, lists: Iterable[CaseList]) -> tuple[ListedCase, ...]:
    """The cases of some lists that were sent; none where the framework draws no sample.

    Raises AlteredError where the lists in the database are not those that were sent, row by row.
    """
    layout = layout_of(inspection)
    if layout is None:
        return ()
    on_record = _lists_on_record(inspection)
    standing = CaseList.objects.filter(inspection=inspection, state=State.SENT)
    # A list that was taken out of the database, or put back into its old place, is in nobody's way here.
    if {thing_of(row) for row in standing.only("pk")} != set(on_record):
        raise AlteredError(f"A case list of the inspection '{inspection.reference}'")
    return tuple(
        case
        for case_list in lists
        for case in parsed_frozen(_as_sent(case_list, on_record[thing_of(case_list)]), layout.attributes)
    )


def _lists_on_record(inspection: Inspection) -> dict[str, Mapping[str, object]]:
    """Thing → what was sent, for each list that no newer one has taken the place of, by the record."""
    kinds = [LIST_SENT.key, LIST_SUPERSEDED.key]
    events = Event.objects.filter(chain_id=inspection_chain(inspection), kind__in=kinds).order_by("number")
    lists: dict[str, Mapping[str, object]] = {}
    for event in events:
        if event.kind == LIST_SENT.key:
            lists[event.thing] = event.after or {}
        else:
            lists.pop(event.thing, None)
    return lists


def _as_sent(case_list: CaseList, sent: Mapping[str, object]) -> str:
    """The rows of a list, where they are those whose hash the record has. Raises AlteredError."""
    columns = {name: row_value(case_list, name) for name in sent}
    if plain(columns) != sent or frozen_sha256(case_list.frozen) != sent["frozen_sha256"]:
        raise AlteredError(f"The case list that was sent on {long_date(came_in(case_list))}")
    return case_list.frozen
