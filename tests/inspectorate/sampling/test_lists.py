"""Case lists come in whole or not at all, after the seed is fixed, and nobody else sees one before it is sent."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from tests.factories.case_files import HEADINGS, file_of, in_window, rows, sent, started, upload
from tests.factories.case_files import drawn as draw
from tests.factories.samples import IN_AT
from tests.factories.world import World, fix_seed, move_to
from trigpoint.inspectorate.sampling.actions.lists import (
    Upload,
    drop_list,
    map_list,
    send_list,
    start_list,
)
from trigpoint.inspectorate.sampling.list_plans import first_plan, plan_of, table_of
from trigpoint.inspectorate.sampling.models import CaseList, SeedCommitment
from trigpoint.inspectorate.sampling.queries import (
    case_lists,
    layout_of,
    sent_lists,
)
from trigpoint.people.access import Refusal
from trigpoint.people.models import Organisation
from trigpoint.record.alterations import AlteredError
from trigpoint.record.chains import inspection_chain
from trigpoint.record.models import Event
from trigpoint.record.rows import altered_rows
from trigpoint.record.versioned import ChangedMeanwhileError
from trigpoint.tables.mapping import ColumnPlan
from trigpoint.tables.sheets_read import read_table


def send(world: World, one: CaseList, role: str = "data-officer") -> None:
    send_list(case_list=one, seen=one.version, at=IN_AT, by=world.standing(role), reason="A case was missing")


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
    with pytest.raises(Refusal, match="has been sent or dropped since"):
        start_list(form=form, inspection=announced.inspection, upload=file, by=by)


def test_a_list_is_not_drawn_up_after_today(announced: World) -> None:
    by, file = announced.standing("data-officer"), upload(announced, "court", file_of("court", 8, in_window(announced)))
    tomorrow = replace(file, drawn_up=file.drawn_up + timedelta(days=1))
    with pytest.raises(Refusal, match="cannot have been drawn up after today"):
        start_list(form=uuid4(), inspection=announced.inspection, upload=tomorrow, by=by)


def test_what_columns_mean_is_suggested_to_every_service_and_what_words_mean_to_the_same_one_alone(
    announced: World,
) -> None:
    odd = file_of("court", 4, in_window(announced)).replace(b"Sex,", b"Zq,").replace(b",low", b",Amber")
    one = started(announced, content=odd)
    plan = plan_of(one)
    words = {
        name: {**words, "Amber": "low"} for name, words in plan.values.items() if "risk" in name or "safety" in name
    }
    known = ColumnPlan({**plan.headings, "sex": "Zq"}, {**plan.values, "sex": {"F": "female", "M": "male"}, **words})
    map_list(case_list=one, seen=one.version, plan=known, by=announced.standing("data-officer"))
    send(announced, one)
    table, layout = read_table(odd, "x.csv"), layout_of(announced.inspection)
    assert layout is not None

    def first(service: Organisation) -> ColumnPlan:
        return first_plan(table, layout, service=service.pk, supplier="invented SYSTEM", case_type="court")

    assert first(announced.service).values["risk_of_serious_harm"]["Amber"] == "low"
    assert first(announced.other_service).headings["sex"] == "Zq"
    assert "Amber" not in first(announced.other_service).values["risk_of_serious_harm"]


def test_a_remembered_meaning_that_no_case_of_the_type_may_have_is_forgotten(announced: World) -> None:
    one = sent(announced, "court", 3)
    plan = plan_of(one)
    wrong = ColumnPlan(plan.headings, {**plan.values, "disposal": {"Zq": "youth_caution", "RefO": "referral_order"}})
    CaseList.objects.filter(pk=one.pk).update(plan=wrong.to_json(), plan_sha256="")
    again = started(announced, number=3)
    assert "Zq" not in plan_of(again).values["disposal"]
    assert plan_of(again).values["disposal"]["RefO"] == "referral_order"


def test_the_record_names_what_words_mean_by_its_hash_and_holds_no_word(announced: World) -> None:
    one = started(announced, content=file_of("court", 3, in_window(announced)).replace(b",medium", b",Ann Other"))
    plan = plan_of(one)
    named = ColumnPlan(plan.headings, {**plan.values, "risk_of_serious_harm": {"Ann Other": "high"}})
    map_list(case_list=one, seen=one.version, plan=named, by=announced.standing("data-officer"))
    told = " ".join(f"{event.before} {event.after}" for event in Event.objects.filter(kind__startswith="sampling."))
    assert "Ann Other" not in told
    assert one.plan_sha256 in told


def test_what_words_mean_is_not_altered_in_the_database(announced: World) -> None:
    one = started(announced)
    plan = plan_of(one)
    altered_plan = ColumnPlan(plan.headings, {**plan.values, "sex": {"F": "male", "M": "male"}})
    CaseList.objects.filter(pk=one.pk).update(plan=altered_plan.to_json())
    one.refresh_from_db()
    with pytest.raises(AlteredError, match="What the columns and words of a case list mean was altered"):
        plan_of(one)


def test_what_columns_and_words_mean_is_remembered_for_the_supplier(announced: World) -> None:
    text = file_of("court", 4, in_window(announced)).decode().replace("Sex,", "Zq,").replace("referral order", "R0")
    one = started(announced, content=text.encode())
    assert "sex" not in plan_of(one).headings
    suggested = plan_of(one)
    plan = ColumnPlan(
        {**suggested.headings, "sex": "Zq"},
        {
            **suggested.values,
            "sex": {"F": "female", "M": "male"},
            "disposal": {**suggested.values["disposal"], "R0": "referral_order"},
        },
    )
    map_list(case_list=one, seen=one.version, plan=plan, by=announced.standing("data-officer"))
    send(announced, one)
    again = started(announced, content=text.encode())
    assert plan_of(again).headings["sex"] == "Zq"
    assert plan_of(again).values["disposal"]["R0"] == "referral_order"
    send(announced, again)


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
    at_once = table_of(started(announced, content=with_surnames(announced)))
    assert ("Surname" in at_once.headings, at_once.left_out) == (False, ("Surname",))
    one = started(announced, content=with_surnames(announced, HEADINGS.replace("Sex", "Zq")))
    assert "Surname" in table_of(one).headings
    plan = plan_of(one)
    found = ColumnPlan({**plan.headings, "sex": "Zq"}, {**plan.values, "sex": {"F": "female", "M": "male"}})
    map_list(case_list=one, seen=one.version, plan=found, by=announced.standing("data-officer"))
    assert ("Surname" in table_of(one).headings, table_of(one).left_out) == (False, ("Surname",))
    assert "Invented" not in str(CaseList.objects.get(pk=one.pk).table)


def test_a_dropped_list_keeps_no_row_and_no_word_and_is_never_sent(announced: World) -> None:
    one = started(announced, content=with_surnames(announced))
    drop_list(case_list=one, seen=one.version, by=announced.standing("data-officer"))
    one.refresh_from_db()
    assert (table_of(one).rows, plan_of(one).values) == ((), {})
    assert altered_rows(inspection_chain(announced.inspection)) == ()
    with pytest.raises(Refusal, match="sent or dropped"):
        send(announced, one)


def test_a_list_that_was_not_sent_is_dropped_at_the_draw(announced: World) -> None:
    left = started(announced, content=with_surnames(announced))
    draw(announced)
    left.refresh_from_db()
    assert (left.state, table_of(left).rows) == ("dropped", ())
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
    map_list(case_list=one, seen=1, plan=plan_of(one), by=announced.standing("data-officer"))
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
