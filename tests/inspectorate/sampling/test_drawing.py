"""The lead draws from lists that came in after the seed was fixed; the certificate is in the inspection."""

from pathlib import Path

import pytest

from tests.factories.case_files import HEADINGS, sent
from tests.factories.case_files import drawn as draw
from tests.factories.samples import DRAWN_AT, KEYS
from tests.factories.world import World, fix_seed, move_to, put_in
from trigpoint.bundle.certificate import certificate_of
from trigpoint.bundle.files import load_bundle
from trigpoint.inspectorate.bundling.live import live_bundle, rated
from trigpoint.inspectorate.sampling.actions.drawing import draw_sample
from trigpoint.inspectorate.sampling.actions.excluding import exclude_case, readmit_case
from trigpoint.inspectorate.sampling.actions.leaving import take_case_out
from trigpoint.inspectorate.sampling.draws import CertifiedDraw, cases_drawn_from, newest_draw
from trigpoint.inspectorate.sampling.models import Draw, SeedCommitment
from trigpoint.inspectorate.sampling.sealed_seeds import opened
from trigpoint.people.access import Refusal
from trigpoint.record.alterations import AlteredError
from trigpoint.record.chains import inspection_chain
from trigpoint.record.models import Event
from trigpoint.record.rows import altered_rows
from trigpoint.record.versioned import ChangedMeanwhileError
from trigpoint.rules.answers import AnswerWord
from trigpoint.rules.certificate import FrozenList, commitment_to, replay

MOVED = "The child has moved away"


def found(world: World) -> CertifiedDraw:
    newest = newest_draw(world.inspection)
    assert newest is not None
    return newest


def hash_of(world: World) -> str:
    return found(world).certificate_sha256


def read(world: World, place: int = 0) -> tuple[str, ...]:
    return certificate_of(found(world).certificate).sample.types[place].read


def take(world: World, case: str, why: str = MOVED, seen: str = "") -> None:
    by = world.standing("lead-inspector")
    take_case_out(inspection=world.inspection, seen=seen or hash_of(world), case=case, why=why, by=by)


def test_the_sample_is_drawn_and_everything_is_in_the_inspection(announced: World) -> None:
    draw(announced, 25, 20)
    contents = rated(announced.inspection)
    assert contents is not None
    # 22 of 25, and 22 × 40/60 = 14.7 of 20.
    numbers = [(one.case_type, one.read, one.eligible.number) for one in contents.bundle.sample if one.eligible]
    assert numbers == [("court", 22, 25), ("out_of_court", 15, 20)]
    assert [one.reference for one in contents.bundle.cases] == [*read(announced, 0), *read(announced, 1)]
    rules = {one.rule for one in contents.findings}
    assert rules == {"nothing_is_missing"}


def test_a_case_knows_what_its_list_tells_of_it(sample_drawn: World) -> None:
    cases = live_bundle(sample_drawn.inspection).cases
    facts = {one.facts["disposal"] for one in cases if one.case_type == "court"}
    assert facts == {"community_sentence", "custodial_sentence"}


def test_the_certificate_replays_from_the_list_that_was_kept(sample_drawn: World) -> None:
    there = found(sample_drawn)
    cases = cases_drawn_from(there.draw, there.certificate)
    assert replay(certificate_of(there.certificate), FrozenList(cases, there.draw.list_sha256)) == ()
    assert there.certificate.seed.commitment == commitment_to(there.certificate.seed.seed)


def test_the_seed_is_in_no_event_before_the_draw_and_its_hash_is(announced: World) -> None:
    seed = SeedCommitment.objects.get()
    told = " ".join(f"{event.before} {event.after}" for event in Event.objects.all())
    assert seed.commitment in told
    assert opened(seed.sealed, seed.commitment, KEYS) not in told


def test_without_a_list_of_every_type_nothing_is_drawn(announced: World) -> None:
    sent(announced, "court", 8)
    with pytest.raises(Refusal, match="No list of out-of-court disposals has come in since the seed was fixed"):
        draw_sample(
            inspection=announced.inspection, reason="", at=DRAWN_AT, keys=KEYS, by=announced.standing("lead-inspector")
        )
    assert not Draw.objects.exists()


def test_no_sample_is_drawn_beside_counts_that_came_in_by_file(announced: World) -> None:
    inspection, counted = announced.inspection, load_bundle(Path("examples/trafford-2021")).bundle
    empty = live_bundle(inspection)
    put_in(announced, empty.model_copy(update={"tallies": counted.tallies}), "Counts")
    with pytest.raises(Refusal, match="load a file without 'tallies' first"):
        draw(announced)
    assert newest_draw(inspection) is None
    put_in(announced, empty, "Cases are to be read")
    lead = announced.standing("lead-inspector")
    draw_sample(inspection=inspection, reason="", at=DRAWN_AT, keys=KEYS, by=lead)
    # What is there now is downloaded and loaded again without a word: nothing in it contradicts anything.
    put_in(announced, live_bundle(inspection), "Nothing is changed")


@pytest.mark.parametrize("role", ["inspector", "support-officer", "programme-manager", "service-manager", "director"])
def test_only_the_lead_draws(announced: World, role: str) -> None:
    with pytest.raises(Refusal, match="You cannot set the sample"):
        draw_sample(inspection=announced.inspection, reason="", at=DRAWN_AT, keys=KEYS, by=announced.standing(role))


def test_an_excluded_case_is_not_drawn_and_can_take_part_again(announced: World) -> None:
    for case_type in ("court", "out_of_court"):
        sent(announced, case_type, 10)
    lead = announced.standing("lead-inspector")
    excluded = exclude_case(inspection=announced.inspection, case="C3", why=MOVED, by=lead)
    exclude_case(inspection=announced.inspection, case="C4", why=MOVED, by=lead)
    with pytest.raises(Refusal, match="excluded already"):
        exclude_case(inspection=announced.inspection, case="C4", why=MOVED, by=lead)
    with pytest.raises(Refusal, match="No case 'C99' is on the lists"):
        exclude_case(inspection=announced.inspection, case="C99", why=MOVED, by=lead)
    with pytest.raises(Refusal, match="Choose one of the reasons"):
        exclude_case(inspection=announced.inspection, case="C5", why="I do not like it", by=lead)
    readmit_case(exclusion=excluded, seen=1, reason="Moved back", by=lead)
    draw_sample(inspection=announced.inspection, reason="", at=DRAWN_AT, keys=KEYS, by=lead)
    said = certificate_of(found(announced).certificate)
    assert said.exclusions == {"C4": MOVED}
    assert said.sample.types[0].eligible == 9
    assert altered_rows(inspection_chain(announced.inspection)) == ()
    with pytest.raises(Refusal, match="After the draw a case is taken out"):
        exclude_case(inspection=announced.inspection, case="C5", why=MOVED, by=lead)


def test_a_case_taken_out_is_replaced_and_what_was_recorded_of_others_stays(sample_drawn: World) -> None:
    before = live_bundle(sample_drawn.inspection)
    gone, kept = read(sample_drawn)[:2]
    answered = tuple(
        one.model_copy(update={"answers": {"2.1.1": AnswerWord.YES}}) if one.reference == kept else one
        for one in before.cases
    )
    put_in(sample_drawn, before.model_copy(update={"cases": answered}), "First answers")
    take(sample_drawn, gone)
    there = {one.reference: one for one in live_bundle(sample_drawn.inspection).cases}
    assert gone not in there
    assert there[kept].answers
    assert len(there) == 37


def test_of_two_who_take_out_at_once_the_second_is_told(sample_drawn: World) -> None:
    before, (first, second) = hash_of(sample_drawn), read(sample_drawn)[:2]
    take(sample_drawn, first)
    with pytest.raises(ChangedMeanwhileError):
        take(sample_drawn, second, seen=before)
    assert second in read(sample_drawn)


def test_a_case_that_is_not_in_the_sample_is_not_taken_out(sample_drawn: World) -> None:
    with pytest.raises(Refusal, match="C999 is not in the sample"):
        take(sample_drawn, "C999")


def test_a_file_cannot_change_a_sample_that_was_drawn(sample_drawn: World) -> None:
    before = live_bundle(sample_drawn.inspection)
    with pytest.raises(Refusal, match="does not hold the certificate of that draw"):
        put_in(sample_drawn, before.model_copy(update={"certificate": None}), "Another sample")
    more = tuple(one.model_copy(update={"read": one.read + 1}) for one in before.sample)
    with pytest.raises(Refusal, match="other numbers of the sample than the draw"):
        put_in(sample_drawn, before.model_copy(update={"sample": more}), "More were read")


def test_a_file_holds_the_cases_of_the_sample_and_no_others(sample_drawn: World) -> None:
    before = live_bundle(sample_drawn.inspection)
    first, second, *rest = before.cases
    strange = second.model_copy(update={"reference": "X1"})
    other_type = rest[0].model_copy(update={"case_type": "out_of_court"})
    for cases, said in (
        ((second, *rest), f"was drawn. Missing: {first.reference}. A case leaves"),
        ((first, second, *rest, strange), "was drawn. Not in the sample: X1. A case leaves"),
        ((first, strange, *rest), f"was drawn. Missing: {second.reference}; Not in the sample: X1. A"),
        ((first, second, other_type, *rest[1:]), f"was drawn. Of another type: {other_type.reference}. A"),
    ):
        with pytest.raises(Refusal, match=said):
            put_in(sample_drawn, before.model_copy(update={"cases": cases}), "x")
    turned = before.model_copy(update={"cases": tuple(reversed(before.cases))})
    # The order of the sample is the draw's, whatever that of a file.
    assert put_in(sample_drawn, turned, "In another order").nothing


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_once_ratings_are_proposed_the_sample_stands(world: World) -> None:
    move_to(world, "provisional-ratings")
    with pytest.raises(Refusal, match="the sample can no longer be changed"):
        fix_seed(world)


def test_a_list_that_is_altered_after_the_draw_is_never_used(sample_drawn: World) -> None:
    Draw.objects.update(list_text="case type,case reference\n")
    with pytest.raises(AlteredError, match="The list of draw 1 was altered in the database"):
        take(sample_drawn, read(sample_drawn)[0])


def test_everything_of_a_sample_is_bound_by_the_record(sample_drawn: World) -> None:
    take(sample_drawn, read(sample_drawn)[0])
    assert altered_rows(inspection_chain(sample_drawn.inspection)) == ()


def test_a_type_without_a_case_is_drawn_from_a_list_of_headings_alone(announced: World) -> None:
    sent(announced, "court", content=f"{HEADINGS}\n".encode())
    sent(announced, "out_of_court", 20)
    by = announced.standing("lead-inspector")
    draw_sample(inspection=announced.inspection, reason="", at=DRAWN_AT, keys=KEYS, by=by)
    court, other = certificate_of(found(announced).certificate).sample.types
    # Without court cases the others are sized on their own: 20 × 164.25 / 183.25 = 17.9.
    assert (court.eligible, court.chosen, len(other.chosen)) == (0, (), 18)


def test_from_lists_without_any_case_nothing_is_drawn(announced: World) -> None:
    for case_type in ("court", "out_of_court"):
        sent(announced, case_type, content=f"{HEADINGS}\n".encode())
    with pytest.raises(Refusal, match="The lists hold no case"):
        draw_sample(
            inspection=announced.inspection, reason="", at=DRAWN_AT, keys=KEYS, by=announced.standing("lead-inspector")
        )
