"""Case lists come in whole or not at all, after the seed is fixed, and nobody else sees one before it is sent."""

from uuid import uuid4

import pytest

from tests.factories.case_files import HEADINGS, file_of, in_window, rows, sent, started, upload
from tests.factories.samples import IN_AT
from tests.factories.world import World, fix_seed, move_to
from trigpoint.bundle.case_list.mapping import ColumnPlan
from trigpoint.inspectorate.sampling.actions.lists import drop_list, map_list, send_list, start_list
from trigpoint.inspectorate.sampling.models import CaseList, SeedCommitment
from trigpoint.inspectorate.sampling.queries import case_lists, plan_of, sent_lists, table_of
from trigpoint.people.access import Refusal
from trigpoint.record.models import Event
from trigpoint.record.rows import altered
from trigpoint.record.versioned import ChangedMeanwhileError


@pytest.fixture
def announced(world: World) -> World:
    move_to(world, "announced")
    return world


def send(world: World, one: CaseList, role: str = "data-officer") -> None:
    send_list(case_list=one, seen=one.version, at=IN_AT, by=world.standing(role))


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
    with pytest.raises(Refusal, match="faults that must be mended"):
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


def test_a_form_that_is_sent_twice_starts_one_list(announced: World) -> None:
    form, by = uuid4(), announced.standing("data-officer")
    sent_form = upload(announced, "court", file_of("court", 8, in_window(announced)))
    first = start_list(form=form, inspection=announced.inspection, upload=sent_form, by=by)
    assert start_list(form=form, inspection=announced.inspection, upload=sent_form, by=by) == first
    other = upload(announced, "court", file_of("court", 9, in_window(announced)))
    with pytest.raises(Refusal, match="sent before with another file"):
        start_list(form=form, inspection=announced.inspection, upload=other, by=by)


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


def test_a_dropped_list_keeps_no_other_column_either_and_is_never_sent(announced: World) -> None:
    content = "\n".join([f"{HEADINGS},Surname", *(f"{r},Invented" for r in rows("court", 1, in_window(announced)))])
    one = started(announced, content=content.encode())
    drop_list(case_list=one, seen=one.version, by=announced.standing("data-officer"))
    one.refresh_from_db()
    assert "Surname" not in table_of(one).headings
    with pytest.raises(Refusal, match="sent or dropped"):
        send(announced, one)


def test_a_case_stands_in_one_list(announced: World) -> None:
    sent(announced, "court", 3)
    content = file_of("out_of_court", 3, in_window(announced)).replace(b"O2,K-O2", b"C2,K-C2")
    with pytest.raises(Refusal, match="stand in the list of court disposals too: C2"):
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
    chain = f"inspection:{announced.inspection.reference}"
    assert altered(chain) == ()
    CaseList.objects.filter(pk=one.pk).update(cases=7)
    assert altered(chain) == ("The case list's cases is '7' in the database; the record's last word is '8'.",)


def test_lists_of_an_inspection_with_every_state_can_be_listed(announced: World) -> None:
    sent(announced, "court", 8)
    sent(announced, "court", 9)
    started(announced, "out_of_court")
    assert sorted(one.state for one in case_lists(announced.inspection)) == ["checking", "sent", "superseded"]


def test_a_second_seed_is_not_fixed_while_one_waits(announced: World) -> None:
    with pytest.raises(Refusal, match="fixed already"):
        fix_seed(announced)
