"""Correct the name and address of an account, with the invitations that it came by."""

from django.db import transaction
from django.db.models import Q

from trigpoint.people import kinds
from trigpoint.people.access import check_is_a_name, check_reason_given, refuse_unless
from trigpoint.people.models import Contact, Invitation, Person
from trigpoint.people.standing import Standing
from trigpoint.record.bound import new_salt
from trigpoint.record.chains import account_chain, organisation_chain
from trigpoint.record.kinds import Kind
from trigpoint.record.versioned import change
from trigpoint.record.writing import About, write


def correct_account(*, person: Person, name: str, email: str, reason: str, by: Standing) -> None:
    """Give an account another name and address, on request of its owner, or to take a name out for good.

    The invitations that it came by get them as well, and how its owner is reached at work is taken out: they give it
    again. The record has neither old nor new, but that it was done, and why.
    """
    refuse_unless(by.is_operator, "Accounts are corrected at the command line.")
    check_reason_given(reason, "Say why the account is corrected.")
    check_is_a_name("the person", name, 150)
    with transaction.atomic():
        account = Person.objects.select_for_update().get(pk=person.pk)
        taken = Person.objects.filter(email__iexact=email).exclude(pk=person.pk).exists()
        refuse_unless(not taken, f"{email} is the address of another account.")
        invitations = Invitation.objects.select_for_update().select_related("organisation")
        for invitation in invitations.filter(Q(accepted_by=account) | Q(email__iexact=account.email)):
            of_organisation = organisation_chain(invitation.organisation)
            _correct(invitation, name, email, of_organisation, kinds.INVITATION_CORRECTED, reason, by)
        chain = account_chain(account.id)
        _correct(account, name, email, chain, kinds.ACCOUNT_CORRECTED, reason, by)
        nothing, kind = {"email": "", "telephone": ""}, kinds.CONTACT_GIVEN
        for contact in Contact.objects.select_for_update().filter(person=account).exclude(**nothing):
            change(contact, seen=contact.version, to=nothing, by=by, kind=kind, chain=chain, reason=reason)


def _correct(
    row: Person | Invitation, name: str, email: str, chain: str, kind: Kind, reason: str, by: Standing
) -> None:
    columns = ("name", "email")
    # New salts: with the old ones, somebody could still try which name and address it was.
    salts = row.salts | {column: new_salt() for column in columns}
    type(row)._default_manager.filter(pk=row.pk).update(name=name, email=email.lower(), salts=salts)
    write(chain=chain, by=by, kind=kind, thing=About(row, untold=columns), reason=reason)
