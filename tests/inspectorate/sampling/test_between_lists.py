"""One child may have a case on each list, with and without noughts at the front of its reference: it is asked."""

import pytest

from tests.factories.case_files import as_confirmed, file_of, in_window, sent, started
from tests.factories.samples import DRAWN_AT, IN_AT, KEYS
from tests.factories.world import World
from trigpoint.case_lists.noughts import between_lists_id
from trigpoint.case_lists.questions import Noughts
from trigpoint.inspectorate.sampling.access import layout_asked_for
from trigpoint.inspectorate.sampling.actions.drawing import draw_sample
from trigpoint.inspectorate.sampling.actions.lists import answer_questions
from trigpoint.inspectorate.sampling.actions.sending import send_list
from trigpoint.inspectorate.sampling.between_lists import alike_on_two_lists
from trigpoint.inspectorate.sampling.list_plans import UploadRead, read_upload
from trigpoint.inspectorate.sampling.models import CaseList
from trigpoint.inspectorate.sampling.queries import listed_cases
from trigpoint.people.access import Refusal

CHILD = between_lists_id("child")


def court_is_in(world: World, child: bytes = b"00417") -> None:
    sent(world, content=file_of("court", 3, in_window(world)).replace(b"K-C2", child))


def second_list(world: World, child: bytes = b"417", case: bytes = b"O2") -> CaseList:
    content = file_of("out_of_court", 3, in_window(world)).replace(b"O2,", case + b",").replace(b"K-O2", child)
    return started(world, "out_of_court", content=content.replace(b"K-" + case, child))


def read(one: CaseList) -> UploadRead:
    one.refresh_from_db()
    return read_upload(one, layout_asked_for(one.inspection))


def answer(world: World, one: CaseList, **answers: str) -> None:
    given = {between_lists_id(column): (value,) for column, value in answers.items()}
    answer_questions(case_list=one, seen=one.version, answers=given, by=world.standing("data-officer"))


def send(world: World, one: CaseList) -> None:
    one.refresh_from_db()
    by = world.standing("data-officer")
    send_list(case_list=one, seen=one.version, confirmed=as_confirmed(one), at=IN_AT, by=by)


def draw(world: World) -> None:
    draw_sample(inspection=world.inspection, reason="", at=DRAWN_AT, keys=KEYS, by=world.standing("lead-inspector"))


def test_the_second_list_is_asked_whether_its_child_is_one_of_the_first_and_cannot_be_sent_before(
    announced: World,
) -> None:
    court_is_in(announced)
    second = second_list(announced)
    (asked,) = read(second).open_questions
    assert (asked.id, asked.text) == (
        CHILD,
        "Is '417' under 'Child reference' the same child as '00417' on the list of court disposals?",
    )
    with pytest.raises(Refusal, match="Answer first what is asked"):
        send(announced, second)


def test_one_child_is_written_alike_on_both_lists(announced: World) -> None:
    court_is_in(announced)
    second = second_list(announced)
    answer(announced, second, child=Noughts.SAME)
    send(announced, second)
    assert [case.child for case in listed_cases(announced.inspection)].count("00417") == 2
    assert alike_on_two_lists(announced.inspection) == ()
    draw(announced)


def test_two_children_stay_two_and_both_sides_see_what_was_said(announced: World) -> None:
    court_is_in(announced)
    second = second_list(announced)
    answer(announced, second, child=Noughts.DIFFERENT)
    send(announced, second)
    (alike,) = alike_on_two_lists(announced.inspection)
    assert (alike.there, alike.here, alike.lists, alike.is_settled) == ("00417", "417", ("out_of_court", "court"), True)
    draw(announced)


def test_nothing_is_drawn_from_lists_of_which_nobody_was_asked(announced: World) -> None:
    """Two lists that came in before there was such a question."""
    court_is_in(announced)
    second = second_list(announced)
    answer(announced, second, child=Noughts.DIFFERENT)
    send(announced, second)
    CaseList.objects.filter(pk=second.pk).update(answers={})
    with pytest.raises(Refusal, match="differ by noughts alone in '00417' and '417'"):
        draw(announced)


def test_a_case_that_is_said_to_be_on_both_lists_is_on_one_too_many(announced: World) -> None:
    court_is_in(announced, b"K-7")
    second = second_list(announced, b"K-8", b"C02")
    assert [question.id for question in read(second).open_questions] == [between_lists_id("reference")]
    answer(announced, second, reference=Noughts.SAME)
    with pytest.raises(Refusal, match="on the list of court disposals too: C2"):
        send(announced, second)


def test_the_same_reference_on_both_lists_is_one_child_without_a_question(announced: World) -> None:
    court_is_in(announced)
    assert not read(second_list(announced, b"00417")).open_questions


def test_before_another_list_is_in_nothing_is_asked(announced: World) -> None:
    assert not read(second_list(announced)).open_questions
