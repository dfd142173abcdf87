"""The roles of the field (DOMAIN, section 1), as data: what each is, on which side, and what it may do where.

A role is held for an organisation or for one inspection. Held for an organisation, it may give permissions in the
organisation (`in_organisation`) and on each of its inspections (`on_each_inspection`); held for one inspection, it
gives `on_its_inspection`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from trigpoint.people.permissions import Permission, Side

P = Permission
Permissions = frozenset[Permission]
NONE: Final[Permissions] = frozenset()

_STAFF: Final[Permissions] = frozenset({P.SEE_PROGRAMME, P.SEE_SERVICES, P.SEE_PEOPLE})
_OVERSEE: Final[Permissions] = frozenset({P.SEE_INSPECTION, P.SEE_RECORD})
_READ_CASES: Final[Permissions] = frozenset({P.SEE_INSPECTION, P.SEE_CASES})
# The file of an inspection holds its cases, so only whoever sees them may download it.
_READ_ALL: Final[Permissions] = _OVERSEE | _READ_CASES | {P.DOWNLOAD_FILE}
_LEAD: Final[Permissions] = _READ_ALL | {
    P.BUILD_TEAM,
    P.SET_TIMETABLE,
    P.MOVE_STAGES,
    P.ASK_SERVICE,
    P.SET_SAMPLE,
    P.ALLOCATE_CASES,
    P.LOAD_FILE,
    P.SIGN_RECORD,
}
_ANSWER: Final[Permissions] = frozenset({P.SEE_OWN_INSPECTIONS, P.ANSWER_REQUESTS, P.SEND_CASE_LISTS})


class RoleKey(StrEnum):
    """The keys of the roles. They are stored and are words of addresses, so they never change."""

    PROGRAMME_MANAGER = "programme-manager"
    LEAD_INSPECTOR = "lead-inspector"
    DEPUTY_LEAD = "deputy-lead"
    INSPECTOR = "inspector"
    ASSISTANT_INSPECTOR = "assistant-inspector"
    LOCAL_ASSESSOR = "local-assessor"
    SUPPORT_OFFICER = "support-officer"
    QUALITY_LEAD = "quality-lead"
    PANEL_CHAIR = "panel-chair"
    PANEL_MEMBER = "panel-member"
    RESEARCH_ANALYST = "research-analyst"
    EDITOR = "editor"
    DIRECTOR = "director"
    DIRECTOR_OF_CHILDRENS_SERVICES = "director-of-childrens-services"
    BOARD_CHAIR = "board-chair"
    SERVICE_MANAGER = "service-manager"
    DEPUTY_SERVICE_MANAGER = "deputy-service-manager"
    CASE_MANAGER = "case-manager"
    DATA_OFFICER = "data-officer"
    PARTNER_REPRESENTATIVE = "partner-representative"


@dataclass(frozen=True, slots=True)
class Role:
    """One role. `sentence` says what its holder does; `for_inspection` whether it may be held for one inspection."""

    key: RoleKey
    title: str
    sentence: str
    side: Side
    in_organisation: Permissions = NONE
    on_each_inspection: Permissions = NONE
    on_its_inspection: Permissions = NONE

    @property
    def beyond_its_team(self) -> Permissions:
        """What the role may do wherever it is held for a whole organisation."""
        return self.in_organisation | self.on_each_inspection

    @property
    def for_inspection(self) -> bool:
        """Whether the role may be held for one inspection."""
        return bool(self.on_its_inspection)


def _inspectorate(key: RoleKey, title: str, sentence: str, **permissions: Permissions) -> Role:
    """Return a role of the inspectorate: its staff see the programme, whatever else they may do."""
    staff = _STAFF | permissions.pop("in_organisation", NONE)
    return Role(key, title, sentence, Side.INSPECTORATE, in_organisation=staff, **permissions)


ROLES: Final[tuple[Role, ...]] = (
    _inspectorate(
        RoleKey.PROGRAMME_MANAGER,
        "Programme manager",
        "Plans the programme, appoints lead inspectors and keeps the register of services.",
        in_organisation=frozenset(
            {
                P.PLAN_INSPECTIONS,
                P.KEEP_REGISTER,
                P.KEEP_PEOPLE,
                P.GIVE_EVERY_ROLE,
                P.SEE_ORGANISATION_RECORD,
                P.SEE_JOBS,
            }
        ),
        on_each_inspection=_OVERSEE | {P.BUILD_TEAM, P.SET_TIMETABLE, P.MOVE_STAGES, P.SIGN_RECORD},
    ),
    _inspectorate(
        RoleKey.LEAD_INSPECTOR,
        "Lead inspector",
        "Leads an inspection: its team, timetable, judgements and stages.",
        on_its_inspection=_LEAD,
    ),
    _inspectorate(
        RoleKey.DEPUTY_LEAD,
        "Deputy lead inspector",
        "Stands in for the lead inspector.",
        on_its_inspection=_LEAD,
    ),
    _inspectorate(
        RoleKey.INSPECTOR,
        "Inspector",
        "Reads cases, meets people and proposes judgements.",
        on_its_inspection=_READ_CASES | {P.SEE_RECORD},
    ),
    _inspectorate(
        RoleKey.ASSISTANT_INSPECTOR,
        "Assistant inspector",
        "Reads cases beside an inspector.",
        on_its_inspection=_READ_CASES,
    ),
    Role(
        RoleKey.LOCAL_ASSESSOR,
        "Local assessor",
        "A practitioner of another service who reads cases alongside inspectors.",
        Side.INSPECTORATE,
        on_its_inspection=_READ_CASES,
    ),
    _inspectorate(
        RoleKey.SUPPORT_OFFICER,
        "Support officer",
        "Arranges the inspection: requests, timetable and people.",
        in_organisation=frozenset({P.KEEP_REGISTER, P.KEEP_PEOPLE}),
        on_its_inspection=frozenset({P.SEE_INSPECTION, P.BUILD_TEAM, P.SET_TIMETABLE, P.ASK_SERVICE}),
    ),
    _inspectorate(
        RoleKey.QUALITY_LEAD,
        "Quality lead",
        "Looks again at a share of the judgements of every inspection.",
        on_each_inspection=_READ_ALL | {P.DECIDE_ON_SAMPLE},
    ),
    _inspectorate(
        RoleKey.PANEL_CHAIR,
        "Ratings panel chair",
        "Chairs the panel that settles the ratings.",
        on_its_inspection=_READ_ALL | {P.MOVE_STAGES},
    ),
    _inspectorate(
        RoleKey.PANEL_MEMBER,
        "Ratings panel member",
        "Weighs the ratings with the panel.",
        on_its_inspection=frozenset({P.SEE_INSPECTION, P.SEE_CASES}),
    ),
    _inspectorate(
        RoleKey.RESEARCH_ANALYST,
        "Research analyst",
        "Keeps context figures and works over many inspections.",
        in_organisation=frozenset({P.KEEP_REGISTER}),
        on_each_inspection=_READ_CASES | {P.DOWNLOAD_FILE},
    ),
    _inspectorate(
        RoleKey.EDITOR,
        "Editor",
        "Edits the report.",
        on_its_inspection=frozenset({P.SEE_INSPECTION}),
    ),
    _inspectorate(
        RoleKey.DIRECTOR,
        "Director",
        "Signs the report.",
        in_organisation=frozenset({P.SEE_ORGANISATION_RECORD}),
        on_each_inspection=_OVERSEE | {P.MOVE_STAGES, P.DECIDE_ON_SAMPLE},
    ),
    Role(
        RoleKey.DIRECTOR_OF_CHILDRENS_SERVICES,
        "Director of children's services",
        "Answers for the service in the local authority.",
        Side.SERVICE,
        in_organisation=frozenset({P.SEE_PEOPLE}),
        on_each_inspection=_ANSWER,
    ),
    Role(
        RoleKey.BOARD_CHAIR,
        "Management board chair",
        "Chairs the board that governs the service.",
        Side.SERVICE,
        in_organisation=frozenset({P.SEE_PEOPLE}),
        on_each_inspection=frozenset({P.SEE_OWN_INSPECTIONS}),
    ),
    Role(
        RoleKey.SERVICE_MANAGER,
        "Service manager",
        "Runs the service and is the inspectorate's contact.",
        Side.SERVICE,
        in_organisation=frozenset({P.SEE_PEOPLE, P.KEEP_PEOPLE, P.GIVE_EVERY_ROLE, P.SEE_ORGANISATION_RECORD}),
        on_each_inspection=_ANSWER,
    ),
    Role(
        RoleKey.DEPUTY_SERVICE_MANAGER,
        "Deputy service manager",
        "Stands in for the service manager.",
        Side.SERVICE,
        in_organisation=frozenset({P.SEE_PEOPLE, P.KEEP_PEOPLE}),
        on_each_inspection=_ANSWER,
    ),
    Role(
        RoleKey.CASE_MANAGER,
        "Case manager",
        "Works with children and is interviewed about their cases.",
        Side.SERVICE,
        on_each_inspection=frozenset({P.SEE_OWN_INSPECTIONS}),
    ),
    Role(
        RoleKey.DATA_OFFICER,
        "Data officer",
        "Draws up case lists and figures.",
        Side.SERVICE,
        on_each_inspection=_ANSWER,
    ),
    Role(
        RoleKey.PARTNER_REPRESENTATIVE,
        "Partner representative",
        "Speaks for a partner of services: police, health, education, probation, social care or substance misuse.",
        Side.PARTNER,
        in_organisation=frozenset({P.SEE_PEOPLE}),
    ),
)

# Keyed by plain words, because it is asked with what a form or a row says.
BY_KEY: Final[Mapping[str, Role]] = {role.key: role for role in ROLES}

# Who reads cases, in the order in which cases are put to them: a lead inspector has least time for it.
CASE_READERS: Final = (
    RoleKey.INSPECTOR,
    RoleKey.ASSISTANT_INSPECTOR,
    RoleKey.LOCAL_ASSESSOR,
    RoleKey.DEPUTY_LEAD,
    RoleKey.LEAD_INSPECTOR,
)


def role(key: str) -> Role:
    """Return the role of this key. Raises KeyError for one that there is not."""
    return BY_KEY[key]


def roles_of(side: Side) -> tuple[Role, ...]:
    """Return the roles that an organisation of this side may give, in the order of the table."""
    return tuple(role for role in ROLES if role.side is side)
