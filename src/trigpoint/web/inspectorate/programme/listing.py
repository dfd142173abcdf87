"""The list of inspections, as its columns."""

from collections.abc import Iterable
from typing import Final

from django.db.models import Case, IntegerField, Value, When

from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.stages import ORDER, STAGES
from trigpoint.inspectorate.waiting.lists import waiting_on_many
from trigpoint.people.standing import Standing
from trigpoint.web.inspectorate.programme.presenters import InspectionShown, inspection_shown
from trigpoint.web.lists.columns import Column, Filter, FilterKind, Listing

STAGE_ORDER: Final = Case(
    *(When(stage=key, then=Value(number)) for key, number in ORDER.items()), output_field=IntegerField()
)
"""The place of an inspection's stage among the stages, to sort by."""


def inspections_listing(by: Standing) -> Listing[InspectionShown]:
    """The list of inspections for somebody: who leads each, what is next on it, whose that is and by when."""

    def shown(rows: Iterable[Inspection]) -> tuple[InspectionShown, ...]:
        inspections = list(rows)
        waiting = waiting_on_many(inspections, by.on)
        return tuple(inspection_shown(row, waiting[row.pk], by) for row in inspections)

    return Listing(
        caption="Inspections",
        file_name="inspections",
        sort="site-date",
        columns=(
            Column("service", "Service", lambda row: row.service, order="service__name_key"),
            Column("stage", "Stage", lambda row: row.stage, order="stage_order"),
            Column("lead", "Lead", lambda row: row.leads),
            Column("next", "Next", lambda row: row.next.what if row.next else ""),
            Column("whose", "Whose", lambda row: row.next.whose if row.next else ""),
            Column("by", "By", lambda row: row.next.due if row.next else None),
            Column("site-date", "Site date", lambda row: row.site_date, order="site_date"),
            Column("reference", "Reference", lambda row: row.reference, order="reference", is_reference=True),
        ),
        filters=(
            Filter("service", "Service", "service", kind=FilterKind.NAME),
            Filter("stage", "Stage", "stage", options=tuple((stage.key, stage.title) for stage in STAGES)),
        ),
        show=shown,
    )
