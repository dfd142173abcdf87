"""Who may, on the way to a sample. Each check raises a Refusal with its sentence."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.timezone import localtime

from trigpoint.case_lists.layout import CaseListLayout
from trigpoint.english import list_of, long_date
from trigpoint.inspectorate.programme.access import check_on, check_on_own, permissions_on
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.stages import StageKey, has_reached
from trigpoint.inspectorate.sampling.limits import Limit
from trigpoint.inspectorate.sampling.models import CaseList, Draw, Exclusion, SecondDecision, SeedCommitment
from trigpoint.inspectorate.sampling.queries import layout_of
from trigpoint.people.access import Refusal, refuse_unless
from trigpoint.people.permissions import Permission
from trigpoint.people.standing import Standing

State = CaseList.State


def check_sample_is_open(inspection: Inspection) -> None:
    """A sample is set before the ratings are proposed: what was rated was read."""
    over = has_reached(inspection.stage, StageKey.PROVISIONAL_RATINGS)
    refuse_unless(not over, "Ratings have been proposed: the sample can no longer be changed.")


def check_can_commit(by: Standing, inspection: Inspection, waiting: SeedCommitment | None) -> None:
    """The lead fixes one seed at a time."""
    check_on(by, Permission.SET_SAMPLE, inspection)
    check_sample_is_open(inspection)
    refuse_unless(waiting is None, "The seed of the next draw is fixed already.")


def check_can_withdraw_seed(
    by: Standing,
    inspection: Inspection,
    waiting: SeedCommitment | None,
    may_be_replaced: bool,  # noqa: FBT001 - reads as its name says
) -> None:
    """The lead withdraws the seed of another draw: the draw before it is the sample. That of the first draw is used.

    `may_be_replaced`: there was a draw, or the seed can never be used as nobody can open it.
    """
    check_on(by, Permission.SET_SAMPLE, inspection)
    check_sample_is_open(inspection)
    refuse_unless(waiting is not None, "No seed waits for a draw.")
    refuse_unless(
        # The service has seen its hash: another seed in its place could be one that was tried at home first.
        may_be_replaced,
        "The seed of the first draw cannot be withdrawn: the service has seen its hash. Draw the sample with it.",
    )


def check_can_send_lists(by: Standing, inspection: Inspection, waiting: SeedCommitment | None) -> None:
    """The service sends its lists once a seed is fixed that nobody has seen."""
    check_on_own(by, Permission.SEND_CASE_LISTS, inspection)
    check_sample_is_open(inspection)
    is_drawn = "The sample is drawn. To send a corrected list, ask the lead inspector to fix a new seed first."
    no_seed = "The lead inspector has to fix the seed of the draw before lists come in. Ask them to."
    refuse_unless(waiting is not None, is_drawn if has_reached(inspection.stage, StageKey.SAMPLE_SET) else no_seed)


def check_can_work_on(by: Standing, case_list: CaseList) -> None:
    """A list is read in another way, sent or dropped while it is being checked."""
    check_on_own(by, Permission.SEND_CASE_LISTS, case_list.inspection)
    refuse_unless(case_list.state == State.CHECKING, _ended(case_list))


def _ended(case_list: CaseList) -> str:
    """What has become of a list that is not being checked any more: whoever goes back to its page reads it here."""
    if case_list.sent_at is not None:
        by = f" by {case_list.sent_by.name}" if case_list.sent_by else ""
        return f"This list was sent on {long_date(localtime(case_list.sent_at).date())}{by}. Nothing was sent again."
    if case_list.state == State.REPLACED:
        return "A later upload has taken the place of this one. Work on that: it is under 'Case lists and sample'."
    return "This list was dropped. Upload it again if you want to send it."


def layout_asked_for(inspection: Inspection) -> CaseListLayout:
    """What the case lists of an inspection hold. Raises Refusal where none are asked for."""
    layout = layout_of(inspection)
    if layout is None:
        raise Refusal("The framework of this inspection draws no sample, so no case lists are asked for.")
    return layout


def check_can_exclude(by: Standing, inspection: Inspection, waiting: SeedCommitment | None) -> None:
    """Cases are excluded before the draw; afterwards they are taken out of the sample and replaced."""
    check_on(by, Permission.SET_SAMPLE, inspection)
    check_sample_is_open(inspection)
    # After the draw an exclusion would change who had a chance; taking out keeps the draw and says who left it.
    sentence = "There is no draw to come. After the draw a case is taken out of the sample and replaced."
    refuse_unless(waiting is not None, sentence)


def check_a_list_is_in(lists: Mapping[str, CaseList]) -> None:
    """A case is excluded once it is on a list that has come in."""
    refuse_unless(
        bool(lists), "No list has come in since the seed was fixed: there is no case yet that could be excluded."
    )


def check_exclusions_fit(unsettled: Sequence[str]) -> None:
    """Nothing is drawn while a new list holds another case under an excluded reference, or none."""
    sentence = f"Confirm or take back first the exclusions that do not fit the lists any more: {list_of(unsettled)}."
    refuse_unless(not unsettled, sentence)


def check_references_are_settled(unsettled: Sequence[str]) -> None:
    """Nothing is drawn while nobody has said whether references on two lists are the same: a child has one chance."""
    refuse_unless(
        not unsettled,
        f"The lists differ by noughts alone in {list_of(unsettled)}, and the service has not said whether these are "
        "the same. Ask the service to send one of the two lists again: it is asked before that list goes.",
    )


def check_can_readmit(by: Standing, exclusion: Exclusion, waiting: SeedCommitment | None) -> None:
    """An exclusion is taken back before the draw."""
    check_can_exclude(by, exclusion.inspection, waiting)
    refuse_unless(exclusion.stands, "This exclusion has been taken back already.")


def check_nobody_has_drawn(
    by: Standing, inspection: Inspection, waiting: SeedCommitment | None, last: Draw | None
) -> None:
    """Of two who draw at once the second reads that the first one has: its seed is used."""
    check_on(by, Permission.SET_SAMPLE, inspection)
    refuse_unless(
        waiting is not None or last is None,
        "The sample has been drawn already, by you or by somebody else. Nothing was changed. For another draw, fix a "
        "new seed first.",
    )


def check_can_draw(
    by: Standing,
    inspection: Inspection,
    waiting: SeedCommitment | None,
    lists: Mapping[str, CaseList],
    missing: tuple[str, ...],
) -> None:
    """The lead draws once the seed is fixed and a list of every type came in after it, and the site date is known."""
    check_on(by, Permission.SET_SAMPLE, inspection)
    check_sample_is_open(inspection)
    refuse_unless(
        waiting is not None, "Fix the seed of the draw first: the service sees its hash before it sends lists."
    )
    # Windows are counted back from it: drawn on a guess, the wrong cases would be eligible for good.
    refuse_unless(inspection.site_date is not None, "Set the site date first: which cases are eligible depends on it.")
    refuse_unless(not missing, f"No list of {list_of(missing)} has come in since the seed was fixed.")
    refuse_unless(any(case_list.cases for case_list in lists.values()), "The lists hold no case.")


def check_can_take_out(by: Standing, inspection: Inspection, draw: Draw | None) -> None:
    """The lead takes cases out of a sample that was drawn."""
    check_on(by, Permission.SET_SAMPLE, inspection)
    check_sample_is_open(inspection)
    refuse_unless(draw is not None, "No sample has been drawn yet.")


def check_can_ask_second(by: Standing, inspection: Inspection) -> None:
    """The lead asks, while the sample can be changed."""
    check_on(by, Permission.SET_SAMPLE, inspection)
    check_sample_is_open(inspection)


def check_number_is_more(limit: Limit, number: int) -> None:
    """Nobody is asked about what the lead may do already."""
    refuse_unless(
        number > limit.number,
        f"You may go up to {limit.number} already. Ask about a higher number, which counts all of them together.",
        "number",
    )


def check_can_decide_second(by: Standing, decision: SecondDecision) -> None:
    """A second person decides: somebody who holds that permission, never whoever asked nor who sets the sample too."""
    inspection = decision.inspection
    check_on(by, Permission.DECIDE_ON_SAMPLE, inspection)
    check_sample_is_open(inspection)
    refuse_unless(decision.state == SecondDecision.State.ASKED, _decided(decision))
    refuse_unless(by.person != decision.asked_by_id, "You asked for this: somebody else has to decide it.")
    # Of a lead and a deputy each could ask and the other agree: both would still be those who steer.
    refuse_unless(
        Permission.SET_SAMPLE not in permissions_on(by, inspection),
        "On this inspection you set the sample yourself: somebody else has to decide it.",
    )


def _decided(decision: SecondDecision) -> str:
    if decision.decided_by is None or decision.decided_on is None:
        return "This has been decided already."
    return (
        f"{decision.decided_by.name} has decided this on {long_date(decision.decided_on)}: "
        f"{decision.get_state_display().lower()}. A decision stands: nothing of what you sent was recorded."
    )


def check_clock(at: datetime, after: datetime, what: str) -> None:
    """Nothing is dated before what it rests on: its certificate would prove the contrary of what happened."""
    refuse_unless(
        at >= after,
        f"The clock of this site says {at:%d %B %Y, %H:%M}, which is before {what} ({after:%d %B %Y, %H:%M}). Nothing "
        "was done. Ask whoever runs the site to set the clock, and try again.",
    )


def check_reason(reason: str, listed: tuple[str, ...]) -> None:
    """A case is excluded or taken out for a reason of the framework's list."""
    refuse_unless(reason in listed, "Choose one of the reasons listed.")
