"""How people are reached at work: as each gives it, for the other side of an inspection whose contact they are."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import transaction

from trigpoint.people.access import refuse_unless
from trigpoint.people.kinds import CONTACT_GIVEN
from trigpoint.people.models import Contact, Person
from trigpoint.people.standing import Standing
from trigpoint.record.chains import account_chain
from trigpoint.record.versioned import change
from trigpoint.record.writing import new_row, write


def give_contact(*, person: Person, seen: int, email: str, telephone: str, by: Standing) -> None:
    """Give one's own work e-mail address and telephone number; '' for none. `seen` is 0 where nothing was given yet.

    The record has that it was done, and of what was given a hash. Raises ChangedMeanwhileError.
    """
    refuse_unless(by.person == person.id, "Only they themselves say how somebody is reached.")
    chain, values = account_chain(person.id), {"email": email, "telephone": telephone}
    with transaction.atomic():
        row = Contact.objects.select_for_update().filter(person=person).first()
        if row is not None:
            change(row, seen=seen, to=values, by=by, kind=CONTACT_GIVEN, chain=chain)
            return
        row = Contact.objects.create(person=person, **values)
        write(chain=chain, by=by, kind=CONTACT_GIVEN, thing=new_row(row))


def contacts_of(people: Collection[UUID]) -> Mapping[UUID, Contact]:
    """Person → how they are reached at work, of those who say."""
    return {row.person_id: row for row in Contact.objects.filter(person__in=people)}
