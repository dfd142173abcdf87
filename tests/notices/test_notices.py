"""Who gets which e-mail, what stands in it, and when it comes."""

from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse

from tests.factories.posted import run_all_jobs, sent_emails
from tests.factories.world import World, answered, ask, in_days, move_to, person, today
from trigpoint.english import long_date
from trigpoint.inspectorate.programme.actions.planning import cancel_inspection
from trigpoint.inspectorate.programme.actions.team import ask_to_join
from trigpoint.inspectorate.requests.actions import Wording, draft, send_back, withdraw
from trigpoint.jobs.periodic import Every, Periodic
from trigpoint.notices.actions import choose_emails
from trigpoint.notices.models import SummaryLine
from trigpoint.notices.summary import send_summaries
from trigpoint.notices.table import NOTICES
from trigpoint.outbox.models import Message
from trigpoint.people.access import Refusal
from trigpoint.people.actions import declare, end_membership
from trigpoint.people.models import Membership
from trigpoint.people.standing import operator


def addresses(emails: list[EmailMessage]) -> list[str]:
    return sorted(address.partition("@")[0] for email in emails for address in email.to)


def test_what_is_asked_of_the_service_reaches_whoever_may_answer_and_nobody_else(announced: World) -> None:
    ask(announced, "evidence", "The file of AB1234")
    emails = sent_emails()
    # Those of the service's roles that may answer requests (DOMAIN, section 1).
    assert addresses(emails) == [
        "data-officer",
        "deputy-service-manager",
        "director-of-childrens-services",
        "service-manager",
    ]
    email = next(email for email in emails if email.to == ["service-manager@eastmere.example"])
    assert email.subject == "Eastmere: you are asked for 'Evidence in advance'"
    assert "Northland Inspectorate asks Eastmere for 'Evidence in advance'." in email.body
    assert f"The last day to answer is {long_date(in_days(7))}." in email.body
    assert "https://localhost/service/inspections/eastmere-2027/requests/" in email.body


def test_no_email_holds_what_somebody_typed(announced: World) -> None:
    asked = ask(announced, "other", "The file of AB1234")
    assert all("AB1234" not in f"{email.subject} {email.body}" for email in sent_emails())
    assert asked.title == "The file of AB1234"


def test_an_answer_reaches_whoever_deals_with_the_service(announced: World) -> None:
    answered(announced, "evidence")
    emails = [email for email in sent_emails() if "has sent" in email.subject]
    assert addresses(emails) == ["deputy-lead", "lead-inspector", "support-officer"]
    assert emails[0].subject == "Eastmere has sent 'Evidence in advance'"


def test_what_is_sent_back_or_withdrawn_is_told_to_the_service(announced: World) -> None:
    lead = announced.standing("lead-inspector")
    request = answered(announced, "evidence")
    send_back(request=request, seen=request.version, reason="Two pages are missing.", by=lead)
    withdraw(request=request, seen=request.version, reason="We have it now.", by=lead)
    to_manager = [email for email in sent_emails() if email.to == ["service-manager@eastmere.example"]]
    assert [email.subject for email in to_manager] == [
        "Eastmere: you are asked for 'Evidence in advance'",
        "Eastmere: more is needed for 'Evidence in advance'",
        "Eastmere: 'Evidence in advance' is no longer needed",
    ]
    assert all("Two pages" not in email.body for email in to_manager)


def test_a_draft_and_a_draft_that_is_dropped_are_told_to_nobody(announced: World) -> None:
    lead = announced.standing("lead-inspector")
    wording = Wording("Diary", "Please send it.", "", in_days(7))
    drafted = draft(form=uuid4(), inspection=announced.inspection, purpose="other", wording=wording, by=lead)
    withdraw(request=drafted, seen=1, reason="By mistake", by=lead)
    assert sent_emails() == []


def test_nobody_is_told_of_what_they_did_themselves(announced: World) -> None:
    answered(announced, "evidence")
    answers = [email for email in sent_emails() if "has sent" in email.subject]
    assert "service-manager" not in addresses(answers)


def test_the_announcement_and_the_publication_are_told(world: World) -> None:
    move_to(world, "announced")
    told = [email for email in sent_emails() if "is announced" in email.subject]
    assert addresses(told) == [
        "board-chair",
        "case-manager",
        "data-officer",
        "deputy-service-manager",
        "director-of-childrens-services",
        "service-manager",
    ]


def test_a_cancellation_is_told_to_a_service_that_knew_of_the_inspection_and_to_no_other(announced: World) -> None:
    manager = announced.standing("programme-manager")
    for inspection in (announced.inspection, announced.other_inspection):
        by = manager if inspection == announced.inspection else operator(today())
        cancel_inspection(inspection=inspection, seen=inspection.version, reason="A merger", by=by)
    emails = [email for email in sent_emails() if "is cancelled" in email.subject]
    assert {email.subject for email in emails} == {"Eastmere: the inspection is cancelled"}
    to = addresses(emails)
    assert {"service-manager", "board-chair", "lead-inspector", "inspector"} <= set(to)
    assert "programme-manager" not in to
    assert all("merger" not in str(email.body) for email in emails)


def test_whoever_is_asked_to_join_a_team_gets_the_way_to_the_declaration(world: World) -> None:
    editor = person("inspector", world.inspectorate, "Invented Ann", "ann@northland.example")
    by = world.standing("lead-inspector")
    place = ask_to_join(inspection=world.inspection, person=editor, role="inspector", by=by)
    email = sent_emails()[-1]
    assert (email.to, email.subject) == (["ann@northland.example"], "Eastmere: you are asked to join the inspection")
    assert reverse("declare_and_join", args=["eastmere-2027", place.pk]) in email.body


def test_of_a_service_in_which_somebody_has_an_interest_they_are_told_nothing(announced: World) -> None:
    announced.people["deputy-lead"].refresh_from_db()
    declare(service=announced.service, has_interest=True, nature="A relative", by=announced.standing("deputy-lead"))
    answered(announced, "evidence")
    assert "deputy-lead" not in addresses([email for email in sent_emails() if "has sent" in email.subject])


def test_whose_role_has_ended_or_who_can_no_longer_sign_in_is_told_nothing(announced: World) -> None:
    announced.people["director-of-childrens-services"].is_active = False
    announced.people["director-of-childrens-services"].save()
    membership = Membership.objects.get(person=announced.people["deputy-service-manager"])
    Membership.objects.filter(pk=membership.pk).update(starts=in_days(-9))
    membership.refresh_from_db()
    end_membership(membership=membership, seen=1, last=in_days(-1), reason="Moved on", by=operator(today()))
    ask(announced, "evidence")
    assert addresses(sent_emails()) == ["data-officer", "service-manager"]


def test_a_request_that_is_not_sent_after_all_is_told_to_nobody(announced: World) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        ask(announced, "evidence")
        raise RuntimeError("The power fails.")
    assert (Message.objects.count(), SummaryLine.objects.count()) == (0, 0)


def test_whoever_chose_a_summary_gets_one_email_with_everything(announced: World) -> None:
    manager = announced.standing("service-manager")
    choose_emails(person=announced.people["service-manager"], once_a_day=True, by=manager)
    ask(announced, "evidence")
    ask(announced, "figures")
    assert "service-manager" not in addresses(sent_emails())
    send_summaries.enqueue()
    summaries = [email for email in sent_emails() if email.to == ["service-manager@eastmere.example"]]
    assert [email.subject for email in summaries] == ["Your inspections: what happened since yesterday"]
    body = summaries[0].body
    assert body.index("'Evidence in advance'") < body.index("'Context figures'")
    assert body.count("https://localhost/service/inspections/eastmere-2027/requests/") == 2
    send_summaries.enqueue()
    run_all_jobs()
    assert Message.objects.filter(kind="summary").count() == 1


def test_whoever_goes_back_to_single_emails_still_gets_what_waited(announced: World) -> None:
    by, manager = announced.standing("service-manager"), announced.people["service-manager"]
    choose_emails(person=manager, once_a_day=True, by=by)
    ask(announced, "evidence")
    choose_emails(person=manager, once_a_day=False, by=by)
    send_summaries.enqueue()
    assert any("Evidence in advance" in email.body for email in sent_emails() if "since yesterday" in email.subject)


def test_everybody_chooses_for_themselves(world: World) -> None:
    with pytest.raises(Refusal, match="their own"):
        choose_emails(person=world.people["inspector"], once_a_day=True, by=world.standing("lead-inspector"))


def test_a_morning_begins_at_six() -> None:
    job = Periodic("of-tests", send_summaries, Every.MORNING)
    london = ZoneInfo("Europe/London")
    assert job.turn(datetime(2027, 1, 5, 5, 59, tzinfo=london)) == datetime(2027, 1, 4, 6, tzinfo=london)
    assert job.turn(datetime(2027, 1, 5, 6, 0, tzinfo=london)) == datetime(2027, 1, 5, 6, tzinfo=london)


def test_each_notice_has_a_key_of_its_own() -> None:
    assert len({notice.key for notice in NOTICES}) == len(NOTICES)
