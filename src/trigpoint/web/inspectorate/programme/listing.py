"""The list of inspections, as its columns."""

from typing import Final

from django.db.models import Case, IntegerField, Value, When

from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.stages import ORDER, STAGES
from trigpoint.web.lists.columns import Column, Filter, FilterKind, Listing

STAGE_ORDER: Final = Case(
    *(When(stage=key, then=Value(number)) for key, number in ORDER.items()), output_field=IntegerField()
)
"""The place of an inspection's stage among the stages, to sort by."""


def stage_of(inspection: Inspection) -> str:
    """The stage of an inspection in words, or that it was cancelled."""
    return "Cancelled" if inspection.cancelled_on else str(inspection.get_stage_display())


INSPECTIONS: Final[Listing[Inspection]] = Listing(
    caption="Inspections",
    file_name="inspections",
    sort="site-date",
    columns=(
        Column("service", "Service", lambda inspection: inspection.service.name, order="service__name"),
        Column("stage", "Stage", stage_of, order="stage_order"),
        Column("site-date", "Site date", lambda inspection: inspection.site_date, order="site_date"),
        Column("reference", "Reference", lambda inspection: inspection.reference, order="reference", is_reference=True),
    ),
    filters=(
        Filter("service", "Service", "service__name", kind=FilterKind.WORDS),
        Filter("stage", "Stage", "stage", options=tuple((stage.key, stage.title) for stage in STAGES)),
    ),
)
