"""What must be true before an inspection enters a stage: one function a condition, in words for the checklist.

Each says too what is done where it is not true, by whom and where: nobody has to ask whose turn it is. What the report
must have is in `report_conditions`.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from trigpoint.english import count_of, list_of, long_date
from trigpoint.inspectorate.programme.stages import StageKey
from trigpoint.inspectorate.progress import report_conditions as report
from trigpoint.inspectorate.progress.asking import action_plan_is_in, change_is_shown, evidence_is_in, nothing_is_open
from trigpoint.inspectorate.progress.contents import HeldContents
from trigpoint.inspectorate.progress.facts import Facts
from trigpoint.inspectorate.progress.remedies import (
    LEADS,
    PLANNERS,
    SENDING_LISTS,
    Condition,
    Page,
    Remedy,
    finding,
    open_still,
    unless,
)
from trigpoint.inspectorate.requests.models import Request
from trigpoint.inspectorate.requests.queries import ANSWERED
from trigpoint.people.roles import RoleKey

Purpose = Request.Purpose


def has_lead(facts: Facts) -> Condition:
    asked = [person.holder for person in facts.undeclared if person.able and person.role == RoleKey.LEAD_INSPECTOR]
    if asked:
        # Whoever was asked has a task of their own, and nobody else is to be asked meanwhile.
        ask = Remedy("Declare interests", (), Page.TEAM, only=tuple(asked))
        names = list_of([holder.name for holder in asked])
        missing = f"Asked to join as lead inspector, and interests not declared yet: {names}."
    else:
        ask = finding(RoleKey.LEAD_INSPECTOR)
        missing = "Nobody has joined the team as lead inspector."
    return unless(RoleKey.LEAD_INSPECTOR in facts.joined, "The team has a lead inspector", missing, ask)


def has_site_date(facts: Facts) -> Condition:
    roles = (*PLANNERS, *LEADS)
    set_it = Remedy("Set the site date", roles, Page.SITE_DATE)
    return unless(facts.site_date is not None, "The site date is set", "Set the site date.", set_it)


def service_can_be_reached(facts: Facts) -> Condition:
    missing = "Nobody at the service has an account that may answer. Invite the service manager."
    can_answer = bool(facts.people.of(SENDING_LISTS))
    return unless(can_answer, "The service has somebody who can answer", missing, finding(RoleKey.SERVICE_MANAGER))


def seed_is_fixed(facts: Facts) -> Condition:
    fix = Remedy("Fix the seed of the draw", LEADS, Page.SAMPLE)
    is_met = facts.sample.fixed or not facts.sample.draws
    words, missing = "The seed of the draw is fixed, before any case list is in", "The seed is not fixed yet."
    return unless(is_met, words, missing, fix)


def case_lists_are_in(facts: Facts) -> Condition:
    words = "The service has sent its case lists"
    if not facts.sample.missing or facts.requests_for(Purpose.CASE_LISTS, *ANSWERED):
        return Condition(words)
    missing = f"No list of {list_of(facts.sample.missing)} has come in."
    return open_still(words, missing, sending_lists(facts))


def sending_lists(facts: Facts) -> Remedy:
    again = " again: a new seed was fixed" if facts.sample.drawn else ""
    return Remedy(f"Send the case lists{again}", SENDING_LISTS, Page.OWN_LISTS)


def sample_is_known(facts: Facts) -> Condition:
    is_met = facts.contents is not None and facts.contents.has_sample
    return unless(is_met, "The sample of each case type is known", "The inspection holds no sample yet.", _draw(facts))


def draw_is_certified(facts: Facts) -> Condition:
    is_met = not facts.sample.draws or (facts.contents is not None and facts.contents.drawn_for is not None)
    missing = "" if is_met else "The inspection holds no certificate of a draw."
    words = "The draw of the sample can be replayed by anybody"
    remedies = () if is_met else (_draw(facts),)
    return Condition(words, missing, _drawn_for_another_date(facts), remedies)


def cases_are_listed(facts: Facts) -> Condition:
    contents = facts.contents
    is_met = contents is not None and bool(contents.cases or contents.has_tallies)
    return unless(is_met, "The cases to be read are listed", "The inspection holds no cases yet.", _draw(facts))


def _draw(facts: Facts) -> Remedy:
    if facts.sample.draws:
        return Remedy("Draw the sample", LEADS, Page.SAMPLE)
    return Remedy("Load the sample and its cases from a file", LEADS, Page.LOAD_FILE)


def sample_fits_site_date(facts: Facts) -> Condition:
    return Condition("The sample was drawn for the site date", note=_drawn_for_another_date(facts))


def somebody_reads(facts: Facts) -> Condition:
    ask = Remedy("Ask more people to read cases", LEADS, Page.TEAM)
    missing = "The team needs at least two people who read cases."
    return unless(len(facts.readers) > 1, "At least two people on the team read cases", missing, ask)


def everybody_has_declared(facts: Facts) -> Condition:
    asked = facts.undeclared
    people = count_of(len(asked), "person has", "people have")
    missing = f"{people} been asked to join and not declared interests yet."
    able = tuple(person.holder for person in asked if person.able)
    barred = [person.holder.name for person in asked if not person.able]
    remedies = []
    if able:
        # Their own task stands beside, with the page of their own place (`waiting.beside`).
        remedies.append(Remedy("Declare interests", (), Page.TEAM, only=able))
    if barred:
        remedies.append(Remedy(f"End the place of {list_of(barred)}, who cannot join", LEADS, Page.TEAM))
    return unless(not asked, "Everybody asked to join has declared their interests", missing, *remedies)


def every_case_has_a_reader(facts: Facts) -> Condition:
    words = "Every case is on somebody who can read it"
    cases = set(facts.contents.cases) if facts.contents else set()
    rows = [row for row in facts.rows.allocations if row.case in cases]
    waiting = len(cases) - len(rows)
    wrong = [
        row for row in rows if row.reader_id not in facts.readers or (row.case, row.reader_id) in facts.rows.conflicts
    ]
    remedies, missing = [], []
    if waiting:
        missing.append(f"{count_of(waiting, 'case is', 'cases are')} on nobody.")
        remedies.append(Remedy(f"Put {count_of(waiting, 'case')} on readers", LEADS, Page.ALLOCATE))
    if wrong:
        them = "it" if len(wrong) == 1 else "them"
        missing.append(f"{count_of(len(wrong), 'case is', 'cases are')} on somebody who cannot read {them}.")
        remedies.append(Remedy(f"Move {count_of(len(wrong), 'case')} to another reader", LEADS, Page.INTERVIEWS))
    return unless(not missing, words, " ".join(missing), *remedies)


def cases_are_answered(facts: Facts) -> Condition:
    words = "Every question about every case is answered"
    contents = facts.contents
    if contents is None:
        return open_still(words, "The inspection holds nothing yet.", _draw(facts))
    missing = f"{contents.missing_in_cases}. " if contents.open_cases else ""
    missing += f"Not yet complete: {', '.join(contents.unrated)}."
    return unless(not contents.unrated, words, missing, _finish_cases(contents))


def _finish_cases(contents: HeldContents) -> Remedy:
    if contents.open_cases:
        return Remedy(f"Finish {count_of(len(contents.open_cases), 'case')}", LEADS, Page.CASES)
    return Remedy("Load what the cases come to from a file", LEADS, Page.LOAD_FILE)


def standards_are_judged(facts: Facts) -> Condition:
    open_ids = facts.contents.unjudged if facts.contents else ()
    missing = f"Not yet complete: {', '.join(open_ids)}." if facts.contents else "The inspection holds nothing yet."
    is_met = bool(facts.contents and not open_ids)
    return unless(is_met, "Every judged standard has a proposed judgement", missing, _judge(open_ids))


def _judge(standards: Sequence[str]) -> Remedy:
    return Remedy(f"Propose a judgement for {count_of(len(standards), 'standard')}", LEADS, Page.LOAD_FILE)


def panel_is_there(facts: Facts) -> Condition:
    is_met = RoleKey.PANEL_CHAIR in facts.joined and RoleKey.PANEL_MEMBER in facts.joined
    missing = "The panel needs a chair and at least one member who have joined."
    ask = Remedy("Ask a chair and a member of the ratings panel to join", LEADS, Page.TEAM)
    return unless(is_met, "The ratings panel has a chair and a member", missing, ask)


def rules_give_a_total(facts: Facts) -> Condition:
    contents = facts.contents
    is_met = contents is not None and contents.complete_by_the_rules
    missing = "Some standards have no rating by the rules yet."
    return unless(is_met, "The rules give an overall rating", missing, *_completing(contents))


def _completing(contents: HeldContents | None) -> tuple[Remedy, ...]:
    """What the total waits for, as the conditions before it call it: what is to be done is said once."""
    remedies = []
    if contents and contents.unrated:
        remedies.append(_finish_cases(contents))
    if contents and contents.unjudged:
        remedies.append(_judge(contents.unjudged))
    return tuple(remedies) or (Remedy("Complete what the ratings rest on", LEADS, Page.RATINGS),)


CONDITIONS: Final[Mapping[str, tuple[Callable[[Facts], Condition], ...]]] = {
    StageKey.ANNOUNCED: (has_lead, has_site_date, service_can_be_reached, seed_is_fixed),
    StageKey.EVIDENCE_IN: (evidence_is_in, case_lists_are_in),
    StageKey.SAMPLE_SET: (sample_is_known, cases_are_listed, draw_is_certified),
    StageKey.CASE_WEEK: (somebody_reads, everybody_has_declared, every_case_has_a_reader, sample_fits_site_date),
    StageKey.ORGANISATION_WEEK: (cases_are_answered,),
    StageKey.PROVISIONAL_RATINGS: (standards_are_judged, rules_give_a_total),
    StageKey.PANEL: (panel_is_there, rules_give_a_total),
    StageKey.DRAFT: (report.discretion_is_settled, report.ratings_are_final),
    StageKey.FACTUAL_ACCURACY: (report.report_is_written, report.figures_agree, report.draft_is_sent),
    StageKey.SIGN_OFF: (report.draft_is_checked, nothing_is_open),
    StageKey.PUBLISHED: (
        report.discretion_is_settled,
        report.ratings_are_final,
        report.report_is_written,
        report.figures_agree,
        report.dates_are_in_order,
        report.report_is_signed,
        report.publishing_day_has_come,
    ),
    StageKey.ACTION_PLAN: (action_plan_is_in,),
    StageKey.FOLLOWED_UP: (change_is_shown, nothing_is_open),
}


def checklist(stage: str, facts: Facts) -> tuple[Condition, ...]:
    """Return what must be true before an inspection enters a stage, each met or with what is missing."""
    return tuple(condition(facts) for condition in CONDITIONS[stage])


def _drawn_for_another_date(facts: Facts) -> str:
    """Return what to look at where the site date was moved after the draw, or ''."""
    drawn_for = facts.contents.drawn_for if facts.contents else None
    if drawn_for is None or facts.site_date is None or drawn_for == facts.site_date:
        return ""
    return (
        f"Drawn for fieldwork of {long_date(drawn_for)}; the site date is now "
        f"{long_date(facts.site_date)}. Plan the interviews again, and draw again if other cases are eligible now."
    )
