"""A case with answers leaves the sample only where somebody says so, and what was recorded of it stays on record."""

from datetime import timedelta

import pytest

from tests.factories.case_files import as_confirmed, file_of, in_window, started
from tests.factories.case_files import drawn as draw
from tests.factories.samples import DRAWN_AT, KEYS
from tests.factories.world import World, put_in
from trigpoint.bundle.certificate import certificate_of
from trigpoint.inspectorate.bundling.history import bundle_of_version, versions
from trigpoint.inspectorate.bundling.live import live_bundle
from trigpoint.inspectorate.parts.names import PartName
from trigpoint.inspectorate.parts.queries import parts_piece
from trigpoint.inspectorate.sampling.actions.drawing import draw_sample
from trigpoint.inspectorate.sampling.actions.leaving import take_case_out
from trigpoint.inspectorate.sampling.actions.seeds import commit_seed, withdraw_seed
from trigpoint.inspectorate.sampling.actions.sending import send_list
from trigpoint.inspectorate.sampling.draws import newest_draw
from trigpoint.inspectorate.sampling.models import Draw, SeedCommitment
from trigpoint.inspectorate.sampling.queries import lists_for_draw, waiting_seed
from trigpoint.inspectorate.sampling.recorded_answers import answers_by_case
from trigpoint.people.access import Refusal
from trigpoint.record.chains import inspection_chain
from trigpoint.record.models import Event
from trigpoint.record.rows import altered_rows
from trigpoint.record.versioned import ChangedMeanwhileError
from trigpoint.rules.answers import AnswerWord

MOVED = "The child has moved away"


def read(world: World, place: int = 0) -> tuple[str, ...]:
    found = newest_draw(world.inspection)
    assert found is not None
    return certificate_of(found.certificate).sample.types[place].read


def answer_of(world: World, *cases: str) -> int:
    """Two answers are recorded of each of these cases; return the version of the cases that holds them."""
    before = live_bundle(world.inspection)
    given = {"2.1.1": AnswerWord.YES, "2.1.2": AnswerWord.NO}
    there = tuple(one.model_copy(update={"answers": given}) if one.reference in cases else one for one in before.cases)
    put_in(world, before.model_copy(update={"cases": there}), "Read")
    return parts_piece(world.inspection).number_of(PartName.CASES)


def take(world: World, case: str, answers: int = 0) -> None:
    found = newest_draw(world.inspection)
    assert found is not None
    seen, by = found.certificate_sha256, world.standing("lead-inspector")
    take_case_out(inspection=world.inspection, seen=seen, case=case, why=MOVED, answers=answers, by=by)


def new_seed_and_lists(world: World, number: int = 12) -> None:
    by = world.standing("lead-inspector")
    commit_seed(inspection=world.inspection, seed="another seed", at=DRAWN_AT, keys=KEYS, by=by)
    for case_type in ("court", "out_of_court"):
        again, at = started(world, case_type, number), DRAWN_AT + timedelta(days=1)
        send_list(
            case_list=again, seen=again.version, confirmed=as_confirmed(again), at=at, by=world.standing("data-officer")
        )


def draw_again(world: World, *may_leave: str) -> Draw:
    at, by = DRAWN_AT + timedelta(days=2), world.standing("lead-inspector")
    return draw_sample(inspection=world.inspection, reason="Wrong list", at=at, keys=KEYS, by=by, may_leave=may_leave)


def test_a_case_with_answers_is_not_taken_out_without_a_word_about_them(sample_drawn: World) -> None:
    case = read(sample_drawn)[0]
    answer_of(sample_drawn, case)
    version = versions(sample_drawn.inspection)[0].number
    with pytest.raises(Refusal, match=f"{case} has 2 answers now. Say that you take it out all the same"):
        take(sample_drawn, case)
    with pytest.raises(Refusal, match="2 answers now"):
        take(sample_drawn, case, answers=1)
    assert case in read(sample_drawn)
    take(sample_drawn, case, answers=2)
    assert case not in read(sample_drawn)
    event = Event.objects.get(kind="sampling.case_taken_out")
    assert event.after is not None
    assert event.after["answers"] == 2
    kept = bundle_of_version(sample_drawn.inspection, version)
    assert kept is not None
    assert next(one for one in kept.cases if one.reference == case).answers


def test_a_case_without_answers_is_taken_out_as_before(sample_drawn: World) -> None:
    case = read(sample_drawn)[0]
    take(sample_drawn, case)
    assert case not in read(sample_drawn)


def test_a_draw_that_may_leave_out_cases_with_answers_is_refused_until_they_may_go(sample_drawn: World) -> None:
    cases = read(sample_drawn)[:2]
    version = answer_of(sample_drawn, *cases)
    assert answers_by_case(sample_drawn.inspection) == dict.fromkeys(sorted(cases, key=read(sample_drawn).index), 2)
    new_seed_and_lists(sample_drawn)
    with pytest.raises(Refusal, match=f"that the draw may leave out: {cases[0]}, {cases[1]}. Open the page"):
        draw_again(sample_drawn)
    with pytest.raises(Refusal, match=f"leave out: {cases[1]}. Open"):
        draw_again(sample_drawn, cases[0])
    assert Draw.objects.count() == 1
    draw_again(sample_drawn, *cases)
    left = set(cases) - set(read(sample_drawn))
    said = [one.after for one in Event.objects.filter(kind="sampling.answers_set_aside")]
    assert bool(left) == bool(said)
    for one in said:
        assert one is not None
        assert one["kept_in"] == version
        assert all(f"{case} (2)" in one["cases"] for case in left)
    assert altered_rows(inspection_chain(sample_drawn.inspection)) == ()


def test_a_case_with_answers_that_the_corrected_list_has_no_more_leaves_with_a_word(sample_drawn: World) -> None:
    gone = next(case for case in read(sample_drawn) if int(case[1:]) > 12)
    answer_of(sample_drawn, gone)
    new_seed_and_lists(sample_drawn, 12)
    draw_again(sample_drawn, gone)
    assert gone not in read(sample_drawn)
    assert [one.after["cases"] for one in Event.objects.filter(kind="sampling.answers_set_aside") if one.after] == [
        f"{gone} (2)"
    ]


def test_answers_do_not_pass_to_another_child_who_has_the_reference_on_a_corrected_list(announced: World) -> None:
    draw(announced, 6, 6)
    court = sorted(read(announced))
    swapped, capitals = court[0], court[1]
    answer_of(announced, swapped, capitals)
    by = announced.standing("lead-inspector")
    commit_seed(inspection=announced.inspection, seed="another seed", at=DRAWN_AT, keys=KEYS, by=by)
    for case_type, number in (("court", 6), ("out_of_court", 6)):
        text = file_of(case_type, number, in_window(announced)).decode()
        text = text.replace(f"{swapped},K-{swapped},", f"{swapped},K-X99,")
        text = text.replace(f"{capitals},K-{capitals},", f"{capitals},k-{capitals},")
        again, at = started(announced, case_type, content=text.encode()), DRAWN_AT + timedelta(days=1)
        send_list(
            case_list=again,
            seen=again.version,
            confirmed=as_confirmed(again),
            at=at,
            by=announced.standing("data-officer"),
        )
    draw_again(announced, swapped, capitals)
    # Every case of so short a list is read, so both references are in the sample again; one is another child's now.
    assert {swapped, capitals} <= set(read(announced))
    assert answers_by_case(announced.inspection) == {capitals: 2}
    (event,) = Event.objects.filter(kind="sampling.answers_set_aside")
    assert event.after is not None
    assert event.after["cases"] == f"{swapped} (2)"


def seed_of(world: World) -> SeedCommitment:
    waiting = waiting_seed(world.inspection)
    assert waiting is not None
    return waiting


def test_a_seed_of_another_draw_is_withdrawn_with_a_reason_and_never_used(sample_drawn: World) -> None:
    new_seed_and_lists(sample_drawn)
    waiting, lead = seed_of(sample_drawn), sample_drawn.standing("lead-inspector")
    with pytest.raises(Refusal, match="Say why the seed is withdrawn"):
        withdraw_seed(seed=waiting, seen=1, reason=" ", keys=KEYS, by=lead)
    withdraw_seed(seed=waiting, seen=1, reason="The list was right", keys=KEYS, by=lead)
    assert waiting_seed(sample_drawn.inspection) is None
    with pytest.raises(Refusal, match="drawn already"):
        draw_again(sample_drawn)
    event = Event.objects.get(kind="sampling.seed_withdrawn")
    assert event.reason == "The list was right"
    assert "another seed" not in f"{event.before} {event.after}"
    # A new seed takes no list that came in for the one that was withdrawn.
    later = DRAWN_AT + timedelta(days=3)
    commit_seed(inspection=sample_drawn.inspection, seed="a third seed", at=later, keys=KEYS, by=lead)
    assert lists_for_draw(sample_drawn.inspection) == {}
    assert altered_rows(inspection_chain(sample_drawn.inspection)) == ()


def test_a_seed_is_withdrawn_once_and_by_the_lead_alone(sample_drawn: World) -> None:
    new_seed_and_lists(sample_drawn)
    waiting, lead = seed_of(sample_drawn), sample_drawn.standing("lead-inspector")
    for role in ("inspector", "programme-manager", "service-manager", "director"):
        with pytest.raises(Refusal, match="You cannot set the sample"):
            withdraw_seed(seed=waiting, seen=1, reason="x", keys=KEYS, by=sample_drawn.standing(role))
    withdraw_seed(seed=waiting, seen=1, reason="The list was right", keys=KEYS, by=lead)
    with pytest.raises(Refusal, match="No seed waits"):
        withdraw_seed(seed=waiting, seen=1, reason="Again", keys=KEYS, by=lead)
    commit_seed(inspection=sample_drawn.inspection, seed="a third seed", at=DRAWN_AT, keys=KEYS, by=lead)
    with pytest.raises(ChangedMeanwhileError):
        withdraw_seed(seed=waiting, seen=1, reason="Again", keys=KEYS, by=lead)


def test_the_seed_of_the_first_draw_stands(announced: World) -> None:
    lead = announced.standing("lead-inspector")
    with pytest.raises(Refusal, match="The seed of the first draw cannot be withdrawn"):
        withdraw_seed(seed=seed_of(announced), seen=1, reason="x", keys=KEYS, by=lead)
