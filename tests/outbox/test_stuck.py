"""An e-mail is never 'being sent' for ever: what nobody sends any more may have gone, and somebody is told."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import OperationalError
from django_tasks_db.models import DBTaskResult

from tests.factories.posted import AT, posted, run_all_jobs
from tests.factories.world import World
from trigpoint.cli.site.installation import now
from trigpoint.cli.site.periodic import ROUTINE
from trigpoint.jobs.living import beat
from trigpoint.jobs.running import Routine, claim, work
from trigpoint.outbox import sending
from trigpoint.outbox.doubt import doubt_whatever_nobody_sends, doubt_whatever_waits, give_up_what_no_job_sends
from trigpoint.outbox.handing_over import RefusedError
from trigpoint.outbox.models import Message
from trigpoint.outbox.queries import undelivered
from trigpoint.outbox.sending import take_in_hand
from trigpoint.outbox.writing import call_back

UNSTICK = Routine((), ROUTINE.unstick)


def state(message: Message) -> str:
    message.refresh_from_db()
    return message.state


def until_empty(in_vain: bool) -> bool:
    return not in_vain


def stuck(address: str = "newt@x.example") -> Message:
    """Taken in hand by a worker that said nothing any more."""
    message = posted(address)
    assert take_in_hand(message.pk, AT)
    return message


@pytest.mark.usefixtures("committed")
def test_where_the_database_is_lost_once_it_was_taken_it_may_have_gone_and_does_not_go_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def lost(*args: object) -> None:
        raise OperationalError("database or disk is full")

    message = posted()
    with monkeypatch.context() as patched, pytest.raises(OperationalError):
        patched.setattr(sending, "_settle", lost)
        work("first", UNSTICK, now, until_empty)
    assert (state(message), len(mail.outbox)) == ("sending", 1)
    work("second", UNSTICK, now, until_empty)
    assert (state(message), message.fault) == ("uncertain", "The worker stopped while it was handed over.")
    assert len(mail.outbox) == 1
    assert [row.pk for row in undelivered(now())] == [message.pk]


@pytest.mark.django_db
def test_what_a_living_worker_has_in_hand_is_left_to_it_until_it_is_dead() -> None:
    message, at = posted(), now()
    beat("first", at)
    assert claim("first")
    assert take_in_hand(message.pk, at)
    assert doubt_whatever_nobody_sends(at + timedelta(seconds=59)) == 0
    assert state(message) == "sending"
    assert doubt_whatever_nobody_sends(at + timedelta(seconds=61)) == 1
    assert state(message) == "uncertain"


@pytest.mark.django_db
def test_one_whose_job_has_failed_or_was_dropped_may_have_gone() -> None:
    failed, dropped = stuck("failed@x.example"), stuck("dropped@x.example")
    DBTaskResult.objects.filter(args_kwargs__args__0=str(failed.pk)).update(status="FAILED")
    DBTaskResult.objects.filter(args_kwargs__args__0=str(dropped.pk)).delete()
    assert doubt_whatever_nobody_sends(now()) == 2
    assert (state(failed), state(dropped)) == ("uncertain", "uncertain")


@pytest.mark.django_db
def test_one_that_waits_and_has_no_job_any_more_is_given_up() -> None:
    dropped, waits = posted("dropped@x.example"), posted("waits@x.example")
    DBTaskResult.objects.filter(args_kwargs__args__0=str(dropped.pk)).delete()
    assert give_up_what_no_job_sends(AT + timedelta(minutes=59)) == 0
    assert give_up_what_no_job_sends(AT + timedelta(minutes=61)) == 1
    assert (state(dropped), state(waits)) == ("given-up", "waiting")


@pytest.mark.django_db
def test_one_that_is_being_sent_for_more_than_two_minutes_is_undelivered() -> None:
    message = stuck()
    assert list(undelivered(AT + timedelta(minutes=2))) == []
    assert list(undelivered(AT + timedelta(minutes=2, seconds=1))) == [message]


def test_after_a_restore_whatever_waits_may_have_gone_and_texts_are_kept_for_organisations(world: World) -> None:
    waits, sends, account = posted(organisation=world.service), stuck(), posted()
    sent = posted()
    Message.objects.filter(pk=sent.pk).update(state="sent")
    assert doubt_whatever_waits(AT) == 3
    assert [state(message) for message in (waits, sends, account, sent)] == ["uncertain"] * 3 + ["sent"]
    assert (bool(waits.sealed), sends.sealed, account.sealed) == (True, "", "")
    assert run_all_jobs() == 4
    assert len(mail.outbox) == 0


@pytest.mark.django_db
@pytest.mark.parametrize(("taken", "ends"), [(False, "called-back"), (True, "sent")])
def test_one_that_is_called_back_while_it_is_handed_over_is_not_tried_again(
    taken: bool, ends: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hand_over(email: EmailMessage) -> None:
        call_back("invitation:1", AT)
        if not taken:
            raise RefusedError("451 Come again")

    monkeypatch.setattr(sending, "hand_over", hand_over)
    message = posted()
    run_all_jobs()
    assert (state(message), message.sealed, message.next_try) == (ends, "", None)
    assert DBTaskResult.objects.filter(status="READY").count() == 0
