"""What can be done among people: enter an organisation, invite, accept, give and end roles, declare an interest.

Each action checks who may, changes and records in one transaction.
"""

import hashlib
from contextlib import suppress
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.crypto import get_random_string

from trigpoint.people import kinds
from trigpoint.people.access import (
    Limits,
    check_can_accept,
    check_can_end_membership,
    check_can_invite,
    check_can_lift,
    check_can_stand_in_an_email,
    check_can_withdraw_invitation,
    check_declaration,
    check_does_not_hold,
    check_gives_to_somebody_else,
    check_has_none_declared_before,
    check_is_a_name,
    check_name_is_free,
    check_reason_given,
    check_within_limits,
    refuse_unless,
)
from trigpoint.people.devices import revoke_devices
from trigpoint.people.models import Declaration, Invitation, Membership, Organisation, Person
from trigpoint.people.names import fault_in_name
from trigpoint.people.permissions import Permission
from trigpoint.people.queries import (
    homes_of,
    in_force,
    lock_names,
    lock_organisation,
    newest_declaration,
    organisation_named,
    sender_of,
)
from trigpoint.people.roles import role as role_of
from trigpoint.people.standing import Standing
from trigpoint.record.chains import account_chain, interests_chain, organisation_chain
from trigpoint.record.versioned import change
from trigpoint.record.writing import About, new_row, time_of_next, write
from trigpoint.sameness import name_key


def enter_organisation(*, kind: str, reference: str, name: str, short_name: str, by: Standing) -> Organisation:
    """Enter a service or a partner into the register; an inspectorate only at the command line.

    Raises Refusal for who may not, and where the name is taken.
    """
    if not by.is_operator:
        refuse_unless(kind != Organisation.Kind.INSPECTORATE, "Inspectorates are set up at the command line.")
        refuse_unless(by.has_anywhere(Permission.KEEP_REGISTER), "You cannot change the register of services.")
    check_is_a_name("the organisation", name, 200)
    with transaction.atomic():
        lock_names()
        taken = Organisation.objects.filter(reference=reference).exists()
        refuse_unless(not taken, f"There is an organisation with the reference '{reference}' already.")
        check_name_is_free(organisation_named(name))
        after = {"kind": kind, "reference": reference, "name": name, "short_name": short_name}
        entered = Organisation.objects.create(**after, name_key=name_key(name))
        chain = organisation_chain(entered)
        write(chain=chain, by=by, kind=kinds.ORGANISATION_ENTERED, thing=new_row(entered), after=after)
    return entered


def invite(
    *,
    email: str,
    name: str,
    organisation: Organisation,
    role: str,
    days: int,
    by: Standing,
    limits: Limits = Limits(),  # noqa: B008 - a value that nothing changes
) -> tuple[Invitation, str]:
    """Invite somebody, for so many days. Return the invitation and the secret of its link, which is kept nowhere.

    It takes the place of an open invitation of the same person to the same role. `limits` do not bind the operator.
    """
    check_can_invite(by, organisation, role)
    check_is_a_name("the person", name, 150)
    check_can_stand_in_an_email(name, organisation)
    person = Person.objects.filter(email__iexact=email).first()
    check_gives_to_somebody_else(by, person.id if person else None)
    holds = person is not None and _memberships_from(person, organisation, by.on).filter(role=role).exists()
    check_does_not_hold(by, organisation, role, person.name if person and holds else "")
    secret = get_random_string(40)
    with transaction.atomic():
        _check_sends_few(by, limits)
        # Of two invitations at once to one role, the second waits here, then withdraws the first.
        lock_organisation(organisation)
        for older in _open().filter(email__iexact=email, organisation=organisation, role=role):
            _withdraw(older, by)
        invitation = Invitation.objects.create(
            email=email.lower(),
            name=name,
            organisation=organisation,
            role=role,
            invited_by_id=by.person,
            sent_on=by.on,
            expires_on=by.on + timedelta(days=days),
            token_hash=token_hash(secret),
        )
        after = {"role": role, "expires_on": invitation.expires_on}
        chain = organisation_chain(organisation)
        write(chain=chain, by=by, kind=kinds.PERSON_INVITED, thing=new_row(invitation), after=after)
    return invitation, secret


def withdraw_invitation(*, invitation: Invitation, by: Standing) -> None:
    """Call an invitation back: its link opens nothing any more. Raises Refusal where it is accepted or withdrawn."""
    with transaction.atomic():
        locked = Invitation.objects.select_for_update().select_related("organisation").get(pk=invitation.pk)
        check_can_withdraw_invitation(by, locked)
        _withdraw(locked, by)


def accept(*, invitation: Invitation, name: str, password: str, on: date) -> Person:
    """Accept an invitation: the person gets an account (or, with one already, keeps name and password) and the role.

    Raises Refusal for an invitation that is used or has run out, or where the role or the account is in the way; of two
    acceptances at the same time, for the second.
    """
    with transaction.atomic():
        invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
        check_can_accept(invitation, on, sender_of(invitation, on))
        person = _person_of(invitation, name, password, on)
        # Asked again: since it was sent, the inviter may have taken on the address that it went to.
        refuse_unless(person.id != invitation.invited_by_id, "You cannot accept an invitation that you sent.")
        Invitation.objects.filter(pk=invitation.pk, accepted_by=None).update(accepted_by=person)
        membership = _give_role(person, invitation.organisation, invitation.role, on)
        after = {"role": invitation.role, "person_id": person.id, "accepted_by_id": person.id}
        chain = organisation_chain(invitation.organisation)
        by, about = Standing(person.id, person.name, on), About(invitation, new=(membership,))
        write(chain=chain, by=by, kind=kinds.INVITATION_ACCEPTED, thing=about, after=after)
    return person


def enter_person(
    *, email: str, name: str, password: str, organisation: Organisation, role: str, by: Standing
) -> Person:
    """Make an account with a role without an invitation: the first of an installation, at the command line."""
    refuse_unless(by.is_operator, "People are invited, not entered.")
    check_can_invite(by, organisation, role)
    with transaction.atomic():
        refuse_unless(not Person.objects.filter(email__iexact=email).exists(), f"{email} has an account already.")
        person = Person(email=email.lower(), name=name)
        person.set_password(password)
        person.save(force_insert=True)
        _note_account_made(person, by)
        membership = _give_role(person, organisation, role, by.on)
        after = {"person_id": person.id, "role": role, "starts": by.on}
        chain = organisation_chain(organisation)
        write(chain=chain, by=by, kind=kinds.ROLE_GIVEN, thing=new_row(membership), after=after)
    return person


def end_membership(*, membership: Membership, seen: int, last: date, reason: str, by: Standing) -> None:
    """End a role after its last day. Raises ChangedMeanwhileError where someone else changed it since it was seen."""
    check_can_end_membership(by, membership, last)
    check_reason_given(reason, "Say why the role ends.")
    chain = organisation_chain(membership.organisation)
    with transaction.atomic():
        change(membership, seen=seen, to={"ends": last}, by=by, kind=kinds.ROLE_ENDED, chain=chain, reason=reason)


def declare(*, service: Organisation, has_interest: bool, nature: str, by: Standing) -> Declaration:
    """Declare that one has no interest in a service, or which. What it is stays out of the record: it can be erased."""
    check_declaration(by, service, has_interest=has_interest, nature=nature)
    declared = "an interest" if has_interest else "no interest"
    with transaction.atomic():
        # The newest declaration counts, so two of one person come one after the other, at the record's own time.
        person = Person.objects.select_for_update().get(pk=by.author)
        if not has_interest:
            check_has_none_declared_before(newest_declaration(person.id, service.id), service)
        kind, chain = kinds.INTEREST_DECLARED, interests_chain(service)
        at = time_of_next(chain, kind)
        declaration = Declaration.objects.create(
            person=person,
            service=service,
            has_interest=has_interest,
            nature=nature if has_interest else "",
            declared_at=at,
        )
        after = {"declared": declared, "service": service.name}
        write(chain=chain, by=by, kind=kind, thing=new_row(declaration, at), after=after)
    return declaration


def lift_interest(*, person: Person, service: Organisation, reason: str, by: Standing) -> Declaration:
    """Lift an interest that somebody declared and that is no more. Nobody lifts their own."""
    check_reason_given(reason, "Say why the interest no longer exists.")
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        homes = homes_of([person.id], by.on)[person.id]
        check_can_lift(by, person, homes, service, newest_declaration(person.id, service.id))
        kind, chain = kinds.INTEREST_LIFTED, interests_chain(service)
        at = time_of_next(chain, kind)
        lifting = Declaration.objects.create(
            person=person, service=service, has_interest=False, lifted=True, declared_at=at
        )
        after = {"person_id": person.id, "service": service.name}
        write(chain=chain, by=by, kind=kind, thing=new_row(lifting, at), after=after, reason=reason)
    return lifting


def note_second_step_removed(*, person: Person, reason: str, by: Standing) -> None:
    """Record that somebody's second step was removed, with each organisation that they work for.

    The step itself is the sign-in's own affair; this belongs in the transaction that removes it.
    """
    refuse_unless(by.is_operator, "A second step is removed at the command line.")
    check_reason_given(reason, "Say why the second step is removed.")
    with transaction.atomic():
        revoke_devices(person)
        # Each organisation has to learn that a sign-in of one of its people was made weaker for a while.
        memberships = person.memberships.filter(in_force(by.on))
        for organisation in Organisation.objects.filter(memberships__in=memberships).distinct():
            after, chain = {"person_id": person.id}, organisation_chain(organisation)
            write(chain=chain, by=by, kind=kinds.SECOND_STEP_REMOVED, thing=person, after=after, reason=reason)


def token_hash(secret: str) -> str:
    """Return what is kept of the secret in an invitation's link."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _open() -> QuerySet[Invitation]:
    return Invitation.objects.filter(accepted_by=None, withdrawn_on=None)


def _check_sends_few(by: Standing, limits: Limits) -> None:
    """Raise Refusal where somebody has sent as many invitations as they may. Two of one person wait for one another."""
    if by.person is None:
        return
    Person.objects.select_for_update().get(pk=by.person)
    sent = Invitation.objects.filter(invited_by=by.person)
    unanswered = _open().filter(invited_by=by.person, expires_on__gte=by.on)
    check_within_limits(limits, unanswered.count(), sent.filter(sent_on=by.on).count())


def _withdraw(invitation: Invitation, by: Standing) -> None:
    Invitation.objects.filter(pk=invitation.pk).update(withdrawn_on=by.on)
    write(
        chain=organisation_chain(invitation.organisation),
        by=by,
        kind=kinds.INVITATION_WITHDRAWN,
        thing=invitation,
        before={"role": invitation.role},
        after={"withdrawn_on": by.on},
    )


def _person_of(invitation: Invitation, name: str, password: str, on: date) -> Person:
    """The person whose address an invitation was sent to, locked until the transaction ends; a new account if need be.

    Two invitations to one new address may be accepted at once: the second finds the account of the first.
    """
    accounts = Person.objects.select_for_update().filter(email__iexact=invitation.email)
    if not accounts.exists():
        # It will stand in the e-mails to whoever they invite.
        fault = fault_in_name(name)
        refuse_unless(not fault, f"{fault}.")
        new = Person(email=invitation.email, name=name)
        new.set_password(password)
        with suppress(IntegrityError), transaction.atomic():
            new.save(force_insert=True)
            _note_account_made(new, Standing(new.id, new.name, on))
    person = accounts.get()
    refuse_unless(person.is_active, "Your account is closed. Ask the person who invited you to have it opened again.")
    return person


def _note_account_made(person: Person, by: Standing) -> None:
    """Record that an account was made. Of name and address the record has hashes alone."""
    after = {"reference": person.id}
    write(chain=account_chain(person.id), by=by, kind=kinds.ACCOUNT_MADE, thing=new_row(person), after=after)


def _memberships_from(person: Person, organisation: Organisation, on: date) -> QuerySet[Membership]:
    """The roles for an organisation that somebody holds on a day, or is to hold later."""
    return Membership.objects.filter(Q(ends=None) | Q(ends__gte=on), person=person, organisation=organisation)


def _give_role(person: Person, organisation: Organisation, role: str, starts: date) -> Membership:
    title = role_of(role).title
    refuse_unless(
        not _memberships_from(person, organisation, starts).filter(role=role).exists(),
        f"{person.name} holds the role '{title}' for {organisation.name} already.",
    )
    return Membership.objects.create(person=person, organisation=organisation, role=role, starts=starts)
