"""What was changed in the database behind the record's back is found, and altered contents are never shown."""

import pytest
from django.db import connection

from tests.factories.world import World, answered, move_to
from trigpoint.inspectorate.contents.models import Contents
from trigpoint.inspectorate.contents.queries import ContentsAlteredError, altered_versions, held
from trigpoint.inspectorate.programme.actions.team import ask_to_join
from trigpoint.inspectorate.programme.models import Inspection, TeamMember
from trigpoint.inspectorate.requests.models import Request
from trigpoint.record.chains import inspection_chain
from trigpoint.record.rows import altered


def chain(world: World) -> str:
    return inspection_chain(world.inspection)


def test_an_inspection_that_went_through_everything_is_as_the_record_says(world: World) -> None:
    move_to(world, "followed-up")
    assert altered(chain(world)) == ()
    assert altered_versions(world.inspection) == ()


def test_a_stage_that_was_set_in_the_database_is_named_with_the_records_last_word(world: World) -> None:
    move_to(world, "case-week")
    Inspection.objects.filter(pk=world.inspection.pk).update(stage="published")
    assert altered(chain(world)) == (
        "The inspection's stage is 'published' in the database; the record's last word is 'case-week'.",
    )


def test_a_changed_answer_and_a_place_that_vanished_are_named(world: World) -> None:
    move_to(world, "announced")
    asked = answered(world, "evidence")
    Request.objects.filter(pk=asked.pk).update(reply="Something else.")
    place = world.inspection.team.get(role="editor")
    TeamMember.objects.filter(pk=place.pk).delete()
    assert set(altered(chain(world))) == {
        "The request's reply is 'Something else.' in the database; the record's last word is 'Sent by secure mail.'.",
        f"The team member {place.pk}, of which the record tells, is no longer in the database.",
    }


def test_contents_that_were_rewritten_are_found_and_not_shown(world: World) -> None:
    move_to(world, "sample-set")
    assert held(world.inspection) is not None
    row = Contents.objects.get()
    rewritten = row.body.replace('"yes"', '"no"', 1)
    assert rewritten != row.body
    Contents.objects.update(body=rewritten)
    assert altered_versions(world.inspection) == (1,)
    with pytest.raises(ContentsAlteredError, match="was altered in the database"):
        held(world.inspection)


def test_contents_that_were_put_in_or_taken_away_behind_the_record_are_found(world: World) -> None:
    move_to(world, "sample-set")
    row = Contents.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM contents_contents")
    assert altered_versions(world.inspection) == (1,)
    with pytest.raises(ContentsAlteredError):
        held(world.inspection)
    Contents.objects.create(inspection=world.inspection, version=2, body=row.body, digest=row.digest)
    assert altered_versions(world.inspection) == (1, 2)


def test_who_was_asked_and_let_in_by_the_database_and_an_inspection_given_to_another_service_are_named(
    world: World,
) -> None:
    director = world.people["director"]
    place = ask_to_join(
        inspection=world.inspection, person=director, role="inspector", by=world.standing("lead-inspector")
    )
    TeamMember.objects.filter(pk=place.pk).update(state="joined")
    Inspection.objects.filter(pk=world.inspection.pk).update(service=world.other_service)
    assert set(altered(chain(world))) == {
        "The team member's state is 'joined' in the database; the record's last word is 'asked'.",
        f"The inspection's service is '{world.other_service.id}' in the database; "
        f"the record's last word is '{world.service.id}'.",
    }
