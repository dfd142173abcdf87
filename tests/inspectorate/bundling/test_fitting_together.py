"""What two people load fits together, what a draw keeps is about the same case, and drafts are read as drafts."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from tests.factories.case_files import HEADINGS, as_confirmed, drawn, file_of, in_window, rows, started
from tests.factories.samples import DRAWN_AT, KEYS
from tests.factories.world import World, bundle_of, move_to, put_in
from trigpoint.bundle.context import EvidenceGathered
from trigpoint.bundle.model import Bundle
from trigpoint.inspectorate.assessment.piece import assessment_piece
from trigpoint.inspectorate.bundling.actions import LoadedParts, load_file
from trigpoint.inspectorate.bundling.history import bundle_of_version, versions
from trigpoint.inspectorate.bundling.live import live_bundle
from trigpoint.inspectorate.parts.names import PartName
from trigpoint.inspectorate.parts.queries import parts_piece
from trigpoint.inspectorate.sampling.actions.drawing import draw_sample
from trigpoint.inspectorate.sampling.actions.seeds import commit_seed
from trigpoint.inspectorate.sampling.actions.sending import send_list
from trigpoint.inspectorate.sampling.recorded_answers import answers_by_case
from trigpoint.people.access import Refusal
from trigpoint.rules.answers import AnswerWord

Seen = Mapping[PartName, int]


def load(world: World, bundle: Bundle, seen: Seen, interviews: Mapping[str, int] | None = None) -> LoadedParts:
    by = world.standing("lead-inspector")
    return load_file(
        inspection=world.inspection, seen=seen, bundle=bundle, reason="Read", by=by, seen_interviews=interviews
    )


def test_a_file_that_does_not_fit_what_a_colleague_changed_is_refused_and_nothing_is_written(world: World) -> None:
    visits = EvidenceGathered(id="visits", label="Visits", number=9)
    twin = bundle_of(world)
    before = twin.model_copy(update={"evidence": (*twin.evidence, visits)})
    put_in(world, before, "")
    seen = parts_piece(world.inspection).numbers
    texts = before.texts.model_copy(update={"introduction": ("We made {evidence visits} visits.",)})
    load(world, before.model_copy(update={"evidence": twin.evidence}), seen)
    held_now = live_bundle(world.inspection)
    with pytest.raises(Refusal, match="does not fit what somebody else has changed"):
        load(world, before.model_copy(update={"texts": texts}), seen)
    assert live_bundle(world.inspection) == held_now


def with_interviews(bundle: Bundle, number: int | None) -> Bundle:
    sample = tuple(one.model_copy(update={"interviews": number}) for one in bundle.sample)
    return bundle.model_copy(update={"sample": sample})


def test_interviews_that_a_colleague_counted_stay_where_a_file_has_them_as_its_page_showed_them(world: World) -> None:
    before = with_interviews(bundle_of(world), None)
    put_in(world, before, "")
    seen = parts_piece(world.inspection).numbers
    load(world, with_interviews(before, 5), seen, {})
    assert load(world, before.model_copy(update={"notice": "Invented"}), seen, {}).parts == (PartName.FRONT,)
    assert dict(assessment_piece(world.inspection).interviews) == {"court": 5, "out_of_court": 5}
    with pytest.raises(Refusal, match="changed how many interviews were held about cases of the type 'court'"):
        load(world, with_interviews(before, 6), parts_piece(world.inspection).numbers, {})


def test_answers_about_a_case_of_another_type_are_set_aside_by_a_draw(world: World) -> None:
    move_to(world, "announced")
    drawn(world, 8, 8)
    lead = world.standing("lead-inspector")
    before = live_bundle(world.inspection)
    answered = tuple(
        one.model_copy(update={"answers": {"2.1.1": AnswerWord.YES}}) if one.case_type == "court" else one
        for one in before.cases
    )
    put_in(world, before.model_copy(update={"cases": answered}))
    commit_seed(inspection=world.inspection, seed="another seed", at=DRAWN_AT, keys=KEYS, by=lead)
    for case_type, letter in (("court", "O"), ("out_of_court", "C")):
        lines = [row.replace(f"{case_type[0].upper()}", letter, 1) for row in rows(case_type, 8, in_window(world))]
        case_list = started(world, case_type, content="\n".join([HEADINGS, *lines, ""]).encode())
        by = world.standing("data-officer")
        send_list(
            case_list=case_list,
            seen=case_list.version,
            confirmed=as_confirmed(case_list),
            at=DRAWN_AT + timedelta(days=1),
            by=by,
        )
    may_leave, at = answers_by_case(world.inspection), DRAWN_AT + timedelta(days=2)
    draw_sample(
        inspection=world.inspection, reason="The lists were swapped", at=at, keys=KEYS, by=lead, may_leave=may_leave
    )
    after = live_bundle(world.inspection)
    assert {one.case_type for one in after.cases if one.reference.startswith("C")} == {"out_of_court"}
    assert not any(one.answers for one in after.cases)
    assert put_in(world, after).nothing


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_a_draft_is_read_again_as_a_draft_after_its_publication(world: World) -> None:
    move_to(world, "sign-off")
    drafts = {
        version.number: bundle_of_version(world.inspection, version.number) for version in versions(world.inspection)
    }
    move_to(world, "published")
    assert live_bundle(world.inspection).inspection.published is not None
    for number, draft in drafts.items():
        assert bundle_of_version(world.inspection, number) == draft


def send_lists_again(world: World, court: int, out_of_court: int, change: tuple[str, str] = ("", "")) -> None:
    commit_seed(
        inspection=world.inspection, seed="another seed", at=DRAWN_AT, keys=KEYS, by=world.standing("lead-inspector")
    )
    for case_type, number in (("court", court), ("out_of_court", out_of_court)):
        text = file_of(case_type, number, in_window(world)).decode().replace(*change)
        case_list, at = started(world, case_type, content=text.encode()), DRAWN_AT + timedelta(days=1)
        send_list(
            case_list=case_list,
            seen=case_list.version,
            confirmed=as_confirmed(case_list),
            at=at,
            by=world.standing("data-officer"),
        )


def draw_again(world: World) -> None:
    at, by = DRAWN_AT + timedelta(days=2), world.standing("lead-inspector")
    may_leave = answers_by_case(world.inspection)
    draw_sample(inspection=world.inspection, reason="New lists", at=at, keys=KEYS, by=by, may_leave=may_leave)


def answered(bundle: Bundle, answers: Mapping[str, AnswerWord], *cases: str) -> Bundle:
    """The Bundle with these answers of these cases; of all court cases where none is named."""
    named = cases or {case.reference for case in bundle.cases if case.case_type == "court"}
    changed = tuple(
        case.model_copy(update={"answers": dict(answers)}) if case.reference in named else case for case in bundle.cases
    )
    return bundle.model_copy(update={"cases": changed})


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_a_file_that_changes_no_case_is_no_change_of_cases_after_another_draw(announced: World) -> None:
    drawn(announced, 12, 8)
    put_in(announced, answered(live_bundle(announced.inspection), {"2.1.1": AnswerWord.YES}))
    send_lists_again(announced, 12, 8)
    draw_again(announced)
    mine = live_bundle(announced.inspection)
    # The order of the second draw is another one than that in which the answers were recorded.
    assert load(announced, mine, parts_piece(announced.inspection).numbers).nothing
    seen = parts_piece(announced.inspection).numbers
    first = mine.cases[0].reference
    load(announced, answered(mine, {"2.1.1": AnswerWord.NO}, first), seen)
    assert load(announced, mine.model_copy(update={"notice": "Invented"}), seen).parts == (PartName.FRONT,)
    now = {case.reference: case for case in live_bundle(announced.inspection).cases}
    assert now[first].answers == {"2.1.1": AnswerWord.NO}


def test_facts_that_only_the_list_told_follow_a_corrected_list_and_those_that_somebody_recorded_do_not(
    announced: World,
) -> None:
    drawn(announced, 6, 6)
    before = live_bundle(announced.inspection)
    told = {case.reference: dict(case.facts) for case in before.cases}
    answers = answered(before, {"2.1.1": AnswerWord.YES}, "C1", "C3")
    own = {**told["C3"], "disposal": "custodial_sentence"}
    cases = tuple(case.model_copy(update={"facts": own}) if case.reference == "C3" else case for case in answers.cases)
    assert told["C1"] == told["C3"] != own
    put_in(announced, answers.model_copy(update={"cases": cases}))
    # C1 had a youth rehabilitation order on the first list; C3 has a referral order on both.
    send_lists_again(announced, 6, 6, ("youth rehabilitation order", "detention and training order"))
    draw_again(announced)
    now = {case.reference: case for case in live_bundle(announced.inspection).cases}
    assert now["C1"].facts == told["C1"] | {"disposal": "custodial_sentence"}
    assert now["C1"].answers == {"2.1.1": AnswerWord.YES}
    assert now["C3"].facts == own
    assert put_in(announced, live_bundle(announced.inspection)).nothing
