"""An e-mail goes once: tried again only where the mail server has certainly refused it, and else a person decides."""

from datetime import timedelta
from functools import partial

import pytest
from django.conf import settings
from django.core import mail
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from tests.factories.posted import AT, posted, run_all_jobs
from tests.factories.world import World
from tests.outbox.conftest import Handing
from tests.outbox.mail_server import Mailbox, black_hole, nobody_listens, serving, silent_after_data
from tests.record.writers import at_once
from trigpoint.cli.site.installation import now
from trigpoint.jobs.running import Routine, work
from trigpoint.notices import posting
from trigpoint.outbox.models import Message
from trigpoint.outbox.sealing import Text
from trigpoint.outbox.writing import Concern, post

MINUTES = [1, 5, 15, 60, 180, 360, 720]


def now_due(message: Message) -> None:
    """As if the pause were over."""
    DBTaskResult.objects.filter(status="READY").update(run_after=message.written_at - timedelta(days=365))


@pytest.mark.django_db
def test_an_email_goes_with_an_id_that_is_the_same_at_each_try(hands_to: Handing) -> None:
    message, mailbox = posted(), Mailbox()
    with serving(mailbox) as port:
        hands_to(port)
        run_all_jobs()
    message.refresh_from_db()
    assert (message.state, message.tries, message.fault) == ("sent", 1, "")
    assert mailbox.recipients == ["newt@x.example"]
    assert f"Message-ID: <{message.pk}@inspections.example>" in mailbox.texts[0]
    assert "Auto-Submitted: auto-generated" in mailbox.texts[0]
    assert "http://testserver/an-invented-secret" in mailbox.texts[0]


@pytest.mark.django_db
def test_it_leads_to_where_the_site_is_when_it_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    """It may have waited since before the pages were served, or served elsewhere."""
    with transaction.atomic():
        text = Text("A notice", f"Sign in:\n{posting.address('/account/')}\n")
        post(kind=Message.Kind.NOTICE, address="newt@x.example", text=text, concern=Concern(about="notice:1"), at=AT)
    monkeypatch.setattr(settings, "SITE_ADDRESS", "http://127.0.0.1:8123")
    run_all_jobs()
    assert mail.outbox[-1].body == "Sign in:\nhttp://127.0.0.1:8123/account/\n"


@pytest.mark.django_db
def test_one_that_is_refused_is_tried_again_after_pauses_that_grow_and_then_given_up(hands_to: Handing) -> None:
    message, mailbox = posted(), Mailbox(answer="451 Greylisted, come again")
    with serving(mailbox) as port:
        hands_to(port)
        for tries, minutes in enumerate(MINUTES, start=1):
            assert run_all_jobs() == 1
            message.refresh_from_db()
            assert message.tried_at is not None
            assert (message.state, message.tries) == ("waiting", tries)
            assert message.fault == "The mail server refused it: 451 Greylisted, come again"
            assert message.next_try == message.tried_at + timedelta(minutes=minutes)
            assert run_all_jobs() == 0, "not before the pause is over"
            now_due(message)
        run_all_jobs()
        message.refresh_from_db()
        assert (message.state, message.tries, message.next_try) == ("given-up", 8, None)
        now_due(message)
        assert run_all_jobs() == 0
    assert mailbox.envelopes == []


@pytest.mark.django_db
def test_one_that_was_refused_goes_once_the_server_takes_it(hands_to: Handing) -> None:
    message, mailbox = posted(), Mailbox(answer="550 No such mailbox")
    with serving(mailbox) as port:
        hands_to(port)
        run_all_jobs()
        mailbox.answer = "250 OK"
        now_due(message)
        run_all_jobs()
    message.refresh_from_db()
    assert (message.state, message.tries, message.fault) == ("sent", 2, "")
    assert len(mailbox.envelopes) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("server", "fault"),
    [
        (black_hole, "The mail server did not answer in time."),
        (nobody_listens, "The mail server could not be reached."),
    ],
)
def test_a_server_that_is_never_reached_has_taken_nothing(
    server: object, fault: str, hands_impatiently_to: Handing
) -> None:
    message = posted()
    if server is nobody_listens:
        hands_impatiently_to(nobody_listens())
        run_all_jobs()
    else:
        with black_hole() as port:
            hands_impatiently_to(port)
            run_all_jobs()
    message.refresh_from_db()
    assert (message.state, message.tries, message.fault) == ("waiting", 1, fault)


@pytest.mark.django_db
def test_a_server_that_falls_silent_once_it_has_all_of_it_may_have_taken_it(hands_impatiently_to: Handing) -> None:
    message = posted()
    with silent_after_data() as port:
        hands_impatiently_to(port)
        run_all_jobs()
    message.refresh_from_db()
    assert (message.state, message.fault) == ("uncertain", "The connection broke while it was handed over.")
    now_due(message)
    assert run_all_jobs() == 0


@pytest.mark.django_db
def test_so_may_one_that_breaks_off_instead_of_answering(hands_to: Handing) -> None:
    message, mailbox = posted(), Mailbox(breaks_off=True)
    with serving(mailbox) as port:
        hands_to(port)
        run_all_jobs()
        now_due(message)
        assert run_all_jobs() == 0
    message.refresh_from_db()
    assert message.state == "uncertain"
    assert len(mailbox.envelopes) == 1


@pytest.mark.django_db
def test_a_text_that_another_key_sealed_is_given_up_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    message = posted()
    monkeypatch.setattr(settings, "SECRET_KEY", "changed since")
    run_all_jobs()
    message.refresh_from_db()
    assert message.state == "given-up"
    assert message.fault == "Its text can no longer be read: the site's secret key was changed since."


def test_the_text_is_kept_only_where_somebody_may_send_it_again(world: World, hands_to: Handing) -> None:
    of_organisation, of_account = posted(organisation=world.service), posted()
    with serving(Mailbox(breaks_off=True)) as port:
        hands_to(port)
        run_all_jobs()
    of_organisation.refresh_from_db()
    of_account.refresh_from_db()
    assert of_organisation.sealed
    assert not of_account.sealed


@pytest.mark.proof
@pytest.mark.usefixtures("committed")
def test_of_200_emails_each_goes_once_where_two_workers_race(hands_to: Handing) -> None:
    addresses = [f"person-{number}@x.example" for number in range(200)]
    for address in addresses:
        posted(address)
    mailbox = Mailbox()
    with serving(mailbox) as port:
        hands_to(port)
        counts = at_once(*(partial(work, name, Routine(), now, lambda in_vain: not in_vain) for name in "ab"))
    assert all(isinstance(count, int) and count > 0 for count in counts), counts
    assert sorted(mailbox.recipients) == sorted(addresses)
    assert set(Message.objects.values_list("state", "tries")) == {("sent", 1)}
