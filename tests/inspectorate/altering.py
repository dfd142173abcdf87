"""What verifying says of everything, and which tables are verified."""

from typing import Final

from django.apps import apps

from tests.factories.samples import KEYS
from trigpoint.inspectorate.verifying.everything import checks
from trigpoint.record.verification import verify_everything
from trigpoint.record.witness import verify_tree

# What waits to be done, and what came of it: nothing that was recorded of an inspection or of its people.
QUEUES: Final = (
    "outbox.Message",
    "notices.SummaryLine",
    "notices.Reminder",
    "jobs.Worker",
    "jobs.Turn",
    "record.HeadDelivery",
    "trigpoint_web.SentForm",
)
OURS = [
    model
    for model in apps.get_models()
    if model.__module__.startswith("trigpoint.") and model._meta.label not in QUEUES
]
# What is not found, and why that is right. Tables of libraries (sessions, second steps, failed sign-ins) are not ours.
NOT_FOUND: Final = {
    "people.Person.password": "changed by its owner, and at sign-in when a stronger hash comes into use",
    "people.Person.last_login": "written at each sign-in, which is not an event",
    "people.Person.devices_revoked": "changed with the password and when somebody signs out everywhere, which are not events",
    "people.Organisation.name_key": "worked out from the name, which is bound; a better rule works it out anew",
    "record.Event.id": "the database's own number; an entry is known by its chain, number and hash",
    "record.Checkpoint.id": "the database's own number; a checkpoint is known by its entry and signature",
}


def faults() -> list[str]:
    """What the command says of everything: of the chains and rows, and of the tree over them."""
    return [*(fault.what for fault in verify_everything(checks(KEYS), lambda _: None).faults), *verify_tree(()).faults]
