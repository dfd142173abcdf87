"""`trigpoint people`: the first account of an installation, and help for who lost their second step."""

from typing import Final

import click
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse

from trigpoint.cli.exits import EXIT_CODES
from trigpoint.cli.site.installation import installation, operator_today
from trigpoint.english import long_date
from trigpoint.people import actions
from trigpoint.people.correcting import correct_account
from trigpoint.people.models import Organisation, Person
from trigpoint.people.permissions import Side
from trigpoint.people.queries import free_reference, organisation_called
from trigpoint.people.roles import RoleKey, roles_of

IN: Final = {"inspectorate": "an inspectorate", "service": "a service", "partner": "a partner organisation"}
KINDS: Final = tuple(IN)


def held_in(kind: str) -> list[str]:
    """The roles that somebody can hold in an organisation of this kind."""
    # A local assessor is a guest on one team, and holds no role in the organisation that employs them.
    return [role.key.value for role in roles_of(Side(kind)) if role.key != RoleKey.LOCAL_ASSESSOR]


def roles_in_words() -> str:
    """Return which roles there are, by kind of organisation."""
    return " ".join(f"In {name}: {', '.join(held_in(kind))}." for kind, name in IN.items())


@click.group(short_help="Invite people, and help those who cannot sign in.")
def people() -> None:
    """People: for whoever runs the installation. Everybody else invites and helps on the site."""


@people.command(short_help="Print an invitation's link.", epilog=EXIT_CODES)
@click.argument("email")
@click.option("--name", required=True, help="Their name, as colleagues should see it.")
@click.option(
    "--role",
    "role_key",
    required=True,
    type=click.Choice([key for kind in KINDS for key in held_in(kind)]),
    metavar="ROLE",
    help=f"The role that they are to hold. {roles_in_words()}",
)
@click.option("--organisation", required=True, metavar="NAME", help="The name or short name of their organisation.")
@click.option("--kind", type=click.Choice(KINDS), help="What the organisation is, where it is not in the register yet.")
@click.option("--address", help="The address of the site, such as https://inspections.example.")
def invite(email: str, name: str, role_key: str, organisation: str, kind: str | None, address: str | None) -> None:
    """Invite EMAIL and print the link for them, to be handed over. The organisation is entered where it is new."""
    with installation():
        _check_is_an_address(email)
        with transaction.atomic():
            employer = _organisation(organisation, kind)
            _check_role(role_key, employer.kind)
            invitation, secret = actions.invite(
                email=email,
                name=name,
                organisation=employer,
                role=role_key,
                days=settings.INVITATION_DAYS,
                by=operator_today(),
            )
        link = (address or settings.SITE_ADDRESS).rstrip("/") + reverse("accept_invitation", args=[secret])
        last = invitation.expires_on
        click.echo(f"Hand this link to {name}. It works once, until {long_date(last)}:\n\n  {link}")


@people.command("remove-second-step", short_help="Free somebody who lost phone and codes.", epilog=EXIT_CODES)
@click.argument("email")
@click.option("--reason", required=True, help="Why, without naming anybody; it stays in the record for good.")
def remove_second_step(email: str, reason: str) -> None:
    """Remove the second step of EMAIL and sign them out everywhere. They set up a new one when they sign in again.

    Make sure first that it is they who ask.
    """
    with installation():
        person = _person(email)
        with transaction.atomic():
            removed, _ = Authenticator.objects.filter(user=person).delete()
            if not removed:
                raise click.ClickException(f"{person.name} has no second step.")
            actions.note_second_step_removed(person=person, reason=reason, by=operator_today())
            for session in UserSession.objects.filter(user=person):
                session.end()
        click.echo(f"{person.name} has no second step now, and is signed out everywhere.")


@people.command("lift-interest", short_help="Lift an interest that somebody declared.", epilog=EXIT_CODES)
@click.argument("email")
@click.argument("service")
@click.option(
    "--reason",
    required=True,
    help="Why it no longer counts, without what it was and without naming anybody; it stays in the record for good.",
)
def lift_interest(email: str, service: str, reason: str) -> None:
    """Lift the interest of EMAIL in SERVICE, for who works for no inspectorate that could lift it.

    SERVICE is its name or short name.
    """
    with installation():
        person, registered = _person(email), organisation_called(service)
        if registered is None or registered.kind != Organisation.Kind.SERVICE:
            raise click.ClickException(f"No service in the register has the name '{service}'.")
        actions.lift_interest(person=person, service=registered, reason=reason, by=operator_today())
        click.echo(f"The interest of {person.name} in {registered.name} is lifted.")


@people.command(short_help="Give an account another name and address.", epilog=EXIT_CODES)
@click.argument("email")
@click.option("--name", help="The name that it is to have; the one that it has, if not given.")
@click.option("--new-email", help="The address that it is to have; the one that it has, if not given.")
@click.option("--reason", required=True, help="Why, without naming anybody; it stays in the record for good.")
def correct(email: str, name: str | None, new_email: str | None, reason: str) -> None:
    """Give the account of EMAIL, and the invitations that it came by, another name or address.

    Pages show the new name at once. The record has neither name, and says that they were corrected.
    """
    with installation():
        person, address = _person(email), (new_email or email).lower()
        _check_is_an_address(address)
        with transaction.atomic():
            correct_account(person=person, name=name or person.name, email=address, reason=reason, by=operator_today())
            # What signing in goes by, beside our own address.
            EmailAddress.objects.filter(user=person).update(email=address)
        click.echo(f"The account is that of {name or person.name} now, {address}.")


def _check_is_an_address(email: str) -> None:
    """Raise ClickException for what is no e-mail address."""
    try:
        validate_email(email)
    except ValidationError:
        raise click.ClickException(f"'{email}' is not an e-mail address.") from None


def _person(email: str) -> Person:
    """The person of this address. Raises ClickException where there is none."""
    person = Person.objects.filter(email__iexact=email).first()
    if person is None:
        raise click.ClickException(f"Nobody here has the address '{email}'.")
    return person


def _organisation(name: str, kind: str | None) -> Organisation:
    """The organisation of this name, entered where it is new. Raises ClickException where its kind is missing."""
    registered = organisation_called(name)
    if registered is None and kind is None:
        raise click.ClickException(
            f"'{name}' is not in the register. Say what it is with --kind, and it is entered: {', '.join(KINDS)}."
        )
    if registered is not None and kind not in {None, registered.kind}:
        raise click.ClickException(f"'{name}' is in the register as {registered.get_kind_display().lower()}.")
    return registered or actions.enter_organisation(
        kind=str(kind), reference=free_reference(name), name=name, short_name=name, by=operator_today()
    )


def _check_role(role_key: str, kind: str) -> None:
    """Raise ClickException for a role that nobody can hold in such an organisation, with those that can be held."""
    keys = held_in(kind)
    if role_key not in keys:
        raise click.ClickException(f"'{role_key}' is not a role in {IN[kind]}. The roles are: {', '.join(keys)}.")
