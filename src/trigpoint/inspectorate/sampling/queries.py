"""Questions about seeds, case lists and draws. Nothing is changed here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from importlib.metadata import version
from typing import Final

from django.db.models import QuerySet

from trigpoint.bundle.case_list.checking import checked
from trigpoint.bundle.case_list.findings import CheckedList
from trigpoint.bundle.case_list.frozen import frozen_sha256, parsed_frozen
from trigpoint.bundle.case_list.layout import CaseListLayout, load_layout
from trigpoint.bundle.case_list.mapping import ColumnPlan, from_json, suggested
from trigpoint.bundle.case_list.table import Kind, Row, Table
from trigpoint.bundle.certificate import CertificateShape, certificate_of
from trigpoint.bundle.frameworks import built_in
from trigpoint.inspectorate.contents.queries import ContentsAlteredError, framework_of, held
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling.models import CaseList, Draw, Exclusion, SeedCommitment
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
    if layout is None or size is None or inspection.site_date is None:
        return None
    return SamplingSettings(inspection.site_date, size, layout.attributes)


def windows_of(inspection: Inspection) -> dict[str, tuple[date, date]]:
    """Case type → first and last day of disposal that may be drawn; empty while there is no site date."""
    settings = settings_of(inspection)
    if settings is None:
        return {}
    return {one.case_type: window_days(one, settings.fieldwork) for one in settings.size.windows}


def commitments(inspection: Inspection) -> QuerySet[SeedCommitment]:
    """Every seed that was fixed for an inspection, the newest first."""
    return SeedCommitment.objects.filter(inspection=inspection)


def waiting_seed(inspection: Inspection) -> SeedCommitment | None:
    """The seed that waits for a draw; None where none was fixed, or each has been used or withdrawn."""
    return commitments(inspection).filter(draw_number=None, withdrawn_on=None).first()


def withdrawn_seeds(inspection: Inspection) -> QuerySet[SeedCommitment]:
    """The seeds that were withdrawn, the newest first."""
    return commitments(inspection).filter(withdrawn_on__isnull=False)


def case_lists(inspection: Inspection) -> QuerySet[CaseList]:
    """Every list of an inspection, those being checked as well: for the service that made them."""
    return CaseList.objects.filter(inspection=inspection).select_related("inspection__service", "sent_by")


def sent_lists(inspection: Inspection) -> dict[str, CaseList]:
    """Case type → the list that stands. What is still being checked is the service's own affair."""
    return {one.case_type: one for one in case_lists(inspection).filter(state=State.SENT)}


def lists_for_draw(inspection: Inspection) -> dict[str, CaseList]:
    """Case type → the list that stands and that came in after the waiting seed was fixed."""
    seed = waiting_seed(inspection)
    return {name: one for name, one in sent_lists(inspection).items() if seed and came_in(one) >= seed.at}


def came_in(one: CaseList) -> datetime:
    """When a list was sent. Raises ValueError for one that was not."""
    if one.sent_at is None:
        raise ValueError(f"The list {one.pk} has not been sent.")
    return one.sent_at


def missing_lists(inspection: Inspection, there: Mapping[str, CaseList]) -> tuple[str, ...]:
    """The names of the case types of which no list is there."""
    layout = layout_of(inspection)
    return tuple(one.name for one in layout.case_types if one.id not in there) if layout else ()


def without_a_list(inspections: Sequence[Inspection]) -> tuple[Inspection, ...]:
    """Those of some inspections for which a list of some case type has not come in. Asks the database once."""
    rows = CaseList.objects.filter(inspection__in=inspections, state=State.SENT)
    there = set(rows.values_list("inspection_id", "case_type"))
    wanted = {one.id: layout.case_types if (layout := layout_of(one)) else () for one in inspections}
    return tuple(one for one in inspections if any((one.id, kind.id) not in there for kind in wanted[one.id]))


def exclusions(inspection: Inspection) -> QuerySet[Exclusion]:
    """The exclusions that stand."""
    return Exclusion.objects.filter(inspection=inspection, stands=True)


def draws(inspection: Inspection) -> QuerySet[Draw]:
    """Every draw, the newest first."""
    return Draw.objects.filter(inspection=inspection)


def reasons(inspection: Inspection) -> tuple[str, ...]:
    """The reasons, in words, for which a case may be excluded or taken out."""
    layout = layout_of(inspection)
    return tuple(one.label for one in layout.exclusions) if layout else ()


def listed_cases(inspection: Inspection) -> tuple[ListedCase, ...]:
    """The cases of the lists that a draw to come is made from."""
    layout = layout_of(inspection)
    if layout is None:
        return ()
    return tuple(
        case for one in lists_for_draw(inspection).values() for case in parsed_frozen(one.frozen, layout.attributes)
    )


def cases_drawn_from(draw: Draw, certificate: CertificateShape) -> tuple[ListedCase, ...]:
    """The cases that a draw was made from. Raises CannotBeShownError where the list was altered in the database."""
    if frozen_sha256(draw.list_text) != certificate.list_sha256:
        raise ContentsAlteredError(
            f"The list of draw {draw.number} was altered in the database: it is not the one that the certificate "
            "names. Tell whoever runs this site, and change nothing."
        )
    return parsed_frozen(draw.list_text, certificate_of(certificate).settings.attributes)


@dataclass(frozen=True, slots=True)
class Drawn:
    """The newest draw with its certificate as it is by now."""

    draw: Draw
    certificate: CertificateShape


def drawn(inspection: Inspection) -> Drawn | None:
    """The newest draw; None before the first. Raises CannotBeShownError where the contents were altered."""
    draw = draws(inspection).first()
    contents = held(inspection) if draw else None
    if draw is None or contents is None or contents.bundle.certificate is None:
        return None
    return Drawn(draw, contents.bundle.certificate)


def table_of(one: CaseList) -> Table:
    """The list as it was uploaded."""
    said = one.table
    rows = tuple(Row(line, tuple(cells)) for line, cells in said["rows"])
    return Table(tuple(said["headings"]), rows, Kind(said["kind"]))


def table_json(table: Table) -> dict[str, object]:
    """Return a table as it is stored."""
    rows = [[row.line, list(row.cells)] for row in table.rows]
    return {"headings": list(table.headings), "rows": rows, "kind": table.kind.value}


def plan_of(one: CaseList) -> ColumnPlan:
    """What the columns and words of a list were said to mean."""
    return from_json(one.plan)


def first_plan(table: Table, layout: CaseListLayout, *, supplier: str, case_type: str) -> ColumnPlan:
    """What a new list's columns and words probably mean: as in the last list that came from the same supplier.

    Headings and code words are those of a product and tell nothing of any case, so they serve every service.
    """
    last = (
        CaseList.objects.filter(
            supplier__iexact=supplier, case_type=case_type, state__in=[State.SENT, State.SUPERSEDED]
        )
        .order_by("-sent_at")
        .first()
    )
    return suggested(table, layout, plan_of(last) if last else None)


def checked_list(one: CaseList, layout: CaseListLayout) -> CheckedList:
    """A list held against its layout, row by row."""
    window = windows_of(one.inspection).get(one.case_type)
    return checked(table_of(one), plan_of(one), layout, case_type=one.case_type, drawn_up=one.drawn_up, window=window)
