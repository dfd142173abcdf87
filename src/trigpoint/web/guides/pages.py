"""Which guide explains which page: by the page, and else by the role of whoever looks at it."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, cast

from django.http import HttpRequest
from django.urls import reverse

from trigpoint.people.roles import RoleKey
from trigpoint.people.standing import HeldRole
from trigpoint.web.edge.signed_in import SignedInRequest  # noqa: TC001 - a cast names it

FOR_EVERYBODY: Final = "public"
# Role → the guide that is written for it.
OF_ROLE: Final[Mapping[str, str]] = {
    RoleKey.PROGRAMME_MANAGER: "programme-manager",
    RoleKey.SUPPORT_OFFICER: "programme-manager",
    RoleKey.LEAD_INSPECTOR: "lead-inspector",
    RoleKey.DEPUTY_LEAD: "lead-inspector",
    RoleKey.INSPECTOR: "inspector",
    RoleKey.ASSISTANT_INSPECTOR: "inspector",
    RoleKey.LOCAL_ASSESSOR: "inspector",
    RoleKey.QUALITY_LEAD: "panel",
    RoleKey.PANEL_CHAIR: "panel",
    RoleKey.PANEL_MEMBER: "panel",
    RoleKey.DIRECTOR: "panel",
    RoleKey.RESEARCH_ANALYST: "analyst",
    RoleKey.EDITOR: "editor",
    RoleKey.DIRECTOR_OF_CHILDRENS_SERVICES: "service-manager",
    RoleKey.SERVICE_MANAGER: "service-manager",
    RoleKey.DEPUTY_SERVICE_MANAGER: "service-manager",
    RoleKey.DATA_OFFICER: "service-manager",
    RoleKey.CASE_MANAGER: "service-people",
    RoleKey.BOARD_CHAIR: "service-people",
    RoleKey.PARTNER_REPRESENTATIVE: "service-people",
}
# Page → the guide, and the part of it, that explains it whoever looks.
OF_PAGE: Final[Mapping[str, str]] = {
    "my_cases": "inspector#your-cases",
    "sample": "sample",
    "fix_seed": "sample",
    "withdraw_seed": "sample",
    "draw_sample": "sample",
    "exclude_case": "sample#what-people-change",
    "readmit_case": "sample#what-people-change",
    "confirm_exclusion": "sample#what-people-change",
    "ask_second": "sample#what-people-change",
    "decide_second": "sample#what-people-change",
    "take_out_case": "sample#when-cases-leave-the-sample",
    "case_lists": "sample#case-lists",
    "upload_list": "sample#case-lists",
    "case_list": "sample#case-lists",
    "list_columns": "sample#case-lists",
    "load_file": "bundle",
    "download_file": "bundle",
}


def help_with_page(request: HttpRequest) -> dict[str, Any]:
    """The address of what explains the page, for the layout of all pages."""
    match = getattr(request, "resolver_match", None)
    explains = OF_PAGE.get(match.url_name or "" if match else "") or _of_reader(request)
    guide, _, anchor = explains.partition("#")
    return {"help_href": reverse("guide", args=[guide]) + (f"#{anchor}" if anchor else "")}


def _of_reader(request: HttpRequest) -> str:
    if not (hasattr(request, "user") and request.user.is_authenticated):
        return FOR_EVERYBODY
    # What the guards of an inspection's pages note: the inspection, and from which side.
    about: Any = getattr(request, "about", None)
    roles = cast("SignedInRequest", request).standing.held_roles
    on_it = [holding for holding in roles if about is not None and holding.inspection == about[0].id]
    return _guide_of([*on_it, *roles])


def _guide_of(roles: Iterable[HeldRole]) -> str:
    """The guide of the first role; of those for an inspection first, on its own pages."""
    return next((OF_ROLE[holding.role.key] for holding in roles), FOR_EVERYBODY)
