"""Who may fill an inspection, and with what."""

from trigpoint.bundle.model import Bundle
from trigpoint.inspectorate.programme.access import check_on
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.stages import has_reached
from trigpoint.people.access import refuse_unless
from trigpoint.people.permissions import Permission
from trigpoint.people.standing import Standing


def check_can_fill(by: Standing, inspection: Inspection) -> None:
    """An inspection is filled until it is published; what is public stays as it is."""
    check_on(by, Permission.FILL_INSPECTION, inspection)
    open_to_change = not has_reached(inspection.stage, "published")
    refuse_unless(open_to_change, "The inspection is published: what it holds can no longer be changed.")


def check_belongs(bundle: Bundle, inspection: Inspection) -> None:
    """A file is put only into the inspection that it is of."""
    of_this = bundle.inspection.reference == inspection.reference
    refuse_unless(
        of_this, f"The file is of the inspection '{bundle.inspection.reference}'; this one is '{inspection.reference}'."
    )
    refuse_unless(
        bundle.framework.id == inspection.framework and bundle.framework.digest == inspection.framework_digest,
        f"The file is of another version of the framework. This inspection is pinned to '{inspection.framework}'.",
    )
    refuse_unless(
        bundle.inspection.service.name == inspection.service.name,
        f"The file is of '{bundle.inspection.service.name}'; this inspection is of '{inspection.service.name}'.",
    )
