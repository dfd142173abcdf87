"""What has to be true before a stage, and what is done where it is not: values of the checklist and of home pages.

A page is named here and turned into an address by `waiting.addresses`.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from trigpoint.inspectorate.programme.holders import Holder
from trigpoint.people.permissions import Permission
from trigpoint.people.roles import ROLES, RoleKey, role


class Page(StrEnum):
    """Where something is done. The words are the names of the pages' addresses."""

    INSPECTION = "inspection"
    SITE_DATE = "site_date"
    TEAM = "team"
    DECLARE = "declare_and_join"
    PEOPLE = "people"
    SAMPLE = "sample"
    SECOND_DECISION = "decide_second"
    DRAFT_REQUEST = "draft_request"
    REQUEST = "request"
    INTERVIEWS = "interviews"
    ALLOCATE = "allocate"
    PLAN_AGAIN = "plan_interviews_again"
    CASES = "cases"
    RATINGS = "ratings"
    LOAD_FILE = "load_file"
    REPORT = "inspection_report"
    SIGN = "sign_report"
    MOVE_ON = "move_on"
    TAKE_BACK = "take_back"
    OWN_REQUEST = "own_request"
    OWN_UNASKED = "send_unasked"
    OWN_LISTS = "case_lists"
    OWN_INTERVIEWS = "own_interviews"


LEADS: Final = (RoleKey.LEAD_INSPECTOR, RoleKey.DEPUTY_LEAD)
PLANNERS: Final = (RoleKey.PROGRAMME_MANAGER,)


def _of_service(permission: Permission) -> tuple[RoleKey, ...]:
    """The roles of a service that may do something, its manager first: a role is named by the first of them."""
    able = [each.key for each in ROLES if permission in each.on_each_inspection]
    return tuple(sorted(able, key=lambda key: key != RoleKey.SERVICE_MANAGER))


ANSWERING: Final = _of_service(Permission.ANSWER_REQUESTS)
SENDING_LISTS: Final = _of_service(Permission.SEND_CASE_LISTS)


@dataclass(frozen=True, slots=True)
class Remedy:
    """What somebody does, who (the roles, and `only` these people where it is not everybody in them), and where.

    `thing` is what the page is about beside the inspection: the id of a request, a place or a decision, or a purpose.
    `due` is its own day, where that is not the day of the stage to come. `untyped` is `act` without a word that
    somebody typed, for e-mails; '' where it has none.
    """

    act: str
    roles: tuple[RoleKey, ...]
    page: Page
    thing: UUID | str | None = None
    due: date | None = None
    only: tuple[Holder, ...] | None = None
    untyped: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """One line of the checklist. `missing` says what is still to be done; '' where the condition is met.

    `note` is what somebody should look at before they go on; it bars nothing. `remedies` are what is done about what
    is missing, by each who has to do something; none where the condition is met.
    """

    words: str
    missing: str = ""
    note: str = ""
    remedies: tuple[Remedy, ...] = ()

    @property
    def met(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def finding(key: RoleKey) -> Remedy:
    """Whoever plans finds somebody for a role that nobody holds, on the team or in an organisation."""
    sought = role(key)
    if sought.for_inspection:
        return Remedy(f"Ask somebody to join as {sought.title.lower()}", PLANNERS, Page.TEAM)
    return Remedy(f"Invite the {sought.title.lower()}", PLANNERS, Page.PEOPLE)


def open_still(words: str, missing: str, *remedies: Remedy) -> Condition:
    """Return a condition that is not met, with what is done about it."""
    return Condition(words, missing, remedies=remedies)


def unless(met: bool, words: str, missing: str, *remedies: Remedy) -> Condition:  # noqa: FBT001 - reads as its name says
    """Return a condition: met, or missing with what is done about it."""
    return Condition(words) if met else open_still(words, missing, *remedies)
