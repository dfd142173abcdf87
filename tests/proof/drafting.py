"""Drafts requests of one inspection without end, from two threads, until it is killed: `python -m tests.proof.drafting`."""

import sys
from threading import Thread
from uuid import uuid4

import django

django.setup()

from tests.factories.world import in_days, today  # noqa: E402 - only once Django is set up
from trigpoint.inspectorate.programme.models import Inspection  # noqa: E402
from trigpoint.inspectorate.requests.actions import Wording, draft  # noqa: E402
from trigpoint.people.standing import operator  # noqa: E402


def main() -> None:
    inspection = Inspection.objects.get(reference="eastmere-2026")
    wording = Wording("Diary", "Please send it.", "", in_days(7))

    def go_on() -> None:
        while True:
            draft(form=uuid4(), inspection=inspection, purpose="other", wording=wording, by=operator(today()))

    for _ in range(2):
        Thread(target=go_on, daemon=True).start()
    print("drafting", flush=True)  # noqa: T201 - tells the test that it has begun
    sys.stdin.read()


if __name__ == "__main__":
    main()
