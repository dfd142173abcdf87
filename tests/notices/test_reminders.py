"""People are reminded by e-mail of what is due within two working days, and of what is late: of each thing once."""

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.mail import EmailMessage

from tests.factories.posted import sent_emails
from tests.factories.world import World, ask
from trigpoint.inspectorate.requests.models import Request
from trigpoint.inspectorate.waiting import reminding
from trigpoint.notices.actions import choose_emails
from trigpoint.notices.models import SummaryLine
from trigpoint.outbox.models import Message
from trigpoint.people.models import Membership

# A Wednesday: what is due on the Friday is due within two working days, what is due on the Monday is not.
WEDNESDAY = datetime(2027, 1, 6, 6, 0, tzinfo=ZoneInfo("Europe/London"))
THURSDAY = datetime(2027, 1, 7, 6, 0, tzinfo=ZoneInfo("Europe/London"))
MANAGER = "service-manager@eastmere.example"


def reminded(at: datetime, address: str = MANAGER) -> list[EmailMessage]:
    """The e-mails that somebody gets by the reminders of a morning."""
    Message.objects.all().delete()
    before = len(sent_emails())
    job: Any = reminding.send_reminders.func
    job(SimpleNamespace(task_result=SimpleNamespace(started_at=at)))
    return [email for email in sent_emails()[before:] if email.to == [address]]


@pytest.fixture
def request_due(announced: World) -> Request:
    """A request that the service has until a Friday to answer."""
    asked = ask(announced, "other", "The file of AB1234")
    Request.objects.filter(pk=asked.pk).update(due=date(2027, 1, 8))
    return asked


def about_the_request(emails: list[EmailMessage]) -> list[str]:
    return [str(email.body) for email in emails if "for something else" in email.body]


def test_what_is_due_within_two_working_days_is_told_once(request_due: Request) -> None:
    bodies = about_the_request(reminded(WEDNESDAY))
    assert len(bodies) == 1
    assert "Eastmere: Request for something else. This is due on 8 January 2027." in bodies[0]
    assert f"https://localhost/service/inspections/eastmere-2027/requests/{request_due.pk}/" in bodies[0]
    assert "AB1234" not in bodies[0]
    assert about_the_request(reminded(THURSDAY)) == []


def test_what_is_due_later_is_not_told_yet(request_due: Request) -> None:
    Request.objects.filter(pk=request_due.pk).update(due=date(2027, 1, 11))
    assert about_the_request(reminded(WEDNESDAY)) == []


def test_what_is_late_is_told_to_whoever_is_to_do_it(
    request_due: Request,
) -> None:
    monday = WEDNESDAY.replace(day=11)
    late = "This was due on 8 January 2027 and is late."
    assert late in about_the_request(reminded(monday))[0]


@pytest.mark.parametrize("role", ["lead-inspector", "programme-manager"])
def test_whoever_sees_to_what_is_late_is_told_without_a_word_of_its_title(request_due: Request, role: str) -> None:
    bodies = [
        str(email.body) for email in reminded(WEDNESDAY.replace(day=11), f"{role}@northland-inspectorate.example")
    ]
    assert any("due on 8 January 2027 and is late" in body for body in bodies)
    assert all("AB1234" not in body for body in bodies)


def test_where_nobody_can_answer_whoever_plans_is_told_without_a_word_of_its_title(
    announced: World, request_due: Request
) -> None:
    Membership.objects.filter(organisation=announced.service).update(ends=date(2027, 1, 1))
    bodies = [str(email.body) for email in reminded(WEDNESDAY, "programme-manager@northland-inspectorate.example")]
    assert any("Invite the service manager" in body for body in bodies)
    assert all("AB1234" not in body for body in bodies)


def test_a_day_that_was_moved_is_told_anew(request_due: Request) -> None:
    reminded(WEDNESDAY)
    Request.objects.filter(pk=request_due.pk).update(due=date(2027, 1, 7))
    assert len(about_the_request(reminded(WEDNESDAY))) == 1


def test_whoever_chose_a_summary_has_reminders_in_it(announced: World, request_due: Request) -> None:
    manager = announced.people["service-manager"]
    choose_emails(person=manager, once_a_day=True, by=announced.standing("service-manager"))
    assert reminded(WEDNESDAY) == []
    assert SummaryLine.objects.filter(person=manager, sentence__contains="due on 8 January 2027").exists()
