"""Questions about seeds, case lists and draws. Nothing is changed here."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from trigpoint.bundle.certificate import CertificateShape, certificate_of
from trigpoint.bundle.frameworks import built_in
from trigpoint.case_lists.checking import check_list
from trigpoint.case_lists.frozen import frozen_sha256, parsed_frozen
from trigpoint.case_lists.layout import CaseListLayout, load_layout
from trigpoint.case_lists.remarks import CheckedList
from trigpoint.inspectorate.contents.queries import ContentsAlteredError, framework_of, held
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling.models import CaseList, Draw, Exclusion, SeedCommitment
from trigpoint.rules.case_list import ListedCase
from trigpoint.rules.eligibility import window_days
from trigpoint.rules.sampling import SamplingSettings
from trigpoint.tables.mapping import ColumnPlan, from_json, suggest_plan
from trigpoint.tables.table import Kind, Row, Table

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
    return CaseList.objects.filter(inspection=inspection).select_related("inspection__service", "sent_by")


def sent_lists(inspection: Inspection) -> dict[str, CaseList]:
    """Case type → the list that stands. What is still being checked is the service's own affair."""
    return {one.case_type: one for one in case_lists(inspection).filter(state=State.SENT)}


def lists_for_draw(inspection: Inspection) -> dict[str, CaseList]:
    """Case type → the list that stands and that came in after the waiting seed was fixed."""
    seed = waiting_seed(inspection)
    return {name: one for name, one in sent_lists(inspection).items() if seed and came_in(one) >= seed.at}


def lists_that_count(inspection: Inspection) -> dict[str, CaseList]:
    """Case type → the list for the draw to come, where its seed is fixed; else the one that stands."""
    return lists_for_draw(inspection) if waiting_seed(inspection) else sent_lists(inspection)


def came_in(one: CaseList) -> datetime:
    """When a list was sent. Raises ValueError for one that was not."""
    if one.sent_at is None:
        raise ValueError(f"The list {one.pk} has not been sent.")
    return one.sent_at


def missing_lists(inspection: Inspection, there: Mapping[str, CaseList]) -> tuple[str, ...]:
    """The names of the case types of which no list is there."""
    layout = layout_of(inspection)
    return tuple(one.name for one in layout.case_types if one.id not in there) if layout else ()


def to_be_drawn_again(inspections: QuerySet[Inspection]) -> QuerySet[Inspection]:
    """Those of some inspections of which a draw stands and for which the seed of another one is fixed."""
    return inspections.filter(pk__in=waiting_seeds().values("inspection")).filter(
        pk__in=Draw.objects.values("inspection")
    )


def without_a_list(inspections: Sequence[Inspection]) -> tuple[Inspection, ...]:
    """Those of some inspections for which a list of some case type has not come in since a waiting seed was fixed.

    Asks the database twice.
    """
    rows = CaseList.objects.filter(inspection__in=inspections, state=State.SENT)
    waiting = waiting_seeds().filter(inspection__in=inspections)
    fixed = dict(waiting.values_list("inspection_id", "at"))
    there = {
        (inspection, case_type)
        for inspection, case_type, at in rows.values_list("inspection_id", "case_type", "sent_at")
        if inspection not in fixed or (at is not None and at >= fixed[inspection])
    }
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
    where = said.get("line", 1), said.get("sheet", "")
    return Table(tuple(said["headings"]), rows, Kind(said["kind"]), *where, tuple(said.get("left_out", ())))


def table_json(table: Table) -> dict[str, object]:
    """Return a table as it is stored."""
    rows = [[row.line, list(row.cells)] for row in table.rows]
    return {
        "headings": list(table.headings),
        "rows": rows,
        "kind": table.kind.value,
        "line": table.line,
        "sheet": table.sheet,
        "left_out": list(table.left_out),
    }


def plan_of(one: CaseList) -> ColumnPlan:
    """What the columns and words of a list were said to mean. Raises CannotBeShownError where that was altered."""
    plan = from_json(one.plan)
    if one.plan_sha256 and one.plan_sha256 != plan_sha256(plan):
        raise ContentsAlteredError(
            "What the columns and words of a case list mean was altered in the database: it is not what the record "
            "names. Tell whoever runs this site, and change nothing."
        )
    return plan


def plan_sha256(plan: ColumnPlan) -> str:
    """The hash by which the record names what columns and words mean."""
    return sha256(json.dumps(plan.to_json(), sort_keys=True).encode()).hexdigest()


def first_plan(table: Table, layout: CaseListLayout, *, service: UUID, supplier: str, case_type: str) -> ColumnPlan:
    """What a new list's columns and words probably mean: as in the last list of the service from the same supplier.

    Headings are those of a product, so those of another service serve where this one has sent no list yet. What words
    mean is each service's own: 'amber' need not be the same risk in the next one.
    """
    sent = CaseList.objects.filter(
        supplier__iexact=supplier, case_type=case_type, state__in=[State.SENT, State.SUPERSEDED]
    ).order_by("-sent_at")
    own = sent.filter(inspection__service=service).first()
    last = own or sent.first()
    headings = plan_of(last).headings if last else {}
    return suggest_plan(table, layout, ColumnPlan(headings, _meant(plan_of(own), layout, case_type) if own else {}))


def _meant(plan: ColumnPlan, layout: CaseListLayout, case_type: str) -> dict[str, dict[str, str]]:
    """What words were said to mean, as far as cases of a type may have the values."""
    found = {}
    for one in layout.attribute_layouts:
        ours = {value.id for value in layout.values_of(one.id, case_type)}
        found[one.id] = {word: value for word, value in plan.values.get(one.id, {}).items() if value in ours}
    return found


def checked_list(one: CaseList, layout: CaseListLayout) -> CheckedList:
    """A list held against its layout, row by row."""
    window = windows_of(one.inspection).get(one.case_type)
    return check_list(
        table_of(one), plan_of(one), layout, case_type=one.case_type, drawn_up=one.drawn_up, window=window
    )
