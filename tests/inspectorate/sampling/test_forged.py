"""The draw that counts is the one made here: attacks on certificates, lists, seeds and the clock, each played."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection

from tests.factories.case_files import sent
from tests.factories.samples import DRAWN_AT, FIXED_AT, IN_AT, KEYS, as_listed, certificate
from tests.factories.world import World, bundle_of, example, fix_seed, move_to, put_in, today
from trigpoint.bundle.certificate import certificate_text, shape_of
from trigpoint.bundle.files import document_of, load_bundle
from trigpoint.bundle.model import Bundle
from trigpoint.inspectorate.bundling.live import live_bundle
from trigpoint.inspectorate.parts.actions import Provenance, write_parts
from trigpoint.inspectorate.parts.names import PartName, split_document
from trigpoint.inspectorate.progress.actions import move_on
from trigpoint.inspectorate.publishing.actions.loading import load_inspection
from trigpoint.inspectorate.sampling.actions.drawing import draw_sample
from trigpoint.inspectorate.sampling.actions.seeds import withdraw_seed
from trigpoint.inspectorate.sampling.draws import altered_draws, newest_draw
from trigpoint.inspectorate.sampling.models import CaseList, Draw, SeedCommitment
from trigpoint.inspectorate.sampling.sealed_seeds import KEY_FILE
from trigpoint.people.access import Refusal
from trigpoint.people.standing import operator
from trigpoint.record.alterations import AlteredError


def forged(world: World) -> Bundle:
    """A whole file with the certificate of a draw that was made at home, with a seed and times of one's choice."""
    bundle = bundle_of(world)
    cases = map(as_listed, example("trafford-2021-cases").cases)
    made_at_home = certificate(cases, seed="ground at home", inspection=world.inspection.reference)
    return bundle.model_copy(update={"certificate": shape_of(made_at_home)})


def draw(world: World, *, at: object = DRAWN_AT, keys: Path = KEYS) -> Draw:
    lead = world.standing("lead-inspector")
    return draw_sample(inspection=world.inspection, reason="", at=at, keys=keys, by=lead)  # type: ignore[arg-type]


def lists_in(world: World) -> None:
    for case_type in ("court", "out_of_court"):
        sent(world, case_type)


def test_a_certificate_made_at_home_does_not_come_in_by_file(announced: World) -> None:
    with pytest.raises(Refusal, match="The draw that counts is made here, on the page 'Sample'"):
        put_in(announced, forged(announced))
    assert live_bundle(announced.inspection).certificate is None


def test_an_inspection_is_not_planned_with_a_certificate_from_a_file(world: World) -> None:
    bundle = forged(world)
    head = bundle.inspection.model_copy(update={"reference": "brought-along"})
    named = bundle.model_copy(update={"inspection": head})
    loaded = replace(load_bundle(Path("examples/trafford-2021-cases")), bundle=named)
    with pytest.raises(Refusal, match="The draw that counts is made here"):
        load_inspection(loaded=loaded, by=operator(today()))


def test_a_certificate_that_an_older_version_let_in_is_shown_nowhere_and_moves_no_stage(world: World) -> None:
    move_to(world, "evidence-in")
    values = split_document(document_of(forged(world)))
    provenance = Provenance("file", uuid4(), "Let in before")
    sample = {PartName.SAMPLE: values[PartName.SAMPLE], PartName.CASES: values[PartName.CASES]}
    lead = world.standing("lead-inspector")
    write_parts(inspection=world.inspection, values=sample, seen={}, provenance=provenance, by=lead)
    assert live_bundle(world.inspection).certificate is None
    with pytest.raises(Refusal, match="The inspection holds no certificate of a draw"):
        move_on(inspection=world.inspection, seen=world.inspection.version, by=lead)


def test_a_sent_list_that_was_cut_behind_the_record_draws_nothing(announced: World) -> None:
    lists_in(announced)
    court = CaseList.objects.get(case_type="court")
    cut = "\n".join(court.frozen.splitlines()[:-3]) + "\n"
    CaseList.objects.filter(pk=court.pk).update(frozen=cut)
    with pytest.raises(AlteredError, match="The case list that was sent on 20 October 2026 was altered"):
        draw(announced)
    assert not Draw.objects.exists()


@pytest.mark.parametrize(
    "change", [{"cases": 5}, {"frozen_sha256": "0" * 64}, {"sent_at": FIXED_AT}, {"state": "superseded"}]
)
def test_a_sent_list_whose_row_says_otherwise_than_the_record_draws_nothing(
    announced: World, change: dict[str, object]
) -> None:
    lists_in(announced)
    CaseList.objects.filter(case_type="court").update(**change)
    with pytest.raises((AlteredError, Refusal)):
        draw(announced)
    assert not Draw.objects.exists()


def test_a_list_that_was_taken_out_of_the_database_draws_nothing(announced: World) -> None:
    lists_in(announced)
    sent(announced, "court", 12)
    CaseList.objects.filter(case_type="court", state="sent").delete()
    CaseList.objects.filter(case_type="court").update(state="sent")
    with pytest.raises(AlteredError, match="A case list of the inspection"):
        draw(announced)


def test_a_waiting_seed_is_not_readable_from_the_database_alone(announced: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sampling_seedcommitment")
        row = repr(cursor.fetchall())
    assert SeedCommitment.objects.get().commitment in row
    assert "5eed" not in row


def test_a_seed_whose_hash_was_exchanged_draws_nothing(announced: World) -> None:
    lists_in(announced)
    SeedCommitment.objects.update(commitment="0" * 64)
    with pytest.raises(AlteredError, match="A seed that was fixed was altered"):
        draw(announced)


def test_a_seed_that_nobody_can_open_draws_nothing_and_can_be_withdrawn(announced: World, tmp_path: Path) -> None:
    lists_in(announced)
    (tmp_path / KEY_FILE).write_bytes(b"k" * 32)
    with pytest.raises(Refusal, match="withdraw the seed and fix another one: the service sees both"):
        draw(announced, keys=tmp_path)
    seed, lead = SeedCommitment.objects.get(), announced.standing("lead-inspector")
    withdraw_seed(seed=seed, seen=seed.version, reason="The key was lost", keys=tmp_path, by=lead)
    fix_seed(announced, "another seed")


def test_the_seed_of_the_first_draw_is_not_withdrawn_while_it_can_be_opened(announced: World) -> None:
    seed, lead = SeedCommitment.objects.get(), announced.standing("lead-inspector")
    with pytest.raises(Refusal, match="cannot be withdrawn: the service has seen its hash"):
        withdraw_seed(seed=seed, seen=seed.version, reason="I like another", keys=KEYS, by=lead)


def test_a_key_that_is_gone_is_not_made_anew_to_open_a_seed(announced: World, tmp_path: Path) -> None:
    lists_in(announced)
    with pytest.raises(Refusal, match=r"is gone\. Put it back from a copy"):
        draw(announced, keys=tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("at", [IN_AT - timedelta(hours=1), FIXED_AT - timedelta(days=1)])
def test_a_clock_that_went_back_between_list_and_draw_draws_nothing(announced: World, at: object) -> None:
    lists_in(announced)
    with pytest.raises(Refusal, match=r"The clock of this site says .* which is before the last case list came in"):
        draw(announced, at=at)
    assert not Draw.objects.exists()


def test_a_clock_that_went_back_between_seed_and_list_sends_nothing(announced: World) -> None:
    with pytest.raises(Refusal, match="which is before the seed of the draw was fixed"):
        sent(announced, at=FIXED_AT - timedelta(hours=1))
    assert CaseList.objects.get().state == "checking"


def test_a_certificate_that_was_exchanged_with_its_hash_in_row_and_record_is_not_of_the_seed_on_record(
    sample_drawn: World,
) -> None:
    """Whoever rewrites the entry of a draw as well has still to rewrite the seed that the service was shown."""
    newest = newest_draw(sample_drawn.inspection)
    assert newest is not None
    other = certificate([], seed="ground at home", inspection=sample_drawn.inspection.reference)
    exchanged = replace(newest, text=certificate_text(shape_of(other)))
    with pytest.raises(AlteredError, match="The certificate of draw 1"):
        exchanged.certificate  # noqa: B018 - reading it checks it
    assert altered_draws(sample_drawn.inspection, KEYS) == ()
