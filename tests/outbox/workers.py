"""A worker in a process of its own, on the database of the tests, so that it can be killed."""

import os
import subprocess
import sys
from datetime import timedelta
from urllib.parse import quote

from django.db import connection

from tests.factories.posted import run_all_jobs
from trigpoint.cli.site.installation import now
from trigpoint.jobs.living import LEASE, take_up


def started_worker(port: int, *options: str) -> subprocess.Popen[bytes]:
    """A worker that hands e-mails to the mail server at a port."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.outbox.worker_settings",
        "DATABASE_URL": address_of_database(),
        "MAIL_PORT_OF_TEST": str(port),
    }
    command = [sys.executable, "-m", "trigpoint", "work", *options]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def address_of_database() -> str:
    own = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{own['NAME']}"
    return f"postgresql://{own['USER']}@{quote(str(own['HOST']), safe='')}/{own['NAME']}"


def take_up_and_run_all() -> int:
    """Whatever a dead worker left, as another worker finds it once the dead one has not been seen for a while."""
    take_up(now() + LEASE + timedelta(seconds=1))
    return run_all_jobs()
