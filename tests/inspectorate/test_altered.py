"""What was changed in the database behind the record's back is found, and altered contents are never shown."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.factories.world import World, answered, move_to
from trigpoint.inspectorate.bundling.live import rated
from trigpoint.inspectorate.parts.models import Part
from trigpoint.inspectorate.parts.queries import altered_parts
from trigpoint.inspectorate.programme.actions.team import ask_to_join
from trigpoint.inspectorate.programme.models import Inspection, TeamMember
from trigpoint.inspectorate.publishing.editions import altered_editions, rated_edition
from trigpoint.inspectorate.publishing.models import Edition
from trigpoint.inspectorate.requests.models import Request
from trigpoint.record.alterations import AlteredError
from trigpoint.record.chains import inspection_chain
from trigpoint.record.rows import altered_rows


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


def test_an_edition_whose_columns_were_rewritten_is_found_and_its_rating_not_shown(
    world: World, client: Client
) -> None:
    move_to(world, "published")
    Edition.objects.update(overall="Outstanding")
    assert len(altered_editions(world.inspection.reference)) == 1
    assert b"Altered: not shown" in client.get(reverse("public_home")).content
    assert client.get(reverse("published_inspection", args=[world.inspection.reference])).status_code == 409


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
