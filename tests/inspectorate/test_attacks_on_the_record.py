"""What somebody did who has the database and makes every hash fit: each attack is found, and said in a sentence."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.factories.case_files import drawn, sent
from tests.factories.samples import DRAWN_AT, KEYS
from tests.factories.world import World, ask
from trigpoint.inspectorate.assessment.actions import allocate, say_who_comes
from trigpoint.inspectorate.assessment.models import Allocation
from trigpoint.inspectorate.programme.actions.looking import view_case
from trigpoint.inspectorate.programme.actions.timetabling import set_site_date
from trigpoint.inspectorate.programme.models import Inspection, TeamMember
from trigpoint.inspectorate.sampling.models import CaseList, Draw
from trigpoint.inspectorate.verifying.everything import checks
from trigpoint.people.models import Membership, Person
from trigpoint.record.chain import event_hash
from trigpoint.record.chains import account_chain, inspection_chain, organisation_chain, thing_of
from trigpoint.record.models import Event
from trigpoint.record.verification import Fault, verify_chain, verify_everything


def everything() -> list[Fault]:
    return verify_everything(checks(KEYS), lambda _: None).faults


def faults_of(inspection: Inspection) -> list[str]:
    return [fault.what for fault in verify_chain(inspection_chain(inspection), checks(KEYS)).faults]


def append(chain: str, **values: Any) -> Event:
    """Add an entry by INSERT, which no trigger refuses, with its number and its hashes right."""
    last = Event.objects.filter(chain_id=chain).order_by("-number")[0]
    event = Event(chain_id=chain, number=last.number + 1, previous_hash=last.hash)
    for name, value in {"at": last.at, "who": last.who, "kind": last.kind, "thing": last.thing, **values}.items():
        setattr(event, name, value)
    event.hash = event_hash(event)
    event.save(force_insert=True)
    return event


def viewed(world: World, **values: Any) -> Event:
    reference = world.inspection.reference
    about = {"kind": "programme.case_viewed", "thing": f"case:{reference}/C1", "after": {"case": "C1"}}
    return append(inspection_chain(world.inspection), **about, **values)


def test_an_entry_that_was_put_in_and_dated_before_its_neighbour_is_found(announced: World) -> None:
    first = Event.objects.get(chain_id=inspection_chain(announced.inspection), number=1)
    lead = str(announced.people["lead-inspector"].id)
    entry = viewed(announced, who=lead, at=first.at - timedelta(minutes=1))
    before = entry.number - 1
    assert f"Entry {entry.number} is dated before entry {before}: somebody wrote it by hand." in faults_of(
        announced.inspection
    )


def test_an_entry_that_was_put_in_in_the_name_of_somebody_who_held_no_role_there_is_found(announced: World) -> None:
    stranger = viewed(announced, who=str(announced.people["partner-representative"].id))
    nobody = viewed(announced, who=str(uuid4()))
    assert faults_of(announced.inspection) == [
        f"Entry {stranger.number} names an author who held no role there on that day.",
        f"Entry {nobody.number} names somebody as its author who is not in the register of people.",
    ]


def test_an_entry_that_is_right_in_every_respect_is_for_a_witness_to_find(announced: World) -> None:
    """The limit of what can be verified without a checkpoint that somebody else has kept: docs/operating.md says so."""
    viewed(announced, who=str(announced.people["lead-inspector"].id))
    assert faults_of(announced.inspection) == []


def test_an_entry_of_no_known_kind_or_about_something_of_another_inspection_is_found(announced: World) -> None:
    viewed(announced)
    odd = append(inspection_chain(announced.inspection), kind="nothing.known")
    elsewhere = append(inspection_chain(announced.inspection), thing="case:another-2027/C1")
    other = announced.other_inspection
    append(inspection_chain(announced.inspection), thing=thing_of(other), after={"title": "Another"})
    # What the entry does not say of the other inspection is named as well, as nothing else here does.
    assert [what for what in faults_of(announced.inspection) if "in the database" not in what] == [
        f"Entry {odd.number} is of a kind that there is not: 'nothing.known'.",
        f"Entry {elsewhere.number} is of a kind that there is not: 'nothing.known'.",
        f"Entry {elsewhere.number} is about something that does not belong here: 'case:another-2027/C1'.",
        f"Entry {elsewhere.number + 1} is of a kind that there is not: 'nothing.known'.",
        f"The inspection {other.pk} belongs to '{inspection_chain(other)}', and this record tells of it.",
    ]


@pytest.mark.parametrize("side", ["inspection", "other_inspection"])
def test_a_row_that_was_given_to_another_inspection_is_found_from_either_side(side: str, announced: World) -> None:
    place = TeamMember.objects.filter(inspection=announced.inspection)[0]
    asked = ask(announced)
    TeamMember.objects.filter(pk=place.pk).update(inspection=announced.other_inspection)
    type(asked).objects.filter(pk=asked.pk).update(inspection=announced.other_inspection)
    faults = faults_of(getattr(announced, side))
    for row in (place, asked):
        name = row._meta.verbose_name
        expected = {
            "inspection": f"The {name} {row.pk} belongs to '{inspection_chain(announced.other_inspection)}', "
            "and this record tells of it.",
            "other_inspection": f"No entry tells of the {name} {row.pk} in the database.",
        }[side]
        assert expected in faults


def test_a_role_or_a_person_that_was_taken_away_given_or_put_in_is_found(announced: World) -> None:
    role = Membership.objects.get(person=announced.people["editor"])
    chain = organisation_chain(announced.inspectorate)
    Membership.objects.filter(pk=role.pk).update(role="programme-manager")
    added = Person.objects.create(email="intruder@x.example", name="Nobody invited")
    lead = announced.people["lead-inspector"]
    Person.objects.filter(pk=lead.pk).update(email="intruder@y.example")
    assert everything() == [
        Fault(account_chain(lead.pk), "The person's email is another one in the database than the record tells of."),
        Fault(
            chain, "The membership's role is 'programme-manager' in the database; the record's last word is 'editor'."
        ),
        Fault("", f"No entry tells of the person {added.pk} in the database."),
    ]


def test_a_list_from_which_cases_were_taken_after_it_was_sent_is_found_whatever_else_was_made_to_fit(
    announced: World,
) -> None:
    drawn(announced, 26, 8)
    row = CaseList.objects.get(case_type="court")
    text = "\n".join([*row.frozen.splitlines()[:16], ""])
    CaseList.objects.filter(pk=row.pk).update(frozen=text)
    faults = faults_of(announced.inspection)
    assert f"The list of court that was drawn up on {row.drawn_up} is not the one that its hash names." in faults
    assert f"The list of court that was drawn up on {row.drawn_up} has 15 cases, and was sent with 26." in faults
    assert "Draw 1 is not from the lists that had come in by then." in faults
    assert any(what.startswith("The case list's frozen is") for what in faults)


def test_a_draws_time_and_its_list_are_bound(announced: World) -> None:
    drawn(announced, 8, 8)
    Draw.objects.update(at=DRAWN_AT - timedelta(days=3))
    (what,) = faults_of(announced.inspection)
    assert what.startswith("The draw's at is '")


def test_what_was_altered_before_a_change_is_not_made_right_by_it(announced: World) -> None:
    """A change says what it set, and no more: else whoever changes the stage would vouch for the title."""
    inspection = announced.inspection
    inspection.refresh_from_db()
    Inspection.objects.filter(pk=inspection.pk).update(title="Another", overall="Good")
    day = inspection.site_date + timedelta(days=7) if inspection.site_date else None
    assert day is not None
    lead = announced.standing("lead-inspector")
    set_site_date(inspection=inspection, seen=inspection.version, site_date=day, reason="Moved", by=lead)
    faults = faults_of(inspection)
    assert len(faults) == 2
    assert any("title is 'Another'" in what for what in faults)
    assert any("overall is 'Good'" in what for what in faults)


def test_a_clock_that_was_set_back_writes_no_time_before_the_entry_before(
    announced: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = Event.objects.filter(chain_id=inspection_chain(announced.inspection)).order_by("-number")[0]

    def an_hour_ago() -> datetime:
        return last.at - timedelta(hours=1)

    lead = announced.standing("lead-inspector")
    with monkeypatch.context() as patched:
        patched.setattr(timezone, "now", an_hour_ago)
        view_case(inspection=announced.inspection, case="C1", by=lead)
    written = Event.objects.filter(chain_id=inspection_chain(announced.inspection)).order_by("-number")[0]
    assert (written.number, written.at) == (last.number + 1, last.at)
    assert faults_of(announced.inspection) == []


def test_a_name_that_was_taken_out_of_a_row_cannot_be_guessed_from_the_record(sampled: World) -> None:
    """Its hash stays in the record for good; the salt that would let somebody try names is gone with the name."""
    allocate(inspection=sampled.inspection, by=sampled.standing("lead-inspector"))
    row = Allocation.objects.filter(inspection=sampled.inspection)[0]
    manager = sampled.standing("service-manager")
    say_who_comes(allocation=row, seen=row.version, comes="Bo Marsh", by=manager)
    with_name = Allocation.objects.get(pk=row.pk).salts["comes"]
    say_who_comes(allocation=row, seen=row.version, comes="", by=manager)
    assert with_name not in Allocation.objects.get(pk=row.pk).salts.values()
    assert faults_of(sampled.inspection) == []
    Allocation.objects.filter(pk=row.pk).update(comes="Bo Marsh")
    assert faults_of(sampled.inspection) == [
        "The allocation's comes is another one in the database than the record tells of."
    ]


def test_a_row_that_comes_back_after_the_record_said_that_it_is_gone_is_found(announced: World) -> None:
    sent(announced)
    row = CaseList.objects.get()
    append(inspection_chain(announced.inspection), thing=thing_of(row), before={"case_type": "court"}, after=None)
    what = f"The case list {row.pk}, of which the record says that it is gone, is in the database."
    assert what in faults_of(announced.inspection)
