"""A list is sent only as it was confirmed, and what was confirmed is bound to the record, which holds no word of it."""

import io
from dataclasses import replace
from hashlib import sha256
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from tests.case_lists.lists import xlsx_bytes
from tests.factories.case_files import HEADINGS, as_confirmed, file_of, in_window, rows, sent, started, upload
from tests.factories.samples import IN_AT
from tests.factories.world import World
from trigpoint.case_lists.questions import SHEET, word_id
from trigpoint.inspectorate.sampling.actions.lists import answer_questions, start_list
from trigpoint.inspectorate.sampling.actions.sending import send_list
from trigpoint.inspectorate.sampling.models import CaseList
from trigpoint.inspectorate.sampling.queries import sent_lists
from trigpoint.people.access import Refusal
from trigpoint.record.chain import canonical
from trigpoint.record.chains import inspection_chain
from trigpoint.record.models import Event
from trigpoint.record.rows import altered_rows


def send(world: World, one: CaseList, confirmed: str) -> None:
    by = world.standing("data-officer")
    send_list(case_list=one, seen=one.version, confirmed=confirmed, at=IN_AT, by=by)


def answer(world: World, one: CaseList, question: str, *values: str) -> None:
    by = world.standing("data-officer")
    answer_questions(case_list=one, seen=one.version, answers={question: values}, by=by)


def two_sheets(world: World, names: tuple[str, str] = ("Sheet 1", "Sheet 2")) -> CaseList:
    """A list that is on one of two sheets: its service has to say on which."""
    lines = [row.split(",") for row in (HEADINGS, *rows("court", 4, in_window(world)))]
    content = xlsx_bytes(lines, lines[:3])
    for number, name in enumerate(names, start=1):
        content = content if name == f"Sheet {number}" else _renamed(content, f"Sheet {number}", name)
    by = world.standing("data-officer")
    file = upload(world, "court", content, name="cases.xlsx")
    return start_list(form=uuid4(), inspection=world.inspection, upload=file, by=by)


def _renamed(content: bytes, before: str, after: str) -> bytes:
    book = load_workbook(io.BytesIO(content))
    book[before].title = after
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize("confirmed", ["", "0" * 64])
def test_a_list_that_nobody_confirmed_is_not_sent_even_by_a_form_made_by_hand(announced: World, confirmed: str) -> None:
    one = started(announced)
    with pytest.raises(Refusal, match="Confirm first what was read"):
        send(announced, one, confirmed)
    assert sent_lists(announced.inspection) == {}
    assert not Event.objects.filter(kind="sampling.list_confirmed").exists()


def test_what_was_confirmed_before_an_answer_was_changed_is_not_sent(announced: World) -> None:
    one = two_sheets(announced)
    answer(announced, one, SHEET, "Sheet 1")
    confirmed = as_confirmed(one)
    answer(announced, one, SHEET, "Sheet 2")
    with pytest.raises(Refusal, match="it has changed since"):
        send(announced, one, confirmed)
    send(announced, one, as_confirmed(one))
    assert sent_lists(announced.inspection)["court"].cases == 2


def test_a_list_is_not_sent_while_a_question_is_open(announced: World) -> None:
    one = two_sheets(announced)
    with pytest.raises(Refusal, match="Answer first what is asked about the list"):
        send(announced, one, as_confirmed(one))


def test_a_word_that_is_none_of_ours_leaves_its_case_out_by_rule(announced: World) -> None:
    one = started(announced, content=file_of("court", 4, in_window(announced)).replace(b"youth rehab", b"other rehab"))
    # Of four cases the first and the fourth have the disposal that stands second of three.
    answer(announced, one, word_id("disposal", "other rehabilitation order"), "none-of-these")
    send(announced, one, as_confirmed(one))
    one.refresh_from_db()
    assert [line.split(",")[1] for line in one.frozen.splitlines()[1:]] == ["C2", "C3"]
    assert one.confirmed["read"]["left_out"] == [
        {"column": "Disposal", "word": "other rehabilitation order", "cases": 2}
    ]


def test_what_was_confirmed_is_kept_with_its_file_sheet_and_answers_and_the_record_has_its_hash(
    announced: World,
) -> None:
    one = two_sheets(announced)
    answer(announced, one, SHEET, "Sheet 2")
    file = one.file_sha256
    send(announced, one, as_confirmed(one))
    one.refresh_from_db()
    assert (one.confirmed["file_sha256"], one.confirmed["read"]["sheets"]) == (file, ["Sheet 2"])
    (asked,) = one.confirmed["answers"]
    assert asked[0].startswith("Which sheet is the list of court disposals?")
    assert asked[1].startswith("Sheet 2: 2 rows")
    told = Event.objects.get(kind="sampling.list_confirmed")
    assert (told.after or {})["confirmed_sha256"] == sha256(canonical(one.confirmed)).hexdigest()


def test_the_record_holds_no_name_of_a_sheet(announced: World) -> None:
    one = two_sheets(announced, ("Ann Other", "Sheet 2"))
    answer(announced, one, SHEET, "Ann Other")
    send(announced, one, as_confirmed(one))
    told = " ".join(f"{event.before} {event.after}" for event in Event.objects.filter(kind__startswith="sampling."))
    assert "Ann Other" not in told


@pytest.mark.parametrize("column", ["confirmed", "answers", "confirmed_sha256", "mends_id"])
def test_what_was_confirmed_and_answered_is_not_altered_in_the_database(announced: World, column: str) -> None:
    started(announced, number=3)
    one = sent(announced, "court", 8)
    chain = inspection_chain(announced.inspection)
    assert altered_rows(chain) == ()
    other = {"confirmed": {"x": 1}, "answers": {"x": 1}, "confirmed_sha256": "0" * 64, "mends_id": None}[column]
    CaseList.objects.filter(pk=one.pk).update(**{column: other})
    assert len(altered_rows(chain)) == 1


def test_whoever_goes_back_and_sends_again_reads_that_the_list_was_sent_and_by_whom(announced: World) -> None:
    one = sent(announced, "court", 8)
    with pytest.raises(Refusal, match=r"This list was sent on 20 October 2026 by Invented data-officer\. Nothing"):
        send(announced, one, one.confirmed_sha256)


def test_an_upload_is_the_same_whatever_its_file_is_called(announced: World) -> None:
    file = upload(announced, "court", file_of("court", 3, in_window(announced)))
    by = announced.standing("data-officer")
    first = start_list(form=uuid4(), inspection=announced.inspection, upload=file, by=by)
    again = replace(file, file_name="copy of it.csv")
    assert start_list(form=uuid4(), inspection=announced.inspection, upload=again, by=by) == first
