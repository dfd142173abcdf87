"""Case lists come in whole or not at all, after the seed is fixed, and nobody else sees one before it is sent."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from tests.factories.case_files import HEADINGS, as_confirmed, file_of, in_window, rows, sent, started, upload
from tests.factories.samples import DRAWN_AT, IN_AT, KEYS
from tests.factories.world import World, fix_seed, move_to
from trigpoint.case_lists.questions import heading_id, word_id
from trigpoint.inspectorate.sampling.access import layout_asked_for
from trigpoint.inspectorate.sampling.actions.drawing import draw_sample
from trigpoint.inspectorate.sampling.actions.lists import Upload, answer_questions, drop_list, start_list
from trigpoint.inspectorate.sampling.actions.sending import send_list
from trigpoint.inspectorate.sampling.list_plans import plan_of, read_upload, table_of
from trigpoint.inspectorate.sampling.models import CaseList, SeedCommitment
from trigpoint.inspectorate.sampling.queries import case_lists, sent_lists
from trigpoint.people.access import Refusal
from trigpoint.record.chains import inspection_chain
from trigpoint.record.models import Event
from trigpoint.record.rows import altered_rows
from trigpoint.record.versioned import ChangedMeanwhileError
from trigpoint.tables.table import Table


def drawn_now(world: World) -> None:
    draw_sample(inspection=world.inspection, reason="", at=DRAWN_AT, keys=KEYS, by=world.standing("lead-inspector"))


def answered(world: World, one: CaseList, **answers: str) -> CaseList:
    """A list after questions about it were answered, by their ids with '_' for '-'."""
    given = {name: (value,) if value else () for name, value in answers.items()}
    answer_questions(case_list=one, seen=one.version, answers=given, by=world.standing("data-officer"))
    return one


def kept(one: CaseList) -> Table:
    """The rows that are kept of a list that is being checked."""
    return read_upload(one, layout_asked_for(one.inspection)).read.table


def send(world: World, one: CaseList, role: str = "data-officer") -> None:
    send_list(
        case_list=one,
        seen=one.version,
        confirmed=as_confirmed(one),
        at=IN_AT,
        by=world.standing(role),
        reason="A case was missing",
    )


def test_a_list_without_faults_is_sent_whole(announced: World) -> None:
    one = sent(announced, "court", 8)
    assert (one.state, one.cases) == ("sent", 8)
    assert sent_lists(announced.inspection) == {"court": one}
    lines = one.frozen.splitlines()
    assert len(lines) == 9
    assert lines[1].startswith("court,C1,K-C1,")


def test_a_list_with_a_fault_is_not_sent_and_nothing_of_it_is_loaded(announced: World) -> None:
    good = rows("court", 3, in_window(announced))
    content = "\n".join([HEADINGS, *good, "C4,K-C4,2031-13-01,12,M,referral order,low,low"]).encode()
    one = started(announced, content=content)
    with pytest.raises(Refusal, match="faults that must be corrected"):
        send(announced, one)
    assert sent_lists(announced.inspection) == {}
    assert CaseList.objects.get().state == "checking"


def test_a_corrected_list_supersedes_the_old_one_which_stays_on_record(announced: World) -> None:
    first = sent(announced, "court", 8)
    second = sent(announced, "court", 9)
    first.refresh_from_db()
    assert (first.state, first.cases) == ("superseded", 8)
    assert first.frozen
    assert sent_lists(announced.inspection) == {"court": second}


def test_without_a_seed_no_list_comes_in(world: World) -> None:
    move_to(world, "announced")
    SeedCommitment.objects.all().delete()
    with pytest.raises(Refusal, match="fix the seed of the draw before lists come in"):
        started(world)


@pytest.mark.parametrize("role", ["lead-inspector", "board-chair", "case-manager", "partner-representative"])
def test_only_whoever_answers_for_the_service_sends_lists(announced: World, role: str) -> None:
    content = file_of("court", 8, in_window(announced))
    by = announced.standing(role)
    with pytest.raises(Refusal, match="You cannot send case lists"):
        start_list(form=uuid4(), inspection=announced.inspection, upload=upload(announced, "court", content), by=by)


def test_a_form_that_is_sent_twice_starts_one_list_and_with_anything_else_another(announced: World) -> None:
    form, by = uuid4(), announced.standing("data-officer")
    sent_form = upload(announced, "court", file_of("court", 8, in_window(announced)))

    def start(upload: Upload) -> CaseList:
        return start_list(form=form, inspection=announced.inspection, upload=upload, by=by)

    first = start(sent_form)
    assert start(sent_form) == first
    others = [
        upload(announced, "court", file_of("court", 9, in_window(announced))),
        replace(sent_form, case_type="out_of_court"),
        replace(sent_form, supplier="Another"),
        replace(sent_form, drawn_up=sent_form.drawn_up - timedelta(days=1)),
    ]
    assert len({first.pk, *(start(one).pk for one in others)}) == 5
    assert CaseList.objects.filter(case_type="out_of_court").count() == 1


def test_a_form_whose_list_was_sent_or_dropped_meanwhile_is_refused(announced: World) -> None:
    form, by = uuid4(), announced.standing("data-officer")
    file = upload(announced, "court", file_of("court", 8, in_window(announced)))
    send(announced, start_list(form=form, inspection=announced.inspection, upload=file, by=by))
    with pytest.raises(Refusal, match="has been sent, dropped or replaced since"):
        start_list(form=form, inspection=announced.inspection, upload=file, by=by)


def test_a_list_is_not_drawn_up_after_today(announced: World) -> None:
    by, file = announced.standing("data-officer"), upload(announced, "court", file_of("court", 8, in_window(announced)))
    tomorrow = replace(file, drawn_up=file.drawn_up + timedelta(days=1))
    with pytest.raises(Refusal, match="cannot have been drawn up after today"):
        start_list(form=uuid4(), inspection=announced.inspection, upload=tomorrow, by=by)


def test_raw_values_are_kept_beside_what_they_mean_and_no_other_column_is(announced: World) -> None:
    day = in_window(announced)
    content = "\n".join([f"{HEADINGS},Surname", *(f"{row},Invented" for row in rows("court", 3, day))]).encode()
    one = sent(announced, content=content)
    assert "Surname" not in table_of(one).headings
    assert table_of(one).rows[0].cells[4] == "M"
    assert ",male,youth_rehabilitation_order," in one.frozen.splitlines()[1]


def with_surnames(announced: World, headings: str = HEADINGS) -> bytes:
    named = (f"{row},Invented" for row in rows("court", 2, in_window(announced)))
    return "\n".join([f"{headings},Surname", *named]).encode()


def test_once_every_column_is_found_no_other_cell_is_kept_and_its_heading_is_named(announced: World) -> None:
    at_once = kept(started(announced, content=with_surnames(announced)))
    assert ("Surname" in at_once.headings, at_once.left_out) == (False, ("Surname",))
    one = started(announced, content=with_surnames(announced, HEADINGS.replace("Sex", "Zq")))
    assert "Surname" in kept(one).headings
    answered(announced, one, **{heading_id("sex"): "Zq"})
    assert ("Surname" in kept(one).headings, kept(one).left_out) == (False, ("Surname",))
    assert "Invented" not in str(CaseList.objects.get(pk=one.pk).table)


@pytest.mark.parametrize("word", ["Amber", "Ann Other"])
def test_a_dropped_list_keeps_no_row_and_no_word_and_is_never_sent(announced: World, word: str) -> None:
    one = started(announced, content=with_surnames(announced).replace(b",low", f",{word}".encode()))
    answered(announced, one, **{word_id("safety_and_wellbeing", word): "low"})
    drop_list(case_list=one, seen=one.version, by=announced.standing("data-officer"))
    one.refresh_from_db()
    assert plan_of(one).values == {}
    assert word not in f"{one.table} {one.plan} {one.answers}"
    assert "K-C1" not in str(one.table)
    assert altered_rows(inspection_chain(announced.inspection)) == ()
    with pytest.raises(Refusal, match="This list was dropped"):
        send_list(case_list=one, seen=one.version, confirmed="", at=IN_AT, by=announced.standing("data-officer"))


def test_a_list_that_was_not_sent_is_dropped_at_the_draw(announced: World) -> None:
    left = started(announced, content=with_surnames(announced))
    for case_type, number in (("court", 25), ("out_of_court", 20)):
        sent(announced, case_type, number)
    unsent = started(announced, content=with_surnames(announced))
    drawn_now(announced)
    left.refresh_from_db()
    unsent.refresh_from_db()
    assert (left.state, unsent.state) == ("replaced", "dropped")
    assert "K-C1" not in f"{left.table} {unsent.table}"
    told = Event.objects.get(kind="sampling.list_left")
    assert (told.before or {})["case_type"] == "court"
    assert altered_rows(inspection_chain(announced.inspection)) == ()


def test_a_case_stands_in_one_list(announced: World) -> None:
    sent(announced, "court", 3)
    content = file_of("out_of_court", 3, in_window(announced)).replace(b"O2,K-O2", b"C2,K-C2")
    with pytest.raises(Refusal, match="are on the list of court disposals too: C2"):
        send(announced, started(announced, "out_of_court", content=content))


def test_of_two_who_work_on_one_list_the_second_is_told(announced: World) -> None:
    one = started(announced)
    stale = CaseList.objects.get()
    answered(announced, one)
    with pytest.raises(ChangedMeanwhileError):
        send(announced, stale)
    assert sent_lists(announced.inspection) == {}


def test_the_record_holds_no_reference_of_a_case_in_a_list(announced: World) -> None:
    sent(announced, "court", 8)
    told = " ".join(f"{event.before} {event.after}" for event in Event.objects.filter(kind__startswith="sampling."))
    assert "K-C1" not in told
    assert "'C1'" not in told


def test_a_list_that_is_altered_in_the_database_is_found(announced: World) -> None:
    one = sent(announced, "court", 8)
    chain = inspection_chain(announced.inspection)
    assert altered_rows(chain) == ()
    CaseList.objects.filter(pk=one.pk).update(cases=7)
    assert altered_rows(chain) == ("The case list's cases is '7' in the database; the record's last word is '8'.",)


def test_lists_of_an_inspection_with_every_state_can_be_listed(announced: World) -> None:
    sent(announced, "court", 8)
    sent(announced, "court", 9)
    started(announced, "out_of_court")
    assert sorted(one.state for one in case_lists(announced.inspection)) == ["checking", "sent", "superseded"]


def test_a_second_seed_is_not_fixed_while_one_waits(announced: World) -> None:
    with pytest.raises(Refusal, match="fixed already"):
        fix_seed(announced)
