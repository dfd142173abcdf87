"""Beyond the framework's limit: the lead asks, a second person finds it on their first page, and both sides read it."""

from datetime import date

from django.urls import reverse

from tests.factories.case_files import sent as sent_list
from tests.factories.world import World
from tests.web.conftest import As
from tests.web.pages.words import words
from trigpoint.inspectorate.programme.actions.timetabling import set_site_date
from trigpoint.inspectorate.sampling.models import SecondDecision

WHY = "Five children have moved away"


def ask(as_: As, world: World, **typed: str) -> object:
    address = reverse("ask_second", args=[world.inspection.reference])
    sent = {"limited": "taken_out", "number": "9", "why": WHY} | typed
    return as_("lead-inspector").post(address, sent)


def test_what_a_lead_asks_waits_on_the_first_page_of_whoever_may_decide(sample_drawn: World, as_: As) -> None:
    ask(as_, sample_drawn)
    for who in ("quality-lead", "director"):
        assert "Decide about up to 9 cases taken out of the sample" in words(as_(who).get(reverse("home")))
    for who in ("lead-inspector", "inspector", "service-manager"):
        assert "Decide about up to 9" not in words(as_(who).get(reverse("home")))


def test_who_decides_reads_why_and_how_far_the_lead_may_go_alone(sample_drawn: World, as_: As) -> None:
    ask(as_, sample_drawn)
    row = SecondDecision.objects.get()
    address = reverse("decide_second", args=[sample_drawn.inspection.reference, row.id])
    page = words(as_("quality-lead").get(address))
    # A tenth of the 37 cases that were drawn, rounded up.
    assert "There are 0 so far. Without you, the lead inspector may go to 4." in page
    assert f"and wrote: “{WHY}”" in page
    sent = {"version": "1", "decision": "agreed", "why": "I spoke with the manager"}
    assert as_("quality-lead").post(address, sent).status_code == 302
    assert "Decide about up to 9" not in words(as_("director").get(reverse("home")))
    lead_reads = words(as_("lead-inspector").get(reverse("sample", args=[sample_drawn.inspection.reference])))
    assert "Up to 9 cases taken out of the sample" in lead_reads
    assert "I spoke with the manager" in lead_reads
    service_reads = words(as_("service-manager").get(reverse("case_lists", args=[sample_drawn.inspection.reference])))
    assert "agreed to up to 9 cases taken out of the sample: I spoke with the manager" in service_reads
    # Who decided is the inspectorate's own affair.
    assert "Invented quality-lead" not in service_reads


def test_of_two_who_decide_at_once_the_second_is_told(sample_drawn: World, as_: As) -> None:
    ask(as_, sample_drawn)
    address = reverse("decide_second", args=[sample_drawn.inspection.reference, SecondDecision.objects.get().id])
    sent = {"version": "1", "decision": "refused", "why": "Too many"}
    assert as_("director").post(address, sent).status_code == 302
    assert as_("quality-lead").post(address, {**sent, "decision": "agreed"}).status_code == 403
    assert SecondDecision.objects.get().state == "refused"


def test_what_was_typed_stays_where_the_question_cannot_be_asked(sample_drawn: World, as_: As) -> None:
    page = ask(as_, sample_drawn, number="4")
    assert page.status_code == 422  # type: ignore[attr-defined]
    assert 'href="#id_number">You may go up to 4 already' in page.content.decode()  # type: ignore[attr-defined]
    assert WHY in words(page)
    assert "How many in all must be a whole number from 1 to 10,000" in words(ask(as_, sample_drawn, number="many"))
    assert not SecondDecision.objects.exists()


def test_who_decides_second_reads_who_decided_first(sample_drawn: World, as_: As) -> None:
    ask(as_, sample_drawn)
    address = reverse("decide_second", args=[sample_drawn.inspection.reference, SecondDecision.objects.get().id])
    sent = {"version": "1", "decision": "refused", "why": "Too many"}
    as_("director").post(address, sent)
    answer = words(as_("quality-lead").post(address, {**sent, "decision": "agreed"}))
    assert "Invented director has decided this on" in answer
    assert "refused. A decision stands: nothing of what you sent was recorded." in answer


def test_the_page_says_that_a_date_moved_after_a_list_came_in_needs_a_second_person(announced: World, as_: As) -> None:
    for case_type in ("court", "out_of_court"):
        sent_list(announced, case_type)
    inspection, lead = announced.inspection, announced.standing("lead-inspector")
    day, why = date(2027, 4, 12), "The rooms are let"
    set_site_date(inspection=inspection, seen=inspection.version, site_date=day, reason=why, by=lead)
    page = words(as_("lead-inspector").get(reverse("sample", args=[inspection.reference])))
    assert "The site date has been moved since the first list came in" in page
    form = words(as_("lead-inspector").get(reverse("ask_second", args=[inspection.reference])))
    assert "Draw by a site date that was moved after a list had come in: you may go to 0 now" in form
    ask(as_, announced, limited="site_date", number="1")
    waits = words(as_("quality-lead").get(reverse("home")))
    assert "Decide about up to 1 move of the site date after a list had come in Of Eastmere" in waits
