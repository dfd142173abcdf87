"""A site date that is moved once a list has come in chooses other cases: it is counted, said, and decided by two."""

from datetime import date, timedelta

import pytest

from tests.factories.case_files import HEADINGS, rows, sent
from tests.factories.samples import DRAWN_AT, KEYS
from tests.factories.world import World
from tests.inspectorate.sampling.test_steering import agree, draw, lists_in, newest
from trigpoint.bundle.certificate import certificate_of
from trigpoint.inspectorate.programme.actions.timetabling import set_site_date
from trigpoint.inspectorate.sampling.actions.drawing import draw_sample
from trigpoint.inspectorate.sampling.actions.seeds import commit_seed
from trigpoint.inspectorate.sampling.draws import cases_drawn_from, newest_draw
from trigpoint.people.access import Refusal
from trigpoint.report.steering_words import chance_in_words, steering_in_words
from trigpoint.rules.certificate import FrozenList, replay
from trigpoint.rules.steering import Cause, Limited

# The site date of the world, and another Monday.
BEFORE, LATER = date(2027, 3, 1), date(2027, 4, 12)
NAMES = {"court": "court", "out_of_court": "out-of-court"}


def move(world: World, day: date) -> None:
    inspection, lead = world.inspection, world.standing("lead-inspector")
    inspection.refresh_from_db()
    set_site_date(inspection=inspection, seen=inspection.version, site_date=day, reason="The rooms are let", by=lead)
    inspection.refresh_from_db()


def test_a_date_that_was_moved_before_a_list_came_in_is_nothing_to_say(announced: World) -> None:
    move(announced, LATER)
    lists_in(announced)
    draw(announced)
    certificate = certificate_of(newest(announced))
    assert certificate.steering is not None
    assert certificate.steering.facts.site_date_moves == ()
    assert chance_in_words(certificate) == "Every eligible case had the same chance."


def test_after_that_a_second_person_decides_and_everybody_reads_it(announced: World) -> None:
    lists_in(announced)
    move(announced, LATER)
    with pytest.raises(Refusal, match="The site date has been moved since the first list came in"):
        draw(announced)
    agree(announced, Limited.SITE_DATE, 1, of=0)
    draw(announced)
    certificate = certificate_of(newest(announced))
    assert certificate.steering is not None
    (moved,) = certificate.steering.facts.site_date_moves
    assert (moved.before, moved.after, moved.reason) == (BEFORE, LATER, "The rooms are let")
    assert chance_in_words(certificate) == (
        "Every case that was eligible at this draw had the same chance in it. People changed what is read: the site "
        "date was moved once after a list had come in."
    )
    sentences = steering_in_words(certificate, NAMES)
    assert sentences[0].endswith("the site date was moved from 1 March 2027 to 12 April 2027: The rooms are let")
    assert "a second person agreed that the site date is moved once after a list had come in" in sentences[1]


def test_moved_back_it_needs_nobody_and_is_said_all_the_same(announced: World) -> None:
    lists_in(announced)
    move(announced, LATER)
    move(announced, BEFORE)
    draw(announced)
    assert "the site date was moved 2 times" in chance_in_words(certificate_of(newest(announced)))


def test_what_it_did_to_the_balance_is_worked_out_from_the_list_by_anybody(announced: World) -> None:
    # Court cases count that ended 12 to 7 months before: from 1 March to 1 August 2026, then from 12 April.
    court = [*rows("court", 10, date(2026, 3, 20)), *rows("court", 25, date(2026, 7, 1))[10:]]
    sent(announced, "court", content="\n".join([HEADINGS, *court, ""]).encode())
    sent(announced, "out_of_court", 15)
    move(announced, LATER)
    agree(announced, Limited.SITE_DATE, 1, of=0)
    draw(announced)
    found = newest_draw(announced.inspection)
    assert found is not None
    certificate = certificate_of(found.certificate)
    assert certificate.steering is not None
    shifts = certificate.steering.of(Cause.SITE_DATE_MOVED)
    by_sex = [shift for shift in shifts if shift.attribute == "sex"]
    assert {shift.case_type for shift in shifts} == {"court"}
    # Every third is a girl: 3 of the first 10, 8 of all 25.
    assert [(shift.value, shift.before, shift.after) for shift in by_sex] == [("male", 17, 10), ("female", 8, 5)]
    frozen = FrozenList(cases_drawn_from(found.draw, found.certificate), certificate.list_sha256)
    assert replay(certificate, frozen) == ()


def test_what_was_agreed_to_for_one_draw_serves_no_later_one(announced: World) -> None:
    lists_in(announced)
    move(announced, LATER)
    agree(announced, Limited.SITE_DATE, 1, of=0)
    draw(announced)
    lead, inspection = announced.standing("lead-inspector"), announced.inspection
    commit_seed(inspection=inspection, seed="second", at=DRAWN_AT, keys=KEYS, by=lead)
    for case_type in ("court", "out_of_court"):
        sent(announced, case_type, 12, at=DRAWN_AT + timedelta(hours=1))
    move(announced, BEFORE)
    with pytest.raises(Refusal, match="The site date has been moved"):
        draw_sample(
            inspection=inspection, reason="A list was wrong", at=DRAWN_AT + timedelta(hours=2), keys=KEYS, by=lead
        )
