"""Rows that were changed for a draw and put back again: the draw refuses them, and its certificate shows it afterwards."""

import json
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest

from tests.factories.case_files import sent
from tests.factories.samples import DRAWN_AT, KEYS
from tests.factories.world import World, join
from tests.inspectorate.sampling.test_steering import MOVED, agree, draw, exclude, lists_in, newest, take_out
from tests.some_quickly import some_quickly
from trigpoint.bundle.certificate import CertificateShape, certificate_of, certificate_text
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling.actions.drawing import draw_sample
from trigpoint.inspectorate.sampling.actions.second_decisions import ask_second, decide_second
from trigpoint.inspectorate.sampling.actions.seeds import commit_seed, withdraw_seed
from trigpoint.inspectorate.sampling.draws import altered_draws
from trigpoint.inspectorate.sampling.limits import limit_of
from trigpoint.inspectorate.sampling.models import Draw, Exclusion, SecondDecision, SeedCommitment
from trigpoint.people.access import Refusal
from trigpoint.record.alterations import AlteredError
from trigpoint.rules.steering import Limited


def lists_in_again(world: World) -> None:
    for case_type in ("court", "out_of_court"):
        sent(world, case_type, 20, at=DRAWN_AT + timedelta(hours=1))


def draw_again(world: World) -> None:
    lead, later = world.standing("lead-inspector"), DRAWN_AT + timedelta(hours=2)
    draw_sample(inspection=world.inspection, reason="A list was wrong", at=later, keys=KEYS, by=lead)


def test_a_draw_believes_no_exclusion_that_the_record_does_not_tell_of(announced: World) -> None:
    lists_in(announced)
    exclude(announced, "C1")
    Exclusion.objects.update(case="C9")
    with pytest.raises(AlteredError, match="An exclusion before the draw was altered"):
        draw(announced)
    Exclusion.objects.update(case="C1", stands=False)
    with pytest.raises(AlteredError, match="An exclusion before the draw was altered"):
        draw(announced)


def test_nor_a_site_date_nor_seeds_of_which_one_is_gone(sample_drawn: World) -> None:
    lead, inspection = sample_drawn.standing("lead-inspector"), sample_drawn.inspection
    for seed in ("second", "third"):
        fixed = commit_seed(inspection=inspection, seed=seed, at=DRAWN_AT, keys=KEYS, by=lead)
        if seed == "second":
            withdraw_seed(seed=fixed, seen=1, reason="Another list comes", keys=KEYS, by=lead)
    lists_in_again(sample_drawn)
    row = SeedCommitment.objects.get(withdrawn_on__isnull=False)
    SeedCommitment.objects.filter(pk=row.pk).delete()
    with pytest.raises(AlteredError, match="A seed that was fixed was altered"):
        draw_again(sample_drawn)
    row.save(force_insert=True)
    Inspection.objects.filter(pk=inspection.pk).update(site_date="2027-04-12")
    inspection.refresh_from_db()
    with pytest.raises(AlteredError, match="The site date of the inspection was altered"):
        draw_again(sample_drawn)


def test_a_number_that_was_raised_behind_the_record_is_no_agreement(announced: World) -> None:
    lists_in(announced)
    agree(announced, Limited.EXCLUDED, 5, of=40)
    SecondDecision.objects.update(number=40)
    assert limit_of(announced.inspection, Limited.EXCLUDED, 40).number == 5


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_what_was_agreed_to_be_taken_out_of_one_draw_is_not_of_the_next(sample_drawn: World) -> None:
    agree(sample_drawn, Limited.TAKEN_OUT, 8, of=37)
    assert limit_of(sample_drawn.inspection, Limited.TAKEN_OUT, 37).number == 8
    take_out(sample_drawn, newest(sample_drawn).sample.types[0].read[0])
    lead, inspection = sample_drawn.standing("lead-inspector"), sample_drawn.inspection
    commit_seed(inspection=inspection, seed="second", at=DRAWN_AT, keys=KEYS, by=lead)
    lists_in_again(sample_drawn)
    draw_again(sample_drawn)
    assert altered_draws(inspection, KEYS) == ()
    # A tenth of the cases that were drawn, and nothing more.
    assert limit_of(inspection, Limited.TAKEN_OUT, 37).number == 4
    assert certificate_of(newest(sample_drawn)).steering.facts.agreements == ()  # type: ignore[union-attr]


def test_whoever_sets_the_sample_of_an_inspection_is_no_second_person_for_it(announced: World) -> None:
    lists_in(announced)
    limit = limit_of(announced.inspection, Limited.EXCLUDED, 40)
    lead = announced.standing("lead-inspector")
    asked = ask_second(inspection=announced.inspection, limit=limit, number=9, why="Many have moved", by=lead)
    join(announced.inspection, announced.people["quality-lead"], "deputy-lead")
    with pytest.raises(Refusal, match="On this inspection you set the sample yourself"):
        decide_second(decision=asked, seen=1, agreed=True, why="Fine", by=announced.standing("quality-lead"))


def _another_date(certificate: dict[str, Any]) -> None:
    certificate["settings"]["fieldwork"] = "2027-03-08"


def _another_exclusion(certificate: dict[str, Any]) -> None:
    certificate["exclusions"] = {"C2": MOVED}


def _one_more_seed(certificate: dict[str, Any]) -> None:
    seed = {"commitment": "0" * 64, "committed_at": "2026-10-01T08:00:00Z", "certificate_sha256": None, "reason": "x"}
    certificate["earlier"] = [seed]


def _nobody_gone(certificate: dict[str, Any]) -> None:
    for part in certificate["sample"]["types"]:
        part["taken_out"] = []


def _more_agreed(certificate: dict[str, Any]) -> None:
    (agreement,) = certificate["steering"]["facts"]["agreements"]
    agreement["number"] = 20


@pytest.mark.parametrize(
    ("alter", "what"),
    some_quickly(
        [
            (_another_date, "the site date"),
            (_another_exclusion, "the cases excluded before the draw"),
            (_one_more_seed, "the earlier seeds"),
            (_nobody_gone, "the cases taken out"),
            (_more_agreed, "what a second person agreed to"),
        ],
        each=5,
        on_postgresql=True,
    ),
)
def test_a_certificate_that_says_otherwise_than_the_record_is_named_with_what(
    alter: Callable[[dict[str, Any]], None], what: str, announced: World
) -> None:
    lists_in(announced)
    exclude(announced, "C1")
    agree(announced, Limited.EXCLUDED, 9, of=40)
    draw(announced)
    take_out(announced, newest(announced).sample.types[0].read[0])
    assert altered_draws(announced.inspection, KEYS) == ()
    row = Draw.objects.get()
    certificate = json.loads(row.certificate)
    alter(certificate)
    # Whoever has the database changes its hash with it.
    text = certificate_text(CertificateShape.model_validate(certificate))
    Draw.objects.update(certificate=text, certificate_sha256=sha256(text.encode()).hexdigest())
    said = altered_draws(announced.inspection, KEYS)
    assert said == (f"The certificate of draw 1 does not say what the record tells of: {what}.",)
