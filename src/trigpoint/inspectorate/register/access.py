"""Who may keep the register, and which figures may be in it."""

from trigpoint.inspectorate.register.figures import Figures, faults
from trigpoint.people.access import check_stands_apart, no_role_allows, refuse_unless
from trigpoint.people.models import Organisation
from trigpoint.people.permissions import Permission
from trigpoint.people.standing import Standing


def check_can_keep(by: Standing, service: Organisation) -> None:
    """The register is kept by whoever has that in any inspectorate: services are inspected, and belong, to none."""
    refuse_unless(service.kind == Organisation.Kind.SERVICE, f"{service.name} is not a service.")
    check_stands_apart(by, service)
    refuse_unless(by.has_anywhere(Permission.KEEP_REGISTER), no_role_allows(Permission.KEEP_REGISTER))


def check_figures(figures: Figures, tolerance: int) -> None:
    """Refuse figures that do not add up, saying everything that is wrong with them."""
    found = " ".join(faults(figures, tolerance))
    refuse_unless(not found, found)
