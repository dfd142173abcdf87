"""A worker that is killed in the middle of an e-mail: it never goes twice, and whoever it concerns is told."""

import os
import signal
import subprocess

import pytest
from django_tasks_db.models import DBTaskResult

from tests.factories.posted import posted, run_all_jobs
from tests.outbox.conftest import Handing
from tests.outbox.mail_server import Mailbox, serving
from tests.outbox.workers import started_worker, take_up_and_run_all
from trigpoint.cli.site.installation import now
from trigpoint.jobs.living import beat
from trigpoint.jobs.running import claim
from trigpoint.outbox.models import Message

pytestmark = pytest.mark.usefixtures("committed")


@pytest.mark.proof
@pytest.mark.parametrize("step", ["at_data", "at_quit"])
def test_killed_while_or_after_handing_over_it_may_have_gone_and_does_not_go_again(
    step: str, hands_to: Handing
) -> None:
    """At the first the server has all of it and has not answered; at the second it has answered that it took it."""
    message, mailbox, workers = posted(), Mailbox(), list[subprocess.Popen[bytes]]()
    setattr(mailbox, step, lambda: os.kill(workers[0].pid, signal.SIGKILL))
    with serving(mailbox) as port:
        workers.append(started_worker(port, "--until-empty"))
        assert workers[0].wait(240) == -signal.SIGKILL
        workers[0].communicate()
        message.refresh_from_db()
        assert (message.state, message.tries) == ("sending", 1)
        setattr(mailbox, step, lambda: None)
        hands_to(port)
        assert take_up_and_run_all() == 1
        message.refresh_from_db()
        assert (message.state, message.tries) == ("uncertain", 1)
        assert message.fault == "The worker stopped while it was handed over."
        assert take_up_and_run_all() == 0
    assert mailbox.recipients == ["newt@x.example"]


def test_killed_before_it_was_taken_in_hand_it_goes_once(hands_to: Handing) -> None:
    message, mailbox = posted(), Mailbox()
    beat("worker-that-dies", now())
    assert claim("worker-that-dies")
    with serving(mailbox) as port:
        hands_to(port)
        assert run_all_jobs() == 0
        assert take_up_and_run_all() == 1
    message.refresh_from_db()
    assert (message.state, message.tries) == ("sent", 1)
    assert len(mailbox.envelopes) == 1


@pytest.mark.proof
def test_told_to_stop_a_worker_finishes_the_email_at_hand_and_leaves_the_others(hands_to: Handing) -> None:
    for number in range(3):
        posted(f"person-{number}@x.example")
    mailbox, workers = Mailbox(), list[subprocess.Popen[bytes]]()
    mailbox.at_data = lambda: os.kill(workers[0].pid, signal.SIGTERM)
    with serving(mailbox) as port:
        workers.append(started_worker(port))
        printed, errors = workers[0].communicate(timeout=240)
    assert (workers[0].returncode, errors) == (0, b"")
    # The others come each hour and each night, and before e-mails.
    assert printed.decode() == "Running jobs - stop with Ctrl-C.\n5 jobs run.\n"
    assert len(mailbox.envelopes) == 1
    assert sorted(Message.objects.values_list("state", flat=True)) == ["sent", "waiting", "waiting"]
    assert DBTaskResult.objects.running().count() == 0
