"""Rows checked against the record: what somebody set, added or spoilt in the database behind it."""

from datetime import date

import pytest
from django.db import connection

from tests.factories.world import World, move_to
from trigpoint.inspectorate.parts.queries import altered_parts, parts_piece
from trigpoint.inspectorate.programme.models import Inspection, TeamMember
from trigpoint.inspectorate.requests.actions import Wording, draft
from trigpoint.inspectorate.requests.models import Request
from trigpoint.record.alterations import AlteredError
from trigpoint.record.chains import inspection_chain
from trigpoint.record.rows import altered_rows


def differences(world: World) -> tuple[str, ...]:
    return altered_rows(inspection_chain(world.inspection))


def test_a_value_that_stands_in_an_older_event_is_still_the_last_word(announced: World) -> None:
    Inspection.objects.filter(pk=announced.inspection.pk).update(title="Another")
    assert differences(announced) == (
        "The inspection's title is 'Another' in the database; "
        f"the record's last word is '{announced.inspection.title}'.",
    )


def test_what_no_event_ever_set_is_still_as_in_a_new_row(announced: World) -> None:
    Inspection.objects.filter(pk=announced.inspection.pk).update(overall="Good")
    assert differences(announced) == (
        "The inspection's overall is 'Good' in the database; the record's last word is nothing.",
    )


def test_a_draft_that_was_let_through_the_wall_in_the_database_is_named(announced: World) -> None:
    lead = announced.standing("lead-inspector")
    wording = Wording(title="Policies", words="Send them.", note="Ask twice.", due=date(2027, 3, 1))
    drafted = draft(form=Request().pk, inspection=announced.inspection, purpose="evidence", wording=wording, by=lead)
    assert differences(announced) == ()
    Request.objects.filter(pk=drafted.pk).update(state="asked")
    assert differences(announced) == (
        "The request's state is 'asked' in the database; the record's last word is 'draft'.",
    )


def test_somebody_put_on_the_team_in_the_database_is_named(announced: World) -> None:
    first = TeamMember.objects.filter(inspection=announced.inspection)[0]
    added = TeamMember.objects.create(
        inspection=announced.inspection, person=first.person, role="observer", state="joined", starts=first.starts
    )
    assert differences(announced) == (f"No entry tells of the team member {added.pk} in the database.",)


def test_an_inspection_that_was_taken_out_of_the_database_is_named(announced: World) -> None:
    pk, chain = announced.other_inspection.pk, inspection_chain(announced.other_inspection)
    Inspection.objects.filter(pk=pk).delete()
    assert altered_rows(chain) == (f"The inspection {pk}, of which the record tells, is no longer in the database.",)


def test_altered_words_cannot_write_on_the_terminal(announced: World) -> None:
    title = "\x1b[2JThe record is whole" + "." * 60
    Inspection.objects.filter(pk=announced.inspection.pk).update(title=title)
    sentence = differences(announced)[0]
    assert sentence.isprintable()


def test_what_was_emptied_reads_as_nothing(announced: World) -> None:
    Inspection.objects.filter(pk=announced.inspection.pk).update(site_date=None)
    assert differences(announced)[0].startswith(
        "The inspection's site date is nothing in the database; the record's last word"
    )


@pytest.mark.sqlite
@pytest.mark.parametrize(("column", "value"), [("site_date", "2027-13-45"), ("title", b"\xff")])
def test_a_column_that_cannot_be_read_is_named_and_the_others_are_checked(
    announced: World, column: str, value: str | bytes
) -> None:
    Inspection.objects.filter(pk=announced.inspection.pk).update(overall="Good")
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE programme_inspection SET {column} = %s WHERE reference = %s",  # noqa: S608 - a test's own words
            [value, announced.inspection.reference],
        )
    spoilt, other = differences(announced)
    assert spoilt.startswith(f"In the table programme_inspection the row {announced.inspection.pk.hex} holds ")
    assert f" in the column {column}, which is none that Trigpoint writes." in spoilt
    assert other == "The inspection's overall is 'Good' in the database; the record's last word is nothing."


@pytest.mark.parametrize("salts", [{}, {"": "zzz"}, {"": 7}, [], "zzz", {"": "A" * 32}])
def test_salts_that_are_none_are_named_and_hide_no_other_change(announced: World, salts: object) -> None:
    Inspection.objects.filter(pk=announced.inspection.pk).update(salts=salts, title="Another")
    assert differences(announced) == (
        f"The inspection {announced.inspection.pk} has salts that are none, so what the record has of it by hash alone "
        "cannot be checked.",
        "The inspection's title is 'Another' in the database; "
        f"the record's last word is '{announced.inspection.title}'.",
    )


@pytest.mark.sqlite
def test_a_part_that_became_bytes_is_an_altered_one(announced: World) -> None:
    move_to(announced, "sample-set")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE parts_part SET body = %s WHERE name = 'texts'", [b"\xff"])
    assert altered_parts(announced.inspection) == ("Version 1 of 'texts' is not what was written.",)
    with pytest.raises(AlteredError, match="was altered in the database"):
        parts_piece(announced.inspection)
