"""The interviews as the service's list shows them."""

from collections.abc import Sequence
from typing import Final

from trigpoint.inspectorate.assessment.released import ReleasedInterview
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.sameness import name_key
from trigpoint.web.lists.columns import Column, Filter, Listing, options_of

_COLUMNS: Final[tuple[Column[ReleasedInterview], ...]] = (
    Column("case", "Case", lambda row: row.case, order="case", is_reference=True),
    Column("when", "When", lambda row: row.when, order="when"),
    Column("with", "With", lambda row: row.reader, order="reader"),
    Column("comes", "Who comes", lambda row: row.comes, order="comes"),
)


def own_interviews_listing(inspection: Inspection, rows: Sequence[ReleasedInterview]) -> Listing[ReleasedInterview]:
    """The list of the interviews, for the side of the service."""
    return Listing(
        caption="Interviews",
        file_name=f"{inspection.reference}-interviews",
        columns=_COLUMNS,
        filters=(
            Filter(
                "with",
                "With",
                "reader",
                options=options_of(sorted({row.reader for row in rows}, key=name_key)),
                every="Everybody",
            ),
            Filter(
                "comes",
                "Who comes",
                "comes",
                options=options_of(sorted({row.comes for row in rows} - {""}, key=name_key)),
                every="Everybody",
            ),
        ),
        sort="when",
    )
