"""Questions about people and organisations. Nothing is changed here."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import count
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.text import slugify

from trigpoint.people.models import Declaration, Invitation, Membership, Organisation, Person
from trigpoint.people.permissions import Side
from trigpoint.people.roles import role
from trigpoint.people.standing import HeldRole, Homes, Standing
from trigpoint.sameness import name_key


def in_force(on: date) -> Q:
    """Roles that are held on a day: its first and its last day belong to a role."""
    return Q(starts__lte=on) & (Q(ends=None) | Q(ends__gte=on))


def organisation_roles(person: Person, on: date) -> tuple[HeldRole, ...]:
    """The roles that a person holds on a day for whole organisations."""
    rows = person.memberships.filter(in_force(on)).select_related("organisation").order_by("starts", "role")
    return tuple(HeldRole(role(row.role), row.organisation_id, row.organisation.name) for row in rows)


def standing_in_organisations(person: Person, on: date) -> Standing:
    """What a person holds on a day for whole organisations, and the services with which they have a conflict.

    Places on teams come on top: `programme.queries.standing_of` is what a request goes by.
    """
    roles = organisation_roles(person, on)
    works_for = frozenset(held.organisation for held in roles if held.role.side is Side.SERVICE)
    # Worked out for every request and never stored: who declares an interest is out from that moment.
    return Standing(person.id, person.name, on, roles, conflicts=works_for | interests_of(person.id))


def open_invitations(organisations: Iterable[UUID], on: date) -> QuerySet[Invitation]:
    """Invitations to these organisations that have been neither accepted nor run out."""
    return Invitation.objects.filter(
        organisation__in=list(organisations), accepted_by=None, withdrawn_on=None, expires_on__gte=on
    ).select_related("organisation", "invited_by")


def sender_of(invitation: Invitation, on: date) -> Standing | None:
    """What the sender of an invitation holds on a day: nothing once their account is closed; None for the operator."""
    sender = invitation.invited_by
    if sender is None:
        return None
    return standing_in_organisations(sender, on) if sender.is_active else Standing(sender.id, sender.name, on)


def roles_held_for(organisation: UUID, on: date) -> tuple[Membership, ...]:
    """The roles held for an organisation on a day, by name, with their holders."""
    rows = Membership.objects.filter(in_force(on), organisation=organisation).select_related("person", "organisation")
    return tuple(sorted(rows.order_by("pk"), key=lambda row: (name_key(row.person.name), row.starts)))


def invited_elsewhere(by: Standing, organisations: Iterable[UUID]) -> QuerySet[Invitation]:
    """The open invitations that somebody has sent to organisations other than these."""
    unanswered = Invitation.objects.filter(
        invited_by=by.person, accepted_by=None, withdrawn_on=None, expires_on__gte=by.on
    )
    return unanswered.exclude(organisation__in={*organisations, *by.conflicts}).select_related(
        "organisation", "invited_by"
    )


def free_reference(name: str) -> str:
    """Return a reference for a new organisation of this name: of letters that addresses have, and not taken yet."""
    begun = slugify(name)[:76].strip("-") or "organisation"
    taken = {"new", *Organisation.objects.filter(reference__startswith=begun).values_list("reference", flat=True)}
    numbered = (begun if number == 1 else f"{begun}-{number}" for number in count(1))
    return next(reference for reference in numbered if reference not in taken)


def organisation_named(name: str) -> Organisation | None:
    """The organisation of a name, however it is typed (see `sameness`); None where there is none."""
    # Two that were entered before both counted as one name are each found by their own spelling.
    exactly = Organisation.objects.filter(name=name).first()
    return exactly or Organisation.objects.filter(name_key=name_key(name)).first()


def other_of_name(name: str, than: UUID) -> Organisation | None:
    """Another organisation of a name, however it is typed; None where there is none."""
    return Organisation.objects.filter(name_key=name_key(name)).exclude(pk=than).first()


def with_name_like(organisations: QuerySet[Organisation], asked: str) -> QuerySet[Organisation]:
    """Those of some organisations whose name or short name holds what was asked for, however either is typed."""
    wanted = name_key(asked)
    # The database has no key of short names: those of a few hundred organisations are compared here.
    others = organisations.exclude(name_key__contains=wanted).values_list("pk", "short_name")
    by_short_name = [pk for pk, short_name in others if wanted in name_key(short_name)]
    return organisations.filter(Q(name_key__contains=wanted) | Q(pk__in=by_short_name))


def organisation_called(name: str) -> Organisation | None:
    """The organisation of a name, or the only one of that short name, however it is typed; None where there is none."""
    of_short_name = [row for row in Organisation.objects.all() if name_key(row.short_name) == name_key(name)]
    return organisation_named(name) or (of_short_name[0] if len(of_short_name) == 1 else None)


def lock_organisation(organisation: Organisation) -> None:
    """Lock an organisation: nobody else changes what belongs to it until the transaction ends."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)


def lock_names() -> None:
    """Let one transaction at a time give names: of two that use one at the same time, the second finds the first."""
    list(Organisation.objects.select_for_update().filter(kind=Organisation.Kind.INSPECTORATE).order_by("pk"))


def services() -> QuerySet[Organisation]:
    """Every service, by name."""
    return Organisation.objects.filter(kind=Organisation.Kind.SERVICE)


def without_conflicts(organisations: QuerySet[Organisation], by: Standing) -> QuerySet[Organisation]:
    """The organisations that somebody may see from the inspectorate's side: see `Standing.stands_apart_from`."""
    return organisations.exclude(pk__in=by.conflicts)


def homes_of(people: Collection[UUID], on: date) -> Mapping[UUID, Homes]:
    """Person → the organisations that they work for on a day, each with its side."""
    homes: dict[UUID, Homes] = dict.fromkeys(people, frozenset())
    rows = Membership.objects.filter(in_force(on), person__in=people).values_list("person", "organisation", "role")
    for person, organisation, role_key in rows:
        homes[person] |= {(organisation, role(role_key).side)}
    return homes


def newest_declaration(person: UUID, service: UUID) -> Declaration | None:
    """The newest declaration of a person about a service."""
    return Declaration.objects.filter(person=person, service=service).first()


def interests_of(person: UUID) -> frozenset[UUID]:
    """The services in which a person has an interest, by their newest declaration about each."""
    return frozenset(service for service, _ in _interests(Declaration.objects.filter(person=person)))


def declared_interests(people: Collection[UUID], by: Standing) -> tuple[Declaration, ...]:
    """The interests that there are, by the newest declaration of each of these people about each service; by name.

    Of services with which whoever asks has a conflict there are none: who declares tells of an inspection to come.
    """
    newest: dict[tuple[UUID, UUID], Declaration] = {}
    declarations = Declaration.objects.filter(person__in=people).exclude(service__in=by.conflicts)
    for declaration in declarations.select_related("person", "service"):
        newest.setdefault((declaration.person_id, declaration.service_id), declaration)
    interests = (declaration for declaration in newest.values() if declaration.has_interest)
    return tuple(sorted(interests, key=lambda interest: (name_key(interest.person.name), interest.service.name_key)))


def people_with_interest(service: UUID, people: Collection[UUID]) -> frozenset[UUID]:
    """Who of these people has an interest in a service, by their newest declaration about it."""
    return frozenset(person for _, person in interests_between([service], people))


def interests_between(services: Collection[UUID], people: Collection[UUID]) -> frozenset[tuple[UUID, UUID]]:
    """Service and person, wherever one of these people has an interest in one of these services."""
    return _interests(Declaration.objects.filter(service__in=services, person__in=people))


def _interests(declarations: QuerySet[Declaration]) -> frozenset[tuple[UUID, UUID]]:
    newest: dict[tuple[UUID, UUID], bool] = {}
    for service, person, has_interest in declarations.values_list("service", "person", "has_interest"):
        newest.setdefault((service, person), has_interest)
    return frozenset(pair for pair, has_interest in newest.items() if has_interest)


def names(ids: Iterable[str]) -> dict[str, str]:
    """Return id → name of the people among these ids."""
    return {
        str(person.id): person.name
        for person in Person.objects.filter(pk__in=[text for text in set(ids) if _is_uuid(text)])
    }


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
