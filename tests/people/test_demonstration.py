"""A demonstration's database never becomes an installation for others, and a real one never a demonstration."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.factories.roles import give_role
from tests.factories.world import Kind, World, organisation, person, today
from trigpoint.people.actions import invite
from trigpoint.people.demonstration import (
    MAIL,
    check_database_fits,
    is_demonstration,
    is_empty,
    is_filled,
    mark_demonstration,
)
from trigpoint.people.models import Person
from trigpoint.people.standing import operator
from trigpoint.record.chain import Whole, verify
from trigpoint.record.models import Event

REAL = "this database is no demonstration's"
PRINTED = "this database is a demonstration's, and everybody's password in it is printed"
FILLED_IN = "a demonstration was filled into this database: 1 account at demo.example"


def fits(*, demonstration: bool) -> str:
    """What is said against settings of this kind with the database as it is; '' for nothing."""
    try:
        check_database_fits(demonstration=demonstration)
    except ImproperlyConfigured as error:
        return str(error)
    return ""


def demonstrate() -> Person:
    """An account of the demonstration, as filling it makes them."""
    return person("editor", organisation(Kind.INSPECTORATE, "Invented Inspectorate"), "Amara Vale", f"editor@{MAIL}")


def test_an_empty_database_may_become_either(db: None) -> None:
    assert is_empty()
    assert (fits(demonstration=True), fits(demonstration=False)) == ("", "")


def test_an_empty_database_is_marked_in_its_record_once_and_is_still_empty(db: None) -> None:
    mark_demonstration(today())
    mark_demonstration(today() + timedelta(days=1))
    event = Event.objects.get()
    assert (event.chain_id, event.kind, event.who) == ("installation", "people.demonstration_begun", "operator")
    assert isinstance(verify("installation"), Whole)
    assert (is_empty(), is_demonstration(), is_filled()) == (True, True, False)


def test_a_marked_one_is_refused_by_an_installation_for_others_whatever_is_in_it(db: None) -> None:
    mark_demonstration(today())
    assert PRINTED in fits(demonstration=False)
    demonstrate()
    assert PRINTED in fits(demonstration=False)
    Person.objects.update(is_active=False)
    assert PRINTED in fits(demonstration=False)
    assert fits(demonstration=True) == ""


def test_a_real_one_is_refused_by_settings_for_a_demonstration_and_never_marked(world: World) -> None:
    assert REAL in fits(demonstration=True)
    with pytest.raises(ImproperlyConfigured, match=REAL):
        mark_demonstration(today())
    assert not is_demonstration()
    assert fits(demonstration=False) == ""


def test_a_real_one_that_holds_nothing_but_its_first_invitation_is_real_too(db: None) -> None:
    place = organisation(Kind.INSPECTORATE, "Northland Inspectorate")
    invite(
        email="ada@n.example", name="Ada", organisation=place, role="programme-manager", days=14, by=operator(today())
    )
    assert REAL in fits(demonstration=True)


def test_a_demonstration_that_was_filled_into_a_real_one_is_refused_by_both_until_its_accounts_are_closed(
    world: World,
) -> None:
    # Accounts come by invitation, so a real database has one before anything else.
    give_role(person=world.people["editor"], organisation=world.inspectorate, role="director", by=operator(today()))
    demonstrate()
    assert FILLED_IN in fits(demonstration=False)
    assert REAL in fits(demonstration=True)
    Person.objects.filter(email__endswith=f"@{MAIL}").update(is_active=False)
    assert fits(demonstration=False) == ""
    assert REAL in fits(demonstration=True)


def test_one_that_is_older_than_the_mark_is_known_by_its_accounts_also_after_more_people_were_invited(
    db: None,
) -> None:
    somebody = demonstrate()
    give_role(
        person=somebody, organisation=somebody.memberships.get().organisation, role="director", by=operator(today())
    )
    assert is_demonstration()
    assert PRINTED in fits(demonstration=False)
    mark_demonstration(today())
    assert Event.objects.filter(kind="people.demonstration_begun").count() == 1


def test_where_the_record_fails_nothing_is_marked(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Event, *args: Any, **kwargs: Any) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(Event, "save", broken)
    with pytest.raises(OSError, match="no space left"):
        mark_demonstration(today())
    assert (is_demonstration(), is_empty()) == (False, True)
