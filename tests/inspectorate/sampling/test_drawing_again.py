"""A second draw names the first one, and the files of both are kept. A first one takes over what the register has."""

from datetime import timedelta
from hashlib import sha256

import pytest

from tests.factories.case_files import as_confirmed, sent, started
from tests.factories.case_files import drawn as draw
from tests.factories.samples import DRAWN_AT, KEYS
from tests.factories.world import World
from trigpoint.bundle.certificate import CertificateShape, certificate_of, certificate_text
from trigpoint.inspectorate.bundling.live import live_bundle
from trigpoint.inspectorate.register.actions import enter_figures
from trigpoint.inspectorate.register.figures import Figures, Part
from trigpoint.inspectorate.sampling.actions.drawing import draw_sample
from trigpoint.inspectorate.sampling.actions.excluding import confirm_exclusion, exclude_case
from trigpoint.inspectorate.sampling.actions.seeds import commit_seed
from trigpoint.inspectorate.sampling.actions.sending import send_list
from trigpoint.inspectorate.sampling.draws import CertifiedDraw, cases_drawn_from, draw_history, newest_draw
from trigpoint.inspectorate.sampling.exclusions_to_confirm import case_sha256, exclusions_to_confirm
from trigpoint.inspectorate.sampling.models import Draw
from trigpoint.people.access import Refusal
from trigpoint.record.alterations import AlteredError
from trigpoint.record.chains import inspection_chain
from trigpoint.record.rows import altered_rows
from trigpoint.rules.certificate import FrozenList, replay

MOVED = "The child has moved away"


def found(world: World) -> CertifiedDraw:
    newest = newest_draw(world.inspection)
    assert newest is not None
    return newest


def test_a_second_draw_needs_a_new_seed_new_lists_and_a_reason(sample_drawn: World) -> None:
    lead = sample_drawn.standing("lead-inspector")
    with pytest.raises(Refusal, match=r"drawn already, by you or by somebody else.* fix a new seed first"):
        draw_sample(inspection=sample_drawn.inspection, reason="Wrong list", at=DRAWN_AT, keys=KEYS, by=lead)
    commit_seed(inspection=sample_drawn.inspection, seed="another seed", at=DRAWN_AT, keys=KEYS, by=lead)
    with pytest.raises(Refusal, match="No list of court disposals and out-of-court disposals has come in since"):
        draw_sample(inspection=sample_drawn.inspection, reason="Wrong list", at=DRAWN_AT, keys=KEYS, by=lead)
    for case_type in ("court", "out_of_court"):
        sent(sample_drawn, case_type, 12, at=DRAWN_AT + timedelta(days=1))
    later = DRAWN_AT + timedelta(days=2)
    with pytest.raises(Refusal, match="Say why the sample is drawn again"):
        draw_sample(inspection=sample_drawn.inspection, reason=" ", at=later, keys=KEYS, by=lead)
    second = draw_sample(inspection=sample_drawn.inspection, reason="Wrong list", at=later, keys=KEYS, by=lead)
    assert second.number == 2
    assert Draw.objects.count() == 2
    assert found(sample_drawn).certificate.seed.seed == "another seed"


def test_the_certificate_of_a_second_draw_names_the_first_and_both_can_still_be_replayed(sample_drawn: World) -> None:
    first = certificate_text(found(sample_drawn).certificate)
    drawn_again(sample_drawn, "The court list was wrong")
    said = found(sample_drawn).certificate
    assert [(one.reason, one.certificate_sha256) for one in said.earlier] == [
        ("The court list was wrong", sha256(first.encode()).hexdigest())
    ]
    one, two = draw_history(sample_drawn.inspection)
    assert (one.certificate, two.certificate) == (first, certificate_text(said))
    assert (one.drawn_again, two.drawn_again) == ("The court list was wrong", "")
    for past in (one, two):
        shape = CertificateShape.model_validate_json(past.certificate)
        assert replay(certificate_of(shape), FrozenList(cases_drawn_from(past.draw, shape), shape.list_sha256)) == ()


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_an_earlier_certificate_that_was_altered_in_the_database_is_not_shown(sample_drawn: World) -> None:
    drawn_again(sample_drawn, "The court list was wrong")
    assert altered_rows(inspection_chain(sample_drawn.inspection)) == ()
    Draw.objects.filter(number=1).update(certificate="{}")
    with pytest.raises(AlteredError, match="The certificate of draw 1 was altered in the database"):
        draw_history(sample_drawn.inspection)
    Draw.objects.filter(number=2).update(reason="Another")
    assert sorted(altered_rows(inspection_chain(sample_drawn.inspection))) == [
        "The draw's certificate is '{}' in the database; its hash in the record is that of something else.",
        "The draw's reason is 'Another' in the database; the record's last word is 'The court list was wrong'.",
    ]


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_an_exclusion_of_a_case_that_is_on_no_list_any_more_stands_in_no_certificate(sample_drawn: World) -> None:
    lead = sample_drawn.standing("lead-inspector")
    commit_seed(inspection=sample_drawn.inspection, seed="another seed", at=DRAWN_AT, keys=KEYS, by=lead)
    come_in_again(sample_drawn, 40)
    for case in ("C1", "C40"):
        exclude_case(inspection=sample_drawn.inspection, case=case, why=MOVED, by=lead)
    come_in_again(sample_drawn, 12)
    for one in exclusions_to_confirm(sample_drawn.inspection):
        confirm_exclusion(exclusion=one.exclusion, seen=1, row=case_sha256(one.now), by=lead)
    draw_sample(
        inspection=sample_drawn.inspection, reason="Wrong list", at=DRAWN_AT + timedelta(days=2), keys=KEYS, by=lead
    )
    assert dict(found(sample_drawn).certificate.exclusions) == {"C1": MOVED}


def drawn_again(world: World, reason: str) -> None:
    lead = world.standing("lead-inspector")
    commit_seed(inspection=world.inspection, seed="another seed", at=DRAWN_AT, keys=KEYS, by=lead)
    come_in_again(world, 12)
    draw_sample(inspection=world.inspection, reason=reason, at=DRAWN_AT + timedelta(days=2), keys=KEYS, by=lead)


def come_in_again(world: World, cases: int) -> None:
    """New lists, after the second seed."""
    for case_type in ("court", "out_of_court"):
        again, by = started(world, case_type, cases), world.standing("data-officer")
        send_list(
            case_list=again,
            seen=again.version,
            confirmed=as_confirmed(again),
            at=DRAWN_AT + timedelta(days=1),
            by=by,
            reason="Wrong",
        )


def test_an_inspection_takes_over_the_figures_of_the_register_and_keeps_those_it_has(announced: World) -> None:
    analyst = announced.standing("research-analyst")
    parts = (Part("Boys", "40"), Part("Girls", "12"))
    girls = Figures("sex", "Children by sex", "2026", "Invented", "number", parts)
    enter_figures(service=announced.service, figures=girls, tolerance=1, by=analyst)
    draw(announced)
    (group,) = live_bundle(announced.inspection).context
    assert [[str(value) for value in row.values] for row in group.breakdowns[0].rows] == [["40", "12"]]
    later = Figures("sex", "Children by sex, later", "2027", "Invented", "number", parts)
    enter_figures(service=announced.service, figures=later, tolerance=1, by=analyst)
    drawn_again(announced, "The court list was wrong")
    assert live_bundle(announced.inspection).context == (group,)
