"""What must be true before an inspection enters a stage: one function a condition, in words for the checklist."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from trigpoint.english import count_of, list_of, long_date
from trigpoint.inspectorate.programme.stages import StageKey
from trigpoint.inspectorate.progress.facts import Facts
from trigpoint.inspectorate.requests.models import Request
from trigpoint.people.roles import CASE_READERS, RoleKey
from trigpoint.rules.framework import StandardBasis

Purpose = Request.Purpose


@dataclass(frozen=True, slots=True)
class Condition:
    """One line of the checklist. `missing` says what is still to be done; '' where the condition is met.

    `note` is what somebody should look at before they go on; it bars nothing.
    """

    words: str
    missing: str = ""
    note: str = ""

    @property
    def met(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def has_lead(facts: Facts) -> Condition:
    missing = "" if RoleKey.LEAD_INSPECTOR in facts.joined else "Nobody has joined the team as lead inspector."
    return Condition("The team has a lead inspector", missing)


def has_site_date(facts: Facts) -> Condition:
    return Condition("The site date is set", "" if facts.site_date else "Set the site date.")


def service_can_be_reached(facts: Facts) -> Condition:
    missing = (
        "" if facts.contacts else "Nobody at the service has an account that may answer. Invite the service manager."
    )
    return Condition("The service has somebody who can answer", missing)


def evidence_is_in(facts: Facts) -> Condition:
    return _answered(facts, Purpose.EVIDENCE, "The service has sent its evidence in advance")


def seed_is_fixed(facts: Facts) -> Condition:
    missing = "" if facts.seed_fixed or not facts.samples else "Fix the seed of the draw, on the page 'Sample'."
    return Condition("The seed of the draw is fixed, before any case list is in", missing)


def case_lists_are_in(facts: Facts) -> Condition:
    words = "The service has sent its case lists"
    if not facts.lists_missing or Purpose.CASE_LISTS in facts.answered:
        return Condition(words)
    return Condition(words, f"No list of {list_of(facts.lists_missing)} has come in.")


def draft_is_sent(facts: Facts) -> Condition:
    label = Purpose.FACTUAL_ACCURACY.label
    is_met = Purpose.FACTUAL_ACCURACY in facts.sent
    missing = (
        "" if is_met else f"No request '{label}' has been sent to the service. Draft one under 'Requests' and send it."
    )
    return Condition("The draft has been sent to the service to be checked", missing)


def draft_is_checked(facts: Facts) -> Condition:
    return _answered(facts, Purpose.FACTUAL_ACCURACY, "The service has answered the draft, point by point")


def action_plan_is_in(facts: Facts) -> Condition:
    return _answered(facts, Purpose.ACTION_PLAN, "The service has sent its action plan")


def change_is_shown(facts: Facts) -> Condition:
    return _answered(facts, Purpose.CHANGE, "The service has sent evidence of what changed")


def nothing_is_open(facts: Facts) -> Condition:
    number = facts.open_requests
    missing = f"{count_of(number, 'request is', 'requests are')} still with the service." if number else ""
    return Condition("No request is still with the service", missing)


def sample_is_known(facts: Facts) -> Condition:
    is_met = facts.rated is not None and bool(facts.rated.bundle.sample)
    return Condition("The sample of each case type is known", "" if is_met else "The inspection holds no sample yet.")


def draw_is_certified(facts: Facts) -> Condition:
    is_met = not facts.samples or (facts.rated is not None and facts.rated.bundle.certificate is not None)
    missing = "" if is_met else "Draw the sample: the inspection holds no certificate of a draw."
    return Condition("The draw of the sample can be replayed by anybody", missing, _drawn_for_another_date(facts))


def sample_fits_site_date(facts: Facts) -> Condition:
    return Condition("The sample was drawn for the site date", note=_drawn_for_another_date(facts))


def cases_are_listed(facts: Facts) -> Condition:
    is_met = facts.rated is not None and bool(facts.rated.bundle.cases or facts.rated.bundle.tallies)
    return Condition("The cases to be read are listed", "" if is_met else "The inspection holds no cases yet.")


def somebody_reads(facts: Facts) -> Condition:
    number = sum(role in CASE_READERS for role in facts.joined)
    missing = "" if number > 1 else "The team needs at least two people who read cases."
    return Condition("At least two people on the team read cases", missing)


def everybody_has_declared(facts: Facts) -> Condition:
    number = facts.undeclared
    people = count_of(number, "person has", "people have")
    missing = f"{people} been asked to join and not declared interests yet." if number else ""
    return Condition("Everybody asked to join has declared their interests", missing)


def cases_are_answered(facts: Facts) -> Condition:
    words = "Every question about every case is answered"
    return Condition(words, _unrated(facts, StandardBasis.CASE_BASED) or "")


def standards_are_judged(facts: Facts) -> Condition:
    words = "Every judged standard has a proposed judgement"
    return Condition(words, _unrated(facts, StandardBasis.JUDGED) or "")


def panel_is_there(facts: Facts) -> Condition:
    is_met = RoleKey.PANEL_CHAIR in facts.joined and RoleKey.PANEL_MEMBER in facts.joined
    missing = "" if is_met else "The panel needs a chair and at least one member who have joined."
    return Condition("The ratings panel has a chair and a member", missing)


def rules_give_a_total(facts: Facts) -> Condition:
    is_met = facts.rated is not None and facts.rated.rated.is_complete_by_the_rules
    return Condition(
        "The rules give an overall rating", "" if is_met else "Some standards have no rating by the rules yet."
    )


def ratings_are_final(facts: Facts) -> Condition:
    is_met = facts.rated is not None and facts.rated.rated.is_complete
    return Condition("Every rating is final", "" if is_met else "Some standards have no final rating yet.")


def figures_agree(facts: Facts) -> Condition:
    words = "Texts, figures and ratings agree with one another"
    if facts.rated is None:
        return Condition(words, "The inspection holds nothing yet.")
    number = len(facts.rated.findings)
    return Condition(words, f"{count_of(number, 'thing does', 'things do')} not agree." if number else "")


def report_has_recommendations(facts: Facts) -> Condition:
    is_met = facts.rated is not None and bool(facts.rated.bundle.recommendations)
    return Condition("The report has recommendations", "" if is_met else "The inspection holds no recommendations yet.")


CONDITIONS: Final[Mapping[str, tuple[Callable[[Facts], Condition], ...]]] = {
    StageKey.ANNOUNCED: (has_lead, has_site_date, service_can_be_reached, seed_is_fixed),
    StageKey.EVIDENCE_IN: (evidence_is_in, case_lists_are_in),
    StageKey.SAMPLE_SET: (sample_is_known, cases_are_listed, draw_is_certified),
    StageKey.CASE_WEEK: (somebody_reads, everybody_has_declared, sample_fits_site_date),
    StageKey.ORGANISATION_WEEK: (cases_are_answered,),
    StageKey.PROVISIONAL_RATINGS: (standards_are_judged, rules_give_a_total),
    StageKey.PANEL: (panel_is_there, rules_give_a_total),
    StageKey.DRAFT: (ratings_are_final,),
    StageKey.FACTUAL_ACCURACY: (figures_agree, report_has_recommendations, draft_is_sent),
    StageKey.SIGN_OFF: (draft_is_checked, nothing_is_open),
    StageKey.PUBLISHED: (ratings_are_final, figures_agree),
    StageKey.ACTION_PLAN: (action_plan_is_in,),
    StageKey.FOLLOWED_UP: (change_is_shown, nothing_is_open),
}


def checklist(stage: str, facts: Facts) -> tuple[Condition, ...]:
    """Return what must be true before an inspection enters a stage, each met or with what is missing."""
    return tuple(condition(facts) for condition in CONDITIONS[stage])


def _drawn_for_another_date(facts: Facts) -> str:
    """Return what to look at where the site date was moved after the draw, or ''."""
    certificate = facts.rated.bundle.certificate if facts.rated else None
    if certificate is None or facts.site_date is None or certificate.settings.fieldwork == facts.site_date:
        return ""
    return (
        f"Drawn for fieldwork of {long_date(certificate.settings.fieldwork)}; the site date is now "
        f"{long_date(facts.site_date)}. Plan the interviews again, and draw again if other cases are eligible now."
    )


def _answered(facts: Facts, purpose: Request.Purpose, words: str) -> Condition:
    missing = "" if purpose in facts.answered else f"No request '{purpose.label}' has been answered by the service."
    return Condition(words, missing)


def _unrated(facts: Facts, basis: StandardBasis) -> str:
    """Return which standards of a basis still have gaps, or ''."""
    if facts.rated is None:
        return "The inspection holds nothing yet."
    open_ids = [
        result.standard.id
        for result in facts.rated.rated.standards
        if result.standard.basis is basis and not (result.rules or result.not_rated)
    ]
    return f"Not yet complete: {', '.join(open_ids)}." if open_ids else ""
