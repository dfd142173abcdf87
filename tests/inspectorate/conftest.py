"""What the tests of verifying share: a world with a row in every table of ours, and an intruder in it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from django.db import connection, transaction

from tests.access.walking import Walked
from tests.factories.samples import KEYS
from tests.factories.world import World, today
from tests.locks import lock_record, unlock_record
from trigpoint.inspectorate.parts.kinds import FILLED
from trigpoint.inspectorate.parts.models import Contents
from trigpoint.inspectorate.programme.actions.planning import cancel_inspection
from trigpoint.inspectorate.publishing.kinds import REPORT_SIGNED
from trigpoint.inspectorate.publishing.models import Signature
from trigpoint.inspectorate.sampling.actions.second_decisions import ask_second, decide_second
from trigpoint.inspectorate.sampling.actions.seeds import withdraw_seed
from trigpoint.inspectorate.sampling.limits import limit_of
from trigpoint.inspectorate.sampling.queries import waiting_seed
from trigpoint.notices.actions import choose_emails
from trigpoint.people.contacts import give_contact
from trigpoint.people.standing import operator
from trigpoint.record.chains import inspection_chain
from trigpoint.record.checkpoints import sign
from trigpoint.record.heads import take_head
from trigpoint.record.writing import new_row, write
from trigpoint.rules.steering import Limited


@pytest.fixture
def everything(walked: Walked, tmp_path: Path) -> Iterator[World]:
    """A world with a row in every table of ours, and no triggers: whoever owns a database can drop them."""
    world, _ = walked
    chain, by = inspection_chain(world.inspection), operator(today())
    with transaction.atomic():
        old = Contents.objects.create(inspection=world.inspection, version=1, body="{}", digest=_SHA256_OF_BRACES)
        after = {"version": 1, "digest": old.digest}
        write(chain=chain, by=by, kind=FILLED, thing=new_row(old), after=after)
    sign(chain=chain, folder=tmp_path, name="inspections.example", by=by)
    # What is withdrawn or cancelled says more than what is not: without a row of each some columns could not change.
    seed, lead = waiting_seed(world.inspection), world.standing("lead-inspector")
    assert seed is not None
    withdraw_seed(seed=seed, seen=seed.version, reason="Another list", keys=KEYS, by=lead)
    other = world.other_inspection
    cancel_inspection(inspection=other, seen=other.version, reason="Planned by mistake", by=by)
    limit = limit_of(world.inspection, Limited.EXCLUDED, 0)
    asked = ask_second(inspection=world.inspection, limit=limit, number=9, why="Many have moved", by=lead)
    decide_second(decision=asked, seen=1, agreed=True, why="I looked", by=world.standing("director"))
    choose_emails(person=world.people["lead-inspector"], once_a_day=True, by=lead)
    person = world.people["lead-inspector"]
    give_contact(person=person, seen=0, email="lead@work.example", telephone="0161 496 0000", by=lead)
    told = {
        "number": 1,
        "inspection_id": world.inspection.pk,
        "contents": _SHA256_OF_BRACES,
        "signed_by_id": world.people["director"].pk,
        "signed_on": today(),
        "publish_on": today(),
    }
    with transaction.atomic():
        # A report is signed at a stage to which this world does not come.
        write(chain=chain, by=by, kind=REPORT_SIGNED, thing=new_row(Signature.objects.create(**told)), after=told)
    take_head(folder=tmp_path, name="inspections.example", by=by)
    connection.check_constraints()  # PostgreSQL drops no trigger while something is still to be checked
    unlock_record()
    yield world
    lock_record()


# Of the two bytes '{}', by sha256sum.
_SHA256_OF_BRACES: Final = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
