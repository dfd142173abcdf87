"""Roles that somebody with an account is given: invited, and accepted, as everybody is."""

from trigpoint.people.actions import accept, invite
from trigpoint.people.models import Organisation, Person
from trigpoint.people.standing import Standing


def give_role(*, person: Person, organisation: Organisation, role: str, by: Standing) -> None:
    """Invite somebody to a role and let them accept it."""
    invitation, _ = invite(email=person.email, name=person.name, organisation=organisation, role=role, days=14, by=by)
    accept(invitation=invitation, name=person.name, password="", on=by.on)
