"""The stages of an inspection, as a table: moves, owners and days. What the state allows; who may is in `access`.

Source: DOMAIN, section 4. The days between stages are ours (inferred) but for the ten working days of the factual
accuracy check and 'about five weeks from announcement to site'.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from trigpoint.people.roles import RoleKey

LEADS: Final = (RoleKey.LEAD_INSPECTOR, RoleKey.DEPUTY_LEAD)


class StageKey(StrEnum):
    """The keys of the stages, in their order. They are stored and are words of addresses, so they never change."""

    PLANNED = "planned"
    ANNOUNCED = "announced"
    EVIDENCE_IN = "evidence-in"
    SAMPLE_SET = "sample-set"
    CASE_WEEK = "case-week"
    ORGANISATION_WEEK = "organisation-week"
    PROVISIONAL_RATINGS = "provisional-ratings"
    PANEL = "panel"
    DRAFT = "draft"
    FACTUAL_ACCURACY = "factual-accuracy"
    SIGN_OFF = "sign-off"
    PUBLISHED = "published"
    ACTION_PLAN = "action-plan"
    FOLLOWED_UP = "followed-up"


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage. An inspection enters it when what its title says has begun or is done.

    `days` are working days from the site date (before it, negative); None for what comes before the timetable.
    `moved_by` are the roles that may move an inspection into it, and `prompted` those of them who are told to once
    nothing is missing; `move` is what they then do. `shown_to_service` is what the inspected service reads; '' while it
    sees nothing. What must be true before, and who sees to it, is in `progress.conditions`.
    """

    key: StageKey
    title: str
    days: int | None
    moved_by: tuple[RoleKey, ...]
    prompted: tuple[RoleKey, ...]
    move: str
    shown_to_service: str


STAGES: Final[tuple[Stage, ...]] = (
    Stage(StageKey.PLANNED, "Planned", None, (), (), "Plan the inspection", ""),
    Stage(
        StageKey.ANNOUNCED,
        "Announced",
        -25,
        (RoleKey.PROGRAMME_MANAGER, *LEADS),
        LEADS,
        "Announce the inspection to the service",
        "Your inspection has been announced",
    ),
    Stage(
        StageKey.EVIDENCE_IN,
        "Evidence and lists in",
        -15,
        LEADS,
        LEADS,
        "Move to 'Evidence and lists in'",
        "Your evidence and case lists are in",
    ),
    Stage(
        StageKey.SAMPLE_SET,
        "Sample set",
        -10,
        LEADS,
        LEADS,
        "Move to 'Sample set'",
        "The sample of cases is set",
    ),
    Stage(
        StageKey.CASE_WEEK,
        "Case week",
        0,
        LEADS,
        LEADS,
        "Begin the case week",
        "Inspectors are reading cases",
    ),
    Stage(
        StageKey.ORGANISATION_WEEK,
        "Organisation week",
        10,
        LEADS,
        LEADS,
        "Begin the organisation week",
        "Inspectors are meeting managers, staff and partners",
    ),
    Stage(
        StageKey.PROVISIONAL_RATINGS,
        "Provisional ratings",
        20,
        LEADS,
        LEADS,
        "Move to 'Provisional ratings'",
        "Inspectors are weighing the evidence",
    ),
    Stage(
        StageKey.PANEL,
        "Ratings panel",
        25,
        (RoleKey.PANEL_CHAIR,),
        (RoleKey.PANEL_CHAIR,),
        "Open the ratings panel",
        "Inspectors are weighing the evidence",
    ),
    Stage(
        StageKey.DRAFT,
        "Draft report",
        35,
        LEADS,
        LEADS,
        "Move to 'Draft report'",
        "The report is being written",
    ),
    Stage(
        StageKey.FACTUAL_ACCURACY,
        "Factual accuracy check",
        45,
        LEADS,
        LEADS,
        "Move to 'Factual accuracy check'",
        "Please check the draft report for factual accuracy",
    ),
    Stage(
        StageKey.SIGN_OFF,
        "Sign-off",
        55,
        LEADS,
        LEADS,
        "Move to 'Sign-off'",
        "The report is being finished",
    ),
    Stage(
        StageKey.PUBLISHED,
        "Published",
        65,
        # Whoever signed it does not publish it: see `progress.actions`.
        (RoleKey.PROGRAMME_MANAGER, RoleKey.DIRECTOR),
        (RoleKey.PROGRAMME_MANAGER, RoleKey.DIRECTOR),
        "Publish the report",
        "Your report is published",
    ),
    Stage(
        StageKey.ACTION_PLAN,
        "Action plan",
        85,
        LEADS,
        LEADS,
        "Move to 'Action plan'",
        "Your action plan is in",
    ),
    Stage(
        StageKey.FOLLOWED_UP,
        "Followed up",
        190,
        LEADS,
        LEADS,
        "Move to 'Followed up'",
        "Your inspection has been followed up",
    ),
)

# Keyed by plain words, because they are asked with what a row or an address says.
BY_KEY: Final[Mapping[str, Stage]] = {stage.key: stage for stage in STAGES}
ORDER: Final[Mapping[str, int]] = {stage.key: number for number, stage in enumerate(STAGES)}

# Working days between the announcement and the site date that a service is given; fewer need a reason.
# Source: DOMAIN, section 4, 'about five weeks from announcement to site', which the table has too.
NOTICE: Final = 25

# Once a report is public there is no way back behind its publication.
NO_WAY_BACK_BEHIND: Final = StageKey.PUBLISHED


def stage(key: str) -> Stage:
    """Return the stage of this key. Raises KeyError for one that there is not."""
    return BY_KEY[key]


def next_stage(key: str) -> Stage | None:
    """Return the stage after this one; None after the last. A stage is never left out."""
    following = ORDER[key] + 1
    return STAGES[following] if following < len(STAGES) else None


def ways_back(key: str) -> tuple[Stage, ...]:
    """Return the stages that an inspection may go back to: any earlier one, never behind publication."""
    first = ORDER[NO_WAY_BACK_BEHIND] if ORDER[key] >= ORDER[NO_WAY_BACK_BEHIND] else ORDER[StageKey.ANNOUNCED]
    return STAGES[first : ORDER[key]]


def moves() -> dict[StageKey, tuple[StageKey, ...]]:
    """Return stage → stages that may follow: the next one, and the ways back."""
    following = {}
    for stage in STAGES:
        after = next_stage(stage.key)
        following[stage.key] = ((after.key,) if after else ()) + tuple(back.key for back in ways_back(stage.key))
    return following


def has_reached(key: str, wanted: StageKey) -> bool:
    """Whether an inspection at stage `key` has come to the stage `wanted` or gone past it."""
    return ORDER[key] >= ORDER[wanted]
