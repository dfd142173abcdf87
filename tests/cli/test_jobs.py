"""The jobs and the outbox at the command line: what waits, what has failed, and what an operator does about it."""

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult

from tests.cli.running import InProcess, from_json
from tests.cli.test_site import TRIGPOINT, run, settings_of
from tests.factories.posted import posted, run_all_jobs, sent_emails, undecided
from tests.factories.world import World
from tests.jobs.jobs_of_tests import go_wrong
from trigpoint.cli.site.installation import now
from trigpoint.cli.site.work import Pace
from trigpoint.outbox.models import Message
from trigpoint.outbox.sending import take_in_hand
from trigpoint.record.models import Event

FOUND, IN_VAIN = False, True
GONE = "00000000-0000-4000-8000-000000000000"


@pytest.mark.django_db
def test_a_failed_job_is_listed_explained_and_run_again_or_dropped(trigpoint: InProcess) -> None:
    well = trigpoint("jobs", "list")
    assert (well.code, well.out) == (0, "0 waiting, 0 at work, 0 failed; 0 workers alive.\n")
    go_wrong.enqueue()
    run_all_jobs()
    job = str(DBTaskResult.objects.get().pk)
    listed = trigpoint("jobs", "list")
    assert (listed.code, listed.out.splitlines()[0]) == (1, f"{job}  failed   Go wrong on purpose: WentWrongError")
    assert "newt@x.example" not in listed.out
    assert "WentWrongError: it names newt@x.example" in trigpoint("jobs", "show", job).out
    as_json = from_json(trigpoint("jobs", "list", "--json").out)
    assert (as_json["failed"], as_json["jobs"][0]["id"]) == (1, job)
    again = trigpoint("jobs", "again", job)
    assert (again.code, again.out) == (0, "Ready to be run again: Go wrong on purpose.\n")
    refused = trigpoint("jobs", "drop", job)
    assert (refused.code, "This job has not failed: it is ready." in refused.err) == (2, True)
    run_all_jobs()
    assert trigpoint("jobs", "drop", job).code == 0
    assert trigpoint("jobs", "list").code == 0
    assert "There is no job" in trigpoint("jobs", "show", GONE).err


def test_an_email_that_may_have_gone_is_listed_and_sent_again_or_left(trigpoint: InProcess, world: World) -> None:
    message, account = undecided(world.service), posted("known@x.example")
    listed = trigpoint("outbox", "list")
    assert listed.code == 1
    assert f"{message.pk}  May have gone, 1 try: It broke." in listed.out
    assert "Invitation to newt@x.example, written 2027-01-05 09:00 UTC" in listed.out
    assert "1 e-mail not delivered." in listed.out
    assert "known@x.example" not in listed.out
    assert "known@x.example" in trigpoint("outbox", "list", "--all").out
    assert "an-invented-secret" not in trigpoint("outbox", "list", "--all").out
    assert trigpoint("outbox", "again", str(message.pk)).out == "It waits to be sent again.\n"
    assert Event.objects.latest("pk").kind == "outbox.sent_again"
    assert sorted(email.to[0] for email in sent_emails()) == ["known@x.example", "newt@x.example"]
    assert trigpoint("outbox", "list").code == 0
    refused = trigpoint("outbox", "leave", str(message.pk))
    assert (refused.code, "its state is 'Sent'" in refused.err) == (2, True)
    Message.objects.filter(pk=account.pk).update(state="given-up")
    assert "The text of this e-mail is no longer kept." in trigpoint("outbox", "again", str(account.pk)).err
    assert trigpoint("outbox", "leave", str(account.pk)).code == 0
    assert "There is no e-mail" in trigpoint("outbox", "again", GONE).err


def test_without_a_worker_somebody_at_the_command_line_decides(trigpoint: InProcess, world: World) -> None:
    message = posted(organisation=world.service)
    assert take_in_hand(message.pk, now() - timedelta(minutes=3))
    assert f"{message.pk}  Being sent, 1 try" in trigpoint("outbox", "list").out
    assert trigpoint("outbox", "leave", str(message.pk)).code == 0
    message.refresh_from_db()
    assert message.state == "left"


@pytest.mark.proof
def test_for_a_timer_the_jobs_are_run_until_none_waits(installed: Path) -> None:
    """The night's job is due when a worker first looks."""
    ended = run(installed, "work", "--until-empty")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "4 jobs run.\n", "")
    assert run(installed, "work", "--until-empty").stdout == "0 jobs run.\n"


def test_a_worker_goes_on_until_a_signal_and_beside_another_process_until_that_has_ended() -> None:
    alone, beside = Pace(until_empty=False, beside=None), Pace(until_empty=False, beside=os.getppid())
    assert alone.go_on(FOUND)
    assert beside.go_on(FOUND)
    alone.stop(signal.SIGTERM, None)
    assert not alone.go_on(FOUND)
    assert not alone.go_on(IN_VAIN)
    assert not Pace(until_empty=False, beside=os.getpid()).go_on(FOUND)


@pytest.mark.proof
@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGKILL])
def test_the_demonstration_sends_its_emails_as_files_and_its_worker_ends_with_it(
    installed: Path, ending: signal.Signals
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(TRIGPOINT), "serve", "--port", str(port), "--workers", "1"]
    serving = subprocess.Popen(command, env=settings_of(installed), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        until(lambda: ask_for_a_password(f"http://127.0.0.1:{port}", "nobody@x.example"))
        until(lambda: len(list((installed / "mail").glob("*.log"))) == 1)
        workers = children_of(serving.pid, "work")
        assert len(workers) == 1
    finally:
        serving.send_signal(ending)
        serving.wait(60)
    until(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))
    serving.communicate()


def ask_for_a_password(site: str, email: str) -> bool:
    """Whether the site has taken a question for a new password; not while it does not serve yet."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    address = f"{site}/sign-in/password/"
    try:
        form = opener.open(address, timeout=20).read().decode()
    except OSError:
        return False
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
    assert token
    typed = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1], "email": email}).encode()
    return "Check your e-mail" in opener.open(address, typed, timeout=20).read().decode()


def children_of(process: int, command: str) -> list[int]:
    """The children of a process that were started with a word among their arguments."""
    children = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int(folder.joinpath("stat").read_text().rpartition(")")[2].split()[1])
            words = folder.joinpath("cmdline").read_text().split("\0")
        except OSError:  # it has ended meanwhile
            continue
        if parent == process and command in words:
            children.append(int(folder.name))
    return children


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds, at most two minutes."""
    for _ in range(600):
        if holds():
            return
        time.sleep(0.2)
    pytest.fail("It did not come about within two minutes.")
