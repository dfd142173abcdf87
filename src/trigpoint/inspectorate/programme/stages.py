"""The stages of an inspection, as a table: moves, owners and days. What the state allows; who may is in `access`.

Source: DOMAIN, section 4. The days between stages are ours (inferred) but for the ten working days of the factual
accuracy check and 'about five weeks from announcement to site'.
"""

from dataclasses import dataclass
from typing import Final

LEADS: Final = ("lead-inspector", "deputy-lead")


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage. An inspection enters it when what its title says has begun or is done.

    `days` are working days from the site date (before it, negative); None for what comes before the timetable.
    `moved_by` are the roles that may move an inspection into it; `awaits` is what has to be done to get into it, and
    `owner` the role that is to do it. `shown_to_service` is what the inspected service reads; '' while it sees nothing.
    """

    key: str
    title: str
    days: int | None
    moved_by: tuple[str, ...]
    owner: str
    awaits: str
    shown_to_service: str


STAGES: Final[tuple[Stage, ...]] = (
    Stage("planned", "Planned", None, (), "programme-manager", "Plan the inspection", ""),
    Stage(
        "announced",
        "Announced",
        -25,
        ("programme-manager", *LEADS),
        "lead-inspector",
        "Announce the inspection to the service",
        "Your inspection has been announced",
    ),
    Stage(
        "evidence-in",
        "Evidence and lists in",
        -15,
        LEADS,
        "service-manager",
        "Send the evidence and the case lists",
        "Your evidence and case lists are in",
    ),
    Stage(
        "sample-set",
        "Sample set",
        -10,
        LEADS,
        "lead-inspector",
        "Set the sample of cases",
        "The sample of cases is set",
    ),
    Stage(
        "case-week",
        "Case week",
        0,
        LEADS,
        "lead-inspector",
        "Begin reading cases on site",
        "Inspectors are reading cases",
    ),
    Stage(
        "organisation-week",
        "Organisation week",
        10,
        LEADS,
        "lead-inspector",
        "Finish the cases and begin the meetings",
        "Inspectors are meeting managers, staff and partners",
    ),
    Stage(
        "provisional-ratings",
        "Provisional ratings",
        20,
        LEADS,
        "lead-inspector",
        "Propose a rating for every standard",
        "Inspectors are weighing the evidence",
    ),
    Stage(
        "panel",
        "Ratings panel",
        25,
        ("panel-chair",),
        "panel-chair",
        "Open the ratings panel",
        "Inspectors are weighing the evidence",
    ),
    Stage(
        "draft", "Draft report", 35, LEADS, "lead-inspector", "Write the draft report", "The report is being written"
    ),
    Stage(
        "factual-accuracy",
        "Factual accuracy check",
        45,
        LEADS,
        "lead-inspector",
        "Send the draft to the service",
        "Please check the draft report for factual accuracy",
    ),
    Stage(
        "sign-off",
        "Sign-off",
        55,
        LEADS,
        "service-manager",
        "Answer the draft, point by point",
        "The report is being finished",
    ),
    Stage(
        "published",
        "Published",
        65,
        ("director",),
        "director",
        "Sign the report and publish it",
        "Your report is published",
    ),
    Stage(
        "action-plan",
        "Action plan",
        85,
        LEADS,
        "service-manager",
        "Send the action plan",
        "Your action plan is in",
    ),
    Stage(
        "followed-up",
        "Followed up",
        190,
        LEADS,
        "lead-inspector",
        "Follow up what the action plan changed",
        "Your inspection has been followed up",
    ),
)

BY_KEY: Final = {stage.key: stage for stage in STAGES}
ORDER: Final = {stage.key: place for place, stage in enumerate(STAGES)}

# Once a report is public there is no way back behind its publication.
NO_WAY_BACK_BEHIND: Final = "published"


def stage(key: str) -> Stage:
    """Return the stage of this key. Raises KeyError for one that there is not."""
    return BY_KEY[key]


def next_stage(key: str) -> Stage | None:
    """Return the stage after this one; None after the last. A stage is never left out."""
    place = ORDER[key] + 1
    return STAGES[place] if place < len(STAGES) else None


def ways_back(key: str) -> tuple[Stage, ...]:
    """Return the stages that an inspection may go back to: any earlier one, never behind publication."""
    first = ORDER[NO_WAY_BACK_BEHIND] if ORDER[key] >= ORDER[NO_WAY_BACK_BEHIND] else ORDER["announced"]
    return STAGES[first : ORDER[key]]


def moves() -> dict[str, tuple[str, ...]]:
    """Return stage → stages that may follow: the next one, and the ways back."""
    found = {}
    for one in STAGES:
        after = next_stage(one.key)
        found[one.key] = ((after.key,) if after else ()) + tuple(back.key for back in ways_back(one.key))
    return found


def has_reached(key: str, wanted: str) -> bool:
    """Whether an inspection at stage `key` has come to the stage `wanted` or gone past it."""
    return ORDER[key] >= ORDER[wanted]
