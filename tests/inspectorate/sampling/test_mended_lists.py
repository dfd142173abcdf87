"""A wrong upload is mended without telling all of it again: the next one starts from what was said, and replaces it."""

from uuid import uuid4

from tests.factories.case_files import file_of, in_window, sent, started, upload
from tests.factories.world import World
from trigpoint.case_lists.questions import heading_id, word_id
from trigpoint.inspectorate.sampling.access import layout_asked_for
from trigpoint.inspectorate.sampling.actions.lists import answer_questions, start_list, start_lists
from trigpoint.inspectorate.sampling.list_plans import UploadRead, plan_of, read_upload, remembered_plan
from trigpoint.inspectorate.sampling.models import CaseList
from trigpoint.people.models import Organisation
from trigpoint.record.chains import inspection_chain
from trigpoint.record.models import Event
from trigpoint.record.rows import altered_rows
from trigpoint.tables.mapping import ColumnPlan
from trigpoint.tables.stored import table_json


def as_it_is_read(one: CaseList) -> UploadRead:
    return read_upload(one, layout_asked_for(one.inspection))


def told(world: World, one: CaseList) -> CaseList:
    """A list of the odd system, after its service has said what 'Zq' and 'Amber' mean."""
    answers = {
        heading_id("sex"): ("Zq",),
        word_id("risk_of_serious_harm", "Amber"): ("low",),
        word_id("safety_and_wellbeing", "Amber"): ("high",),
    }
    answer_questions(case_list=one, seen=one.version, answers=answers, by=world.standing("data-officer"))
    return one


def odd(world: World, number: int) -> bytes:
    """A list of a system with a heading and a word of its own."""
    return file_of("court", number, in_window(world)).replace(b"Sex,", b"Zq,").replace(b",low", b",Amber")


def start(world: World, content: bytes, supplier: str = "Invented system") -> CaseList:
    file = upload(world, "court", content, supplier)
    return start_list(form=uuid4(), inspection=world.inspection, upload=file, by=world.standing("data-officer"))


def test_a_mended_list_starts_at_once_from_what_was_said_of_the_one_before(announced: World) -> None:
    faulty = told(announced, start(announced, odd(announced, 4).replace(b",12,", b",9,")))
    mended = start(announced, odd(announced, 4))
    assert mended.mends == faulty
    assert plan_of(mended).headings["sex"] == "Zq"
    assert plan_of(mended).values["risk_of_serious_harm"]["Amber"] == "low"
    assert plan_of(mended).values["safety_and_wellbeing"]["Amber"] == "high"
    assert as_it_is_read(mended).can_be_sent


def test_from_another_system_nothing_of_it_is_taken_over(announced: World) -> None:
    told(announced, start(announced, odd(announced, 4)))
    mended = start(announced, odd(announced, 5), "Another system")
    assert "sex" not in plan_of(mended).headings
    assert as_it_is_read(mended).open_questions


def test_what_it_starts_from_can_be_taken_back(announced: World) -> None:
    told(announced, start(announced, odd(announced, 4)))
    mended = start(announced, odd(announced, 5))
    question = word_id("risk_of_serious_harm", "Amber")
    by = announced.standing("data-officer")
    answer_questions(case_list=mended, seen=mended.version, answers={question: ()}, by=by)
    assert [asked.id for asked in as_it_is_read(mended).open_questions] == [question]


def test_the_faulty_one_is_replaced_without_a_row_and_the_record_says_so(announced: World) -> None:
    first = told(announced, start(announced, odd(announced, 4)))
    second = start(announced, odd(announced, 5))
    third = start(announced, odd(announced, 6))
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state, third.state) == ("replaced", "replaced", "checking")
    assert "K-C1" not in f"{first.table} {second.table}"
    assert "Amber" not in f"{first.plan} {first.answers} {second.plan} {second.answers}"
    assert Event.objects.filter(kind="sampling.list_replaced").count() == 2
    assert altered_rows(inspection_chain(announced.inspection)) == ()


def test_the_list_of_another_type_is_not_replaced(announced: World) -> None:
    court = started(announced, "court")
    started(announced, "out_of_court")
    court.refresh_from_db()
    assert court.state == "checking"


def test_the_same_file_from_two_pages_is_one_list(announced: World) -> None:
    assert start(announced, odd(announced, 4)) == start(announced, odd(announced, 4))
    assert CaseList.objects.count() == 1
    assert Event.objects.filter(kind="sampling.list_started").count() == 1


def test_references_that_lost_their_noughts_since_a_list_was_sent_are_asked_about(announced: World) -> None:
    content = file_of("court", 3, in_window(announced))
    sent(announced, content=content.replace(b"\nC", b"\n00"))
    again = start(announced, content.replace(b"\nC", b"\n"))
    (asked,) = as_it_is_read(again).open_questions
    assert asked.hint.startswith("1 was 001, 2 was 002, 3 was 003.")


def test_of_two_lists_in_one_file_both_are_taken_in_or_none(announced: World) -> None:
    content = file_of("court", 3, in_window(announced))
    files = [upload(announced, case_type, content) for case_type in ("court", "out_of_court")]
    by = announced.standing("data-officer")
    lists = start_lists(form=uuid4(), inspection=announced.inspection, uploads=files, by=by)
    assert [one.case_type for one in lists] == ["court", "out_of_court"]


def test_what_columns_mean_is_remembered_for_every_service_and_what_words_mean_for_the_same_one_alone(
    announced: World,
) -> None:
    told(announced, start(announced, odd(announced, 4)))
    # Sent as it was told: the upload of the same file is that list.
    sent(announced, content=odd(announced, 4))

    def remembered(service: Organisation) -> ColumnPlan:
        layout = layout_asked_for(announced.inspection)
        return remembered_plan(layout, service=service.pk, supplier="invented SYSTEM", case_type="court")

    assert remembered(announced.service).values["risk_of_serious_harm"]["Amber"] == "low"
    assert remembered(announced.other_service).headings["sex"] == "Zq"
    assert "risk_of_serious_harm" not in remembered(announced.other_service).values


def test_a_remembered_meaning_that_no_case_of_the_type_may_have_is_forgotten(announced: World) -> None:
    one = sent(announced, "court", 3)
    plan = plan_of(one)
    wrong = ColumnPlan(plan.headings, {**plan.values, "disposal": {"Zq": "youth_caution", "RefO": "referral_order"}})
    CaseList.objects.filter(pk=one.pk).update(plan=wrong.to_json(), plan_sha256="")
    again = started(announced, number=4)
    assert "Zq" not in plan_of(again).values["disposal"]
    assert plan_of(again).values["disposal"]["RefO"] == "referral_order"


def test_what_a_word_means_is_in_the_record_by_its_hash_alone(announced: World) -> None:
    content = file_of("court", 3, in_window(announced)).replace(b",medium", b",Ann Other")
    one = started(announced, content=content)
    answers = {word_id("risk_of_serious_harm", "Ann Other"): ("high",)}
    answer_questions(case_list=one, seen=one.version, answers=answers, by=announced.standing("data-officer"))
    everything = " ".join(
        f"{event.before} {event.after}" for event in Event.objects.filter(kind__startswith="sampling.")
    )
    assert "Ann Other" not in everything
    assert one.plan_sha256 in everything


def test_what_words_mean_is_not_altered_in_the_database(announced: World) -> None:
    one = started(announced)
    plan = plan_of(one)
    altered_plan = ColumnPlan(plan.headings, {**plan.values, "sex": {"F": "male", "M": "male"}})
    CaseList.objects.filter(pk=one.pk).update(plan=altered_plan.to_json())
    assert altered_rows(inspection_chain(announced.inspection))


def test_a_list_that_was_being_checked_before_sheets_were_kept_is_read_as_it_was(announced: World) -> None:
    one = told(announced, start(announced, odd(announced, 4)))
    meant = plan_of(one)
    # As older versions stored it: the rows of the one sheet that was read, and no answers.
    table = table_json(as_it_is_read(one).read.table)
    CaseList.objects.filter(pk=one.pk).update(table=table, answers={})
    older = CaseList.objects.get(pk=one.pk)
    assert as_it_is_read(older).can_be_sent
    assert as_it_is_read(older).read.plan == meant
    mended = start(announced, odd(announced, 5))
    assert as_it_is_read(mended).can_be_sent
