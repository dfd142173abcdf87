"""What people do to a sample beside chance is limited, counted and said."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.factories.case_files import sent
from tests.factories.samples import DRAWN_AT, KEYS
from tests.factories.world import World
from trigpoint.bundle.certificate import CertificateShape, certificate_of
from trigpoint.inspectorate.sampling.actions.drawing import draw_sample
from trigpoint.inspectorate.sampling.actions.excluding import confirm_exclusion, exclude_case, readmit_case
from trigpoint.inspectorate.sampling.actions.leaving import take_case_out
from trigpoint.inspectorate.sampling.actions.second_decisions import ask_second, decide_second
from trigpoint.inspectorate.sampling.actions.seeds import commit_seed
from trigpoint.inspectorate.sampling.draws import cases_drawn_from, draw_until, newest_draw
from trigpoint.inspectorate.sampling.exclusions_to_confirm import case_sha256, exclusions_to_confirm
from trigpoint.inspectorate.sampling.limits import limit_of
from trigpoint.inspectorate.sampling.models import Draw, Exclusion, SecondDecision
from trigpoint.people.access import Refusal
from trigpoint.record.chains import inspection_chain
from trigpoint.record.models import Event
from trigpoint.record.rows import altered_rows
from trigpoint.rules.certificate import FrozenList, replay
from trigpoint.rules.steering import Cause, Limited, Shift

MOVED = "The child has moved away"


def lists_in(world: World, court: int = 25, out_of_court: int = 15) -> None:
    sent(world, "court", court)
    sent(world, "out_of_court", out_of_court)


def exclude(world: World, *cases: str) -> None:
    for case in cases:
        exclude_case(inspection=world.inspection, case=case, why=MOVED, by=world.standing("lead-inspector"))


def draw(world: World) -> Draw:
    lead = world.standing("lead-inspector")
    return draw_sample(inspection=world.inspection, reason="", at=DRAWN_AT, keys=KEYS, by=lead)


def newest(world: World) -> CertificateShape:
    found = newest_draw(world.inspection)
    assert found is not None
    return found.certificate


def take_out(world: World, case: str) -> None:
    found = newest_draw(world.inspection)
    assert found is not None
    by = world.standing("lead-inspector")
    take_case_out(inspection=world.inspection, seen=found.certificate_sha256, case=case, why=MOVED, by=by)


def agree(world: World, limited: Limited, number: int, *, of: int, agreed: bool = True) -> SecondDecision:
    limit = limit_of(world.inspection, limited, of)
    lead, second = world.standing("lead-inspector"), world.standing("quality-lead")
    asked = ask_second(inspection=world.inspection, limit=limit, number=number, why="Many have moved", by=lead)
    decide_second(decision=asked, seen=1, agreed=agreed, why="I looked at the list", by=second)
    return asked


def test_a_lead_alone_excludes_a_tenth_of_the_listed_cases_and_a_second_person_decides_about_more(
    announced: World,
) -> None:
    lists_in(announced)
    # A tenth of 40.
    exclude(announced, "C1", "C2", "C3", "C4")
    with pytest.raises(Refusal, match=r"that 4 of 40 cases are excluded. On the page 'Sample', ask a second person"):
        exclude(announced, "C5")
    agree(announced, Limited.EXCLUDED, 5, of=40, agreed=False)
    with pytest.raises(Refusal, match="ask a second person"):
        exclude(announced, "C5")
    agree(announced, Limited.EXCLUDED, 5, of=40)
    exclude(announced, "C5")
    with pytest.raises(Refusal, match="A second person has agreed to 5"):
        exclude(announced, "C6")
    assert altered_rows(inspection_chain(announced.inspection)) == ()


def test_a_limit_that_a_shorter_list_lowers_holds_at_the_draw(announced: World) -> None:
    lists_in(announced)
    exclude(announced, "C1", "C2", "C3", "C4")
    sent(announced, "court", 10)
    for unsettled in exclusions_to_confirm(announced.inspection):
        row, lead = case_sha256(unsettled.now), announced.standing("lead-inspector")
        confirm_exclusion(exclusion=unsettled.exclusion, seen=unsettled.exclusion.version, row=row, by=lead)
    with pytest.raises(Refusal, match="that 3 of 25 cases are excluded"):
        draw(announced)


def test_who_asks_does_not_decide_and_who_decides_is_named_by_a_role(announced: World) -> None:
    lists_in(announced)
    limit = limit_of(announced.inspection, Limited.EXCLUDED, 40)
    lead = announced.standing("lead-inspector")
    with pytest.raises(Refusal, match="You may go up to 4 already"):
        ask_second(inspection=announced.inspection, limit=limit, number=4, why="More", by=lead)
    with pytest.raises(Refusal, match="Say why the limit of the framework is not enough here"):
        ask_second(inspection=announced.inspection, limit=limit, number=9, why=" ", by=lead)
    asked = ask_second(inspection=announced.inspection, limit=limit, number=9, why="Many have moved", by=lead)
    with pytest.raises(Refusal, match="has been asked about this already"):
        ask_second(inspection=announced.inspection, limit=limit, number=10, why="More still", by=lead)
    for role in ("lead-inspector", "inspector", "programme-manager", "service-manager"):
        with pytest.raises(Refusal, match="You cannot decide, as the second person"):
            decide_second(decision=asked, seen=1, agreed=True, why="Fine", by=announced.standing(role))
    director = announced.standing("director")
    with pytest.raises(Refusal, match="Say why you agree or refuse"):
        decide_second(decision=asked, seen=1, agreed=True, why="", by=director)
    decide_second(decision=asked, seen=1, agreed=True, why="I looked", by=director)
    asked.refresh_from_db()
    with pytest.raises(Refusal, match=r"Invented director has decided this on .*: agreed. A decision stands"):
        decide_second(decision=asked, seen=2, agreed=False, why="No", by=director)


def test_of_16_cases_that_a_lead_would_take_out_a_tenth_of_the_sample_leaves_alone(sample_drawn: World) -> None:
    # 22 and 15 are read, a tenth of 37 rounded up is 4.
    for _ in range(4):
        take_out(sample_drawn, certificate_of(newest(sample_drawn)).sample.types[0].read[0])
    with pytest.raises(Refusal, match="that 4 of 37 cases are taken out"):
        take_out(sample_drawn, certificate_of(newest(sample_drawn)).sample.types[0].read[0])


def test_a_third_draw_waits_for_a_second_person(sample_drawn: World) -> None:
    lead, inspection = sample_drawn.standing("lead-inspector"), sample_drawn.inspection
    commit_seed(inspection=inspection, seed="second", at=DRAWN_AT, keys=KEYS, by=lead)
    for case_type in ("court", "out_of_court"):
        sent(sample_drawn, case_type, 12, at=DRAWN_AT + timedelta(hours=1))
    later = DRAWN_AT + timedelta(hours=2)
    draw_sample(inspection=inspection, reason="A list was wrong", at=later, keys=KEYS, by=lead)
    with pytest.raises(Refusal, match="The framework leaves 2 draws to the lead inspector alone"):
        commit_seed(inspection=inspection, seed="third", at=later, keys=KEYS, by=lead)
    agree(sample_drawn, Limited.DRAWS, 3, of=0)
    commit_seed(inspection=inspection, seed="third", at=later, keys=KEYS, by=lead)


def test_the_certificate_counts_what_was_done_before_the_draw(announced: World) -> None:
    sent(announced, "court", 12)
    exclude(announced, "C1")
    sent(announced, "court", 10)
    sent(announced, "out_of_court", 20)
    exclude(announced, "C2", "O3")
    lead = announced.standing("lead-inspector")
    readmit_case(exclusion=Exclusion.objects.get(case="O3"), seen=1, reason="Moved back", by=lead)
    draw(announced)
    steering = certificate_of(newest(announced)).steering
    assert steering is not None
    facts = steering.facts
    # C1 was excluded before the list that counts came in, C2 after it, and O3 takes part again.
    assert (facts.excluded_before_list, facts.excluded_after_list, facts.readmitted) == (1, 1, 1)
    (replaced,) = facts.lists_replaced
    assert (replaced.case_type, replaced.cases, replaced.reason) == ("court", 12, "A case was missing")
    # C11 and C12 are gone: n % 3 is 2 and 0, so a boy and a girl.
    assert Shift(Cause.LIST_REPLACED, "court", "sex", "male", 8, 7) in replaced.shifts
    assert Shift(Cause.LIST_REPLACED, "court", "sex", "female", 4, 3) in replaced.shifts
    # C1 and C2 are boys; of ten court cases three are girls: 3, 6 and 9.
    assert Shift(Cause.EXCLUDED, "court", "sex", "male", 7, 5) in steering.shifts
    assert facts.shown_to == announced.service.name


def test_the_certificate_tells_what_leaving_cases_did_to_the_balance_and_replays(sample_drawn: World) -> None:
    agree(sample_drawn, Limited.TAKEN_OUT, 20, of=37)
    before_any_left = Event.objects.filter(chain_id=inspection_chain(sample_drawn.inspection)).count()
    # Every case of high risk: n % 4 is 2.
    for case in [case for case in certificate_of(newest(sample_drawn)).sample.types[0].read if int(case[1:]) % 4 == 2]:
        take_out(sample_drawn, case)
    found = newest_draw(sample_drawn.inspection)
    assert found is not None
    certificate = certificate_of(found.certificate)
    assert certificate.steering is not None
    high = [shift for shift in certificate.steering.of(Cause.TAKEN_OUT) if shift.value == "high"]
    by_attribute = {shift.attribute: (shift.before, shift.after) for shift in high}
    chosen = certificate.sample.types[0].chosen
    drawn_high = sum(int(case[1:]) % 4 == 2 for case in chosen)
    read_high = sum(int(case[1:]) % 4 == 2 for case in certificate.sample.types[0].read)
    assert by_attribute["risk_of_serious_harm"] == (drawn_high, read_high)
    assert read_high < drawn_high
    (agreement,) = certificate.steering.facts.agreements
    assert (agreement.limited, agreement.number, agreement.reason) == (Limited.TAKEN_OUT, 20, "I looked at the list")
    cases = cases_drawn_from(found.draw, found.certificate)
    assert replay(certificate, FrozenList(cases, found.draw.list_sha256)) == ()
    before = draw_until(sample_drawn.inspection, before_any_left)
    assert before is not None
    assert not certificate_of(before.certificate).leaving


def test_a_certificate_whose_count_of_what_was_done_was_changed_is_not_identical(announced: World) -> None:
    lists_in(announced)
    exclude(announced, "C1")
    draw(announced)
    found = newest_draw(announced.inspection)
    assert found is not None
    certificate = certificate_of(found.certificate)
    assert certificate.steering is not None
    frozen = FrozenList(cases_drawn_from(found.draw, found.certificate), found.draw.list_sha256)
    unsaid = replace(certificate, steering=replace(certificate.steering, shifts=()))
    assert [difference.what for difference in replay(unsaid, frozen)] == [
        "what exclusions and cases taken out did to the balance"
    ]
    facts = replace(certificate.steering.facts, excluded_after_list=0)
    uncounted = replace(certificate, steering=replace(certificate.steering, facts=facts))
    assert [difference.what for difference in replay(uncounted, frozen)] == ["the number of excluded cases"]
