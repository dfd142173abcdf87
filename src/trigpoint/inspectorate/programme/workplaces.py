"""Where somebody on a team must work: what `queries` counts by and `access` refuses by."""

from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.people.permissions import Side
from trigpoint.people.roles import RoleKey
from trigpoint.people.standing import Homes


def works_for_service(homes: Homes, inspection: Inspection) -> bool:
    """Whether somebody works for the inspected service, and so can never be on its team."""
    return (inspection.service_id, Side.SERVICE) in homes


def works_where_role_asks(role_key: str, homes: Homes, inspection: Inspection) -> bool:
    """Whether somebody works where the role asks: a local assessor anywhere else, all others for the inspectorate."""
    if role_key == RoleKey.LOCAL_ASSESSOR:
        return any(side is not Side.INSPECTORATE for _, side in homes)
    return (inspection.inspectorate_id, Side.INSPECTORATE) in homes
