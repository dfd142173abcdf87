"""What was changed in the database behind the record's back is found, and altered contents are never shown."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.factories.case_files import as_confirmed, drawn, sent, started
from tests.factories.samples import DRAWN_AT, KEYS
from tests.factories.world import World, answered, bundle_of, move_to, put_in
from trigpoint.inspectorate.assessment.models import InterviewCount
from trigpoint.inspectorate.bundling.live import live_bundle, rated
from trigpoint.inspectorate.parts.models import Part
from trigpoint.inspectorate.parts.queries import altered_parts
from trigpoint.inspectorate.programme.actions.team import ask_to_join
from trigpoint.inspectorate.programme.models import Inspection, TeamMember
from trigpoint.inspectorate.publishing.editions import altered_editions, rated_edition
from trigpoint.inspectorate.publishing.models import Edition
from trigpoint.inspectorate.requests.models import Request
from trigpoint.inspectorate.sampling.actions.drawing import draw_sample
from trigpoint.inspectorate.sampling.actions.seeds import commit_seed
from trigpoint.inspectorate.sampling.actions.sending import send_list
from trigpoint.inspectorate.sampling.draws import altered_draws
from trigpoint.inspectorate.sampling.models import Draw, SeedCommitment
from trigpoint.inspectorate.sampling.sealed_seeds import sealed
from trigpoint.people.access import Refusal
from trigpoint.record.alterations import AlteredError
from trigpoint.record.chains import inspection_chain
from trigpoint.record.rows import altered_rows

pytestmark = pytest.mark.usefixtures("as_intruder")


def chain(world: World) -> str:
    return inspection_chain(world.inspection)


def test_an_inspection_that_went_through_everything_is_as_the_record_says(world: World) -> None:
    move_to(world, "followed-up")
    assert altered_rows(chain(world)) == ()
    assert altered_parts(world.inspection) == ()
    assert altered_editions(world.inspection.reference) == ()


def test_a_stage_that_was_set_in_the_database_is_named_with_the_records_last_word(world: World) -> None:
    move_to(world, "case-week")
    Inspection.objects.filter(pk=world.inspection.pk).update(stage="published")
    assert altered_rows(chain(world)) == (
        "The inspection's stage is 'published' in the database; the record's last word is 'case-week'.",
    )


def test_a_changed_answer_and_a_place_that_vanished_are_named(world: World) -> None:
    move_to(world, "announced")
    asked = answered(world, "evidence")
    Request.objects.filter(pk=asked.pk).update(reply="Something else.")
    place = world.inspection.team.get(role="editor")
    TeamMember.objects.filter(pk=place.pk).delete()
    assert set(altered_rows(chain(world))) == {
        "The request's reply is 'Something else.' in the database; the record's last word is 'Sent by secure mail.'.",
        f"The team member {place.pk}, of which the record tells, is no longer in the database.",
    }


def test_contents_that_were_rewritten_are_found_and_not_shown(world: World) -> None:
    move_to(world, "sample-set")
    assert rated(world.inspection) is not None
    row = Part.objects.get(name="cases")
    rewritten = row.body.replace('"yes"', '"no"', 1)
    assert rewritten != row.body
    Part.objects.filter(pk=row.pk).update(body=rewritten)
    assert altered_parts(world.inspection) == ("Version 1 of 'cases' is not what was written.",)
    with pytest.raises(AlteredError, match=r"\(the cases and their answers\) was altered in the database"):
        rated(world.inspection)


def test_contents_that_were_put_in_or_taken_away_behind_the_record_are_found(world: World) -> None:
    move_to(world, "sample-set")
    row = Part.objects.get(name="cases")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM parts_part WHERE name = 'cases'")
    assert altered_parts(world.inspection) == ("Version 1 of 'cases' is not what was written.",)
    with pytest.raises(AlteredError):
        rated(world.inspection)
    row.pk, row.version = uuid4(), 2
    row.save(force_insert=True)
    assert altered_parts(world.inspection) == (
        "Version 1 of 'cases' is not what was written.",
        "Version 2 of 'cases' is not what was written.",
    )


def test_an_edition_that_was_rewritten_is_found_and_not_shown(world: World) -> None:
    move_to(world, "published")
    edition = Edition.objects.get()
    assert rated_edition(edition).rated.final is not None
    edition.body = bytes(edition.body).replace(b'"yes"', b'"no"', 1)
    edition.save()
    says = "Edition 1 of the inspection 'eastmere-2027' was altered in the database"
    assert altered_editions(world.inspection.reference)[0].startswith(says)
    with pytest.raises(AlteredError, match=says):
        rated_edition(Edition.objects.get())


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_an_edition_whose_columns_were_rewritten_is_found_and_its_rating_not_shown(
    world: World, client: Client
) -> None:
    move_to(world, "published")
    Edition.objects.update(overall="Outstanding")
    assert len(altered_editions(world.inspection.reference)) == 1
    assert b"Altered: not shown" in client.get(reverse("public_home")).content
    assert client.get(reverse("published_inspection", args=[world.inspection.reference])).status_code == 409


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_an_edition_given_to_another_inspection_or_another_time_is_found(world: World) -> None:
    move_to(world, "published")
    edition = Edition.objects.get()
    Edition.objects.update(inspection=world.other_inspection)
    assert len(altered_editions(world.inspection.reference)) == 1
    Edition.objects.update(inspection=edition.inspection_id, sealed_at=edition.sealed_at - timedelta(days=1))
    assert len(altered_editions(world.inspection.reference)) == 1


def test_who_was_asked_and_let_in_by_the_database_and_an_inspection_given_to_another_service_are_named(
    world: World,
) -> None:
    director = world.people["director"]
    place = ask_to_join(
        inspection=world.inspection, person=director, role="inspector", by=world.standing("lead-inspector")
    )
    TeamMember.objects.filter(pk=place.pk).update(state="joined")
    Inspection.objects.filter(pk=world.inspection.pk).update(service=world.other_service)
    assert set(altered_rows(chain(world))) == {
        "The team member's state is 'joined' in the database; the record's last word is 'asked'.",
        f"The inspection's service is '{world.other_service.id}' in the database; "
        f"the record's last word is '{world.service.id}'.",
    }


def draw_again(world: World) -> Draw:
    lead = world.standing("lead-inspector")
    commit_seed(inspection=world.inspection, seed="another seed", at=DRAWN_AT, keys=KEYS, by=lead)
    for case_type in ("court", "out_of_court"):
        again, at = started(world, case_type), DRAWN_AT + timedelta(days=1)
        send_list(
            case_list=again, seen=again.version, confirmed=as_confirmed(again), at=at, by=world.standing("data-officer")
        )
    return draw_sample(
        inspection=world.inspection, reason="Wrong list", at=DRAWN_AT + timedelta(days=2), keys=KEYS, by=lead
    )


def test_a_draw_whose_row_was_deleted_is_missed_and_the_draw_before_does_not_take_its_place(
    sample_drawn: World,
) -> None:
    draw_again(sample_drawn).delete()
    with pytest.raises(AlteredError, match="The newest draw of the sample was altered"):
        rated(sample_drawn.inspection)
    Draw.objects.all().delete()
    with pytest.raises(AlteredError, match="The newest draw of the sample was altered"):
        rated(sample_drawn.inspection)


def test_a_draw_that_was_renumbered_is_not_shown(sample_drawn: World) -> None:
    Draw.objects.update(number=7)
    with pytest.raises(AlteredError, match="draw 7 was altered"):
        rated(sample_drawn.inspection)


def test_a_seed_that_was_exchanged_before_the_draw_draws_nothing_and_is_named(announced: World) -> None:
    for case_type in ("court", "out_of_court"):
        sent(announced, case_type)
    SeedCommitment.objects.update(sealed=sealed("chosen by an intruder", KEYS))
    with pytest.raises(Refusal, match="The seed cannot be opened with the key of this installation"):
        draw_sample(
            inspection=announced.inspection, reason="", at=DRAWN_AT, keys=KEYS, by=announced.standing("lead-inspector")
        )
    assert not Draw.objects.exists()
    (sentence,) = altered_draws(announced.inspection, KEYS)
    assert "it was sealed with another one, or altered since" in sentence


def test_interviews_that_were_counted_otherwise_in_the_database_are_not_shown(announced: World) -> None:
    drawn(announced, 8, 8)
    before = live_bundle(announced.inspection)
    held = tuple(record.model_copy(update={"interviews": 3}) for record in before.sample)
    put_in(announced, before.model_copy(update={"sample": held}), "Counted")
    assert rated(announced.inspection) is not None
    InterviewCount.objects.update(number=9)
    with pytest.raises(AlteredError, match="How many interviews were held"):
        rated(announced.inspection)


def test_a_part_under_a_name_that_there_is_not_is_altered_and_no_fault_of_ours(announced: World) -> None:
    put_in(announced, bundle_of(announced), "")
    Part.objects.filter(name="cases").update(name="nonsense")
    with pytest.raises(AlteredError, match="a part called 'nonsense'"):
        rated(announced.inspection)


@pytest.mark.proof
@pytest.mark.sqlite
def test_words_in_the_place_of_an_editions_bytes_and_bytes_in_the_place_of_a_title_are_said(
    world: World, client: Client
) -> None:
    move_to(world, "published")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE publishing_edition SET body = 'rubbish'")
    for address in ("published_inspection", "published_report"):
        assert client.get(reverse(address, args=[world.inspection.reference])).status_code == 409
    with connection.cursor() as cursor:
        cursor.execute("UPDATE publishing_edition SET id = 'rubbish'")
    assert client.get(reverse("public_home")).status_code == 409
    assert client.get(reverse("published_inspection", args=[world.inspection.reference])).status_code == 409
    with connection.cursor() as cursor:
        cursor.execute("UPDATE programme_inspection SET title = x'ff'")
    with pytest.raises(AlteredError):
        rated(Inspection.objects.get(pk=world.inspection.pk))
