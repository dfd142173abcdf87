"""The page of e-mails: who sees how far which has come, and what they can decide."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from tests.factories.posted import posted, run_all_jobs, sent_emails, undecided
from tests.factories.roles import give_role
from tests.factories.world import World, today
from tests.jobs.jobs_of_tests import go_wrong
from tests.outbox.mail_server import black_hole, nobody_listens
from tests.web.conftest import As
from tests.web.pages.words import words
from trigpoint.cli.site.installation import now
from trigpoint.outbox.models import Message
from trigpoint.people.models import Invitation
from trigpoint.people.standing import operator
from trigpoint.record.models import Event


def page(as_: As, role: str) -> str:
    return words(as_(role).get(reverse("messages")))


def invite(as_: As, by: str, to: str, email: str) -> None:
    typed = {"name": "Newt Hale", "email": email, "role": "data-officer"}
    assert as_(by).post(f"{reverse('invite')}?organisation={to}", typed).status_code == 302


def test_an_invitation_is_seen_by_who_sent_it_and_by_whose_people_it_is_about(world: World, as_: As) -> None:
    invite(as_, "programme-manager", "westmere", "newt@westmere.example")
    invite(as_, "service-manager", "eastmere", "newt@eastmere.example")
    run_all_jobs()
    for role in ("programme-manager", "support-officer"):
        seen = page(as_, role)
        assert "newt@westmere.example What Invitation: Westmere State Sent Tries 1" in seen
        assert "newt@eastmere.example" not in seen
    seen = page(as_, "service-manager")
    assert "newt@eastmere.example What Invitation: Eastmere State Sent" in seen
    assert "westmere" not in seen


def test_a_new_password_is_seen_by_whoever_keeps_its_holder_and_an_unknown_address_by_nobody(
    world: World, as_: As
) -> None:
    for email in (world.people["case-manager"].email, "nobody@x.example"):
        Client().post(reverse("account_reset_password"), {"email": email})
    assert f"{world.people['case-manager'].email} What New password State Waiting" in page(as_, "service-manager")
    for role in ("service-manager", "programme-manager"):
        assert "nobody@x.example" not in page(as_, role)
    assert world.people["case-manager"].email not in page(as_, "programme-manager")


def test_somebody_of_both_sides_shows_the_service_nothing_of_the_inspectorate(world: World, as_: As) -> None:
    manager = world.people["programme-manager"]
    give_role(person=manager, organisation=world.service, role="case-manager", by=operator(today()))
    invite(as_, "programme-manager", "westmere", "newt@westmere.example")
    assert "newt@westmere.example" not in page(as_, "service-manager")


def test_no_page_shows_what_an_email_says(world: World, as_: As) -> None:
    message = undecided(world.service)
    client = as_("service-manager")
    for address in (
        reverse("messages"),
        reverse("send_message_again", args=[message.pk]),
        reverse("leave_message", args=[message.pk]),
    ):
        assert "an-invented-secret" not in client.get(address).content.decode()


def test_one_that_may_have_gone_waits_for_a_decision_and_says_so_at_home(world: World, as_: As) -> None:
    home = reverse("home")
    assert "E-mails" not in words(as_("service-manager").get(home))
    message = undecided(world.service)
    assert "Decide about 1 e-mail that may not have gone" in words(as_("service-manager").get(home))
    for role in ("programme-manager", "case-manager"):
        assert "may not have gone" not in words(as_(role).get(home))
    assert "Somebody has to decide about one e-mail." in page(as_, "service-manager")
    address = reverse("send_message_again", args=[message.pk])
    assert "It may have gone already, and then they get it twice." in words(as_("service-manager").get(address))
    assert as_("service-manager").post(address).headers["Location"] == reverse("messages")
    assert [email.to for email in sent_emails()] == [["newt@x.example"]]
    entry = Event.objects.latest("pk")
    assert (entry.kind, entry.chain_id, entry.after) == (
        "outbox.sent_again",
        "organisation:eastmere",
        {"kind": "invitation"},
    )
    again = as_("service-manager").post(address)
    assert again.status_code == 422
    assert "Nothing is to be decided about this e-mail: its state is &#39;Sent&#39;." in again.content.decode()
    assert len(sent_emails()) == 1
    assert "may not have gone" not in words(as_("service-manager").get(home))


def test_one_that_has_arrived_is_left_as_it_is_and_its_text_goes(world: World, as_: As) -> None:
    message = undecided(world.service)
    assert as_("service-manager").post(reverse("leave_message", args=[message.pk])).status_code == 302
    message.refresh_from_db()
    assert (message.state, message.sealed) == ("left", "")
    assert "newt@x.example What Invitation: Eastmere State Left as it is" in page(as_, "service-manager")
    assert sent_emails() == []


def test_one_whose_text_is_gone_is_not_sent_again_and_says_what_helps(world: World, as_: As) -> None:
    message = undecided(world.service)
    Message.objects.update(sealed="")
    assert "Send again" not in page(as_, "service-manager")
    answer = as_("service-manager").post(reverse("send_message_again", args=[message.pk]))
    assert "The text of this e-mail is no longer kept." in words(answer)


def test_a_withdrawn_invitation_that_has_not_gone_is_not_sent(world: World, as_: As) -> None:
    invite(as_, "service-manager", "eastmere", "newt@eastmere.example")
    as_("service-manager").post(reverse("withdraw_invitation", args=[Invitation.objects.get().pk]))
    assert sent_emails() == []
    assert "State Called back" in page(as_, "service-manager")


def test_of_two_invitations_to_one_role_the_newer_goes_where_the_older_has_not(world: World, as_: As) -> None:
    for _ in range(2):
        invite(as_, "service-manager", "eastmere", "newt@eastmere.example")
    (email,) = sent_emails()
    link = re.search(r"http://testserver(/\S+)", str(email.body))
    assert link
    assert "Accept the invitation" in words(Client().get(link[1]))


@pytest.mark.parametrize("server", ["black hole", "refuses"])
def test_no_page_waits_for_the_mail_server_or_tells_what_it_said(
    server: str, world: World, as_: As, settings: Settings
) -> None:
    """Before, a mail server that never answered took every page down, and one that refused made the reset answer 500."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    with black_hole() as silent:
        # Without the outbox, each of these would wait for an answer for ever: there is no time-out here.
        settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = (silent if server == "black hole" else nobody_listens()), None
        answers = [
            Client().post(reverse("account_reset_password"), {"email": email})
            for email in (world.people["editor"].email, "nobody@x.example")
        ]
        invite(as_, "service-manager", "eastmere", "newt@eastmere.example")
    known, unknown = ((answer.status_code, answer.headers["Location"]) for answer in answers)
    assert known == unknown == (302, reverse("account_reset_password_done"))
    assert Message.objects.filter(state="waiting", tries=0).count() == 3


def test_an_address_as_long_as_can_be_typed_gets_the_same_answer(world: World) -> None:
    longest = f"a@{'.'.join(['b' * 60] * 5)}.example"
    answer = Client().post(reverse("account_reset_password"), {"email": longest})
    assert answer.headers["Location"] == reverse("account_reset_password_done")
    assert Message.objects.get().address == longest


def test_the_page_of_jobs_names_the_failed_ones_and_home_says_whom_to_tell(world: World, as_: As) -> None:
    posted()
    go_wrong.enqueue()
    seen = words(as_("programme-manager").get(reverse("jobs")))
    assert "No job has failed." in seen
    assert "Send an e-mail State Waits since" in seen
    run_all_jobs()
    seen = words(as_("programme-manager").get(reverse("jobs")))
    assert "Go wrong on purpose State Failed" in seen
    assert "Nothing waits." in seen
    # What it said names somebody, and is for the operator's eyes.
    assert "newt@x.example" not in seen
    told = "Tell whoever runs this site that 1 job failed"
    assert told in words(as_("programme-manager").get(reverse("home")))
    assert told not in words(as_("service-manager").get(reverse("home")))


def test_both_pages_say_when_jobs_wait_because_no_worker_runs(world: World, as_: As) -> None:
    posted()
    late, pages = "Jobs have been waiting for more than five minutes", ("jobs", "messages")
    for page_name in pages:
        assert late not in words(as_("programme-manager").get(reverse(page_name)))
    DBTaskResult.objects.update(enqueued_at=now() - timedelta(minutes=6))
    for page_name in pages:
        assert late in words(as_("programme-manager").get(reverse(page_name)))
