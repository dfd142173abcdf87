"""Really parallel transactions: the chain stays whole, and of two who change one thing only one succeeds."""

from functools import partial

import pytest

from tests.record.writers import ADA, NOTED, at_once, note
from trigpoint.people.models import Organisation
from trigpoint.record.chain import Whole, verify
from trigpoint.record.models import Event
from trigpoint.record.versioned import ChangedMeanwhileError, change

pytestmark = pytest.mark.usefixtures("committed")


def test_many_who_write_at_once_leave_one_whole_chain_with_every_entry() -> None:
    results = at_once(*(partial(note, number) for number in range(12)))
    assert [result for result in results if isinstance(result, Exception)] == []
    verified = verify("inspection:one")
    assert isinstance(verified, Whole)
    assert verified.entries == 12
    written = {event.after["what"] for event in Event.objects.all() if event.after}
    assert written == set(range(12))


def test_of_many_who_change_one_thing_at_once_one_succeeds_and_the_others_are_shown_what_it_did() -> None:
    row = Organisation.objects.create(
        kind="service", reference="one", name="Before", short_name="One", name_key="before"
    )

    def rename(number: int) -> Event:
        seen = Organisation.objects.get(pk=row.pk)
        return change(seen, seen=1, to={"name": f"By {number}"}, by=ADA, kind=NOTED, chain="inspection:one")

    results = at_once(*(partial(rename, number) for number in range(8)))
    won = [result for result in results if isinstance(result, Event)]
    lost = [result for result in results if isinstance(result, ChangedMeanwhileError)]
    assert (len(won), len(lost)) == (1, 7)
    row.refresh_from_db()
    assert won[0].before == {"name": "Before"}
    assert won[0].after == {"name": row.name}
    assert row.version == 2
    assert {getattr(result.newer, "name", "") for result in lost} == {row.name}
    assert verify("inspection:one") == Whole(1, won[0].hash)
