"""Who may, among people and organisations. Each check raises a Refusal with its sentence, or says nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final, ParamSpec
from uuid import UUID

from trigpoint.english import count_of, long_date
from trigpoint.people.models import LONGEST_KEY, Declaration, Invitation, Membership, Organisation, Person
from trigpoint.people.names import fault_in_name, holds_a_link
from trigpoint.people.permissions import Permission, Side
from trigpoint.people.roles import BY_KEY, Role, RoleKey
from trigpoint.people.standing import Homes, Standing
from trigpoint.sameness import name_key

Asked = ParamSpec("Asked")


NO_ROLE: Final = "none of your roles allows it."


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not a fault
    """Why something is not allowed, in a sentence that the page shows and that says what would help.

    `about` names what was typed that it is about, where it is about one thing: the sentence stands beside that too.
    """

    def __init__(self, sentence: str, about: str = "") -> None:
        super().__init__(sentence)
        self.about = about

    @property
    def sentence(self) -> str:
        """The reason."""
        return str(self)


@dataclass(frozen=True, slots=True)
class Limits:
    """How many invitations somebody may have open at once, and send in a day."""

    open_at_once: int = 50
    a_day: int = 20


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether something is allowed; if not, the sentence that says why. True only where it is allowed."""

    refusal: str = ""

    def __bool__(self) -> bool:
        return not self.refusal

    @property
    def is_never(self) -> bool:
        """Whether it is refused whatever happens, because no role of the person allows it: then it is not offered."""
        return self.refusal.endswith(NO_ROLE)


def may(check: Callable[Asked, None], *arguments: Asked.args, **options: Asked.kwargs) -> Verdict:
    """Ask a check without raising: the page shows its sentence beside the disabled button."""
    try:
        check(*arguments, **options)
    except Refusal as refusal:
        return Verdict(refusal.sentence)
    return Verdict()


def refuse_unless(allowed: bool, sentence: str, about: str = "") -> None:  # noqa: FBT001 - reads as its name says
    """Raise a Refusal with this sentence unless something is allowed. `about` as in a Refusal."""
    if not allowed:
        raise Refusal(sentence, about)


def check_reason_given(reason: str, sentence: str) -> None:
    """A reason says something; spaces alone do not. `sentence` asks for it."""
    refuse_unless(bool(reason.strip()), sentence, "reason")


def check_has(by: Standing, permission: Permission, organisation: UUID) -> None:
    """Refuse whoever has not this permission in this organisation."""
    refuse_unless(by.has(permission, organisation), no_role_allows(permission))


def no_role_allows(permission: Permission) -> str:
    """Return the sentence for somebody whose roles do not hold a permission."""
    return f"You cannot {permission.value}: {NO_ROLE}"


def check_stands_apart(by: Standing, service: Organisation) -> None:
    """From the inspectorate's side nobody deals with a service that they work for or have an interest in."""
    refuse_unless(
        by.stands_apart_from(service.id),
        "You work for this service or have declared an interest in it. Ask a colleague who has neither to do this.",
    )


def check_keeps_people_of(by: Standing, organisation: Organisation) -> None:
    """People are kept by their own organisation; those of services and partners by an inspectorate too."""
    outside = (
        organisation.kind != Organisation.Kind.INSPECTORATE
        and keeps_people_outside(by)
        and by.stands_apart_from(organisation.id)
    )
    refuse_unless(
        by.has(Permission.KEEP_PEOPLE, organisation.id) or outside,
        f"You cannot invite people to {organisation.name}: none of your roles allows it.",
    )


def keeps_people_outside(by: Standing) -> bool:
    """Whether somebody may invite people to services and partners: by one role that keeps an inspectorate's people.

    A service's manager who is a local assessor too has a role on the inspectorate's side and keeps people, but does
    not keep people by that role.
    """
    return any(
        held_role.role.side is Side.INSPECTORATE
        and Permission.KEEP_PEOPLE in held_role.role.in_organisation
        and not held_role.inspection
        for held_role in by.held_roles
    )


def check_is_a_name(what: str, name: str, longest: int) -> None:
    """A name says something, and is as long as a list can show."""
    refuse_unless(bool(name.strip()), f"Say the name of {what}.")
    refuse_unless(
        len(name) <= longest,
        f"The name of {what} has {len(name):,} characters, and may have {longest} at most. Shorten it.",
    )
    # Unicode has single characters that stand for whole sentences.
    refuse_unless(len(name_key(name)) <= LONGEST_KEY, f"Write the name of {what} in ordinary letters.")


def check_does_not_hold(by: Standing, organisation: Organisation, role: str, holder: str) -> None:
    """Nobody is invited to a role that they hold: said at once to whoever may see who holds which role there."""
    # Whoever may not see the people of an organisation shall not learn from a refusal who holds what.
    sees = by.has(Permission.SEE_PEOPLE, organisation.id)
    title = BY_KEY[role].title
    refuse_unless(not (sees and holder), f"{holder} holds the role '{title}' for {organisation.name} already.")


def check_name_is_free(taken_by: Organisation | None) -> None:
    """No two organisations have one name: nobody could tell them apart in a list. `taken_by` has that name."""
    if taken_by is not None:
        raise Refusal(
            f"There is an organisation called '{taken_by.name}' already ({taken_by.get_kind_display().lower()}). Use "
            "that one, or add to the name what tells the two apart."
        )


def check_can_invite(by: Standing, organisation: Organisation, role: str) -> None:
    """Whoever keeps an organisation's people invites them, in a role that somebody there can hold."""
    check_keeps_people_of(by, organisation)
    refuse_unless(
        role in BY_KEY and _may_hold(BY_KEY[role], organisation),
        f"Nobody can hold that role for {organisation.name}. Choose one of the roles listed.",
    )
    check_gives_no_more_than_held(by, organisation, BY_KEY[role])


def check_gives_no_more_than_held(by: Standing, organisation: Organisation, role: Role) -> None:
    """In one's own organisation a role is given by whoever runs it, or by one whose own roles may do as much."""
    own = [
        held_role.role
        for held_role in by.held_roles
        if held_role.organisation == organisation.id and held_role.inspection is None
    ]
    may_do = frozenset[Permission]().union(*(own_role.beyond_its_team for own_role in own))
    refuse_unless(
        by.has(Permission.GIVE_EVERY_ROLE, organisation.id) or not own or role.beyond_its_team <= may_do,
        f"You cannot make somebody {role.title.lower()}: that role may do more than yours. "
        "Ask a colleague who gives every role.",
    )


def check_gives_to_somebody_else(by: Standing, person: UUID | None) -> None:
    """Nobody gives themselves a role."""
    refuse_unless(by.person is None or by.person != person, "You cannot give yourself a role. Ask a colleague to.")


def check_can_end_membership(by: Standing, membership: Membership, last: date) -> None:
    """A role is ended by whoever keeps the people, never one's own, and not before it began.

    A last day that is still to come may be changed; to let a role last longer is to give it.
    """
    check_has(by, Permission.KEEP_PEOPLE, membership.organisation_id)
    refuse_unless(membership.person_id != by.person, "You cannot end your own role. Ask a colleague to end it.")
    ends = membership.ends
    if ends is not None:
        refuse_unless(ends >= by.on, "This role has ended already.")
        already = f"This role ends on {long_date(ends)} already."
        refuse_unless(ends > by.on, already)
        refuse_unless(ends != last, f"{already} Choose another day.", "ends")
        if last > ends:
            check_gives_no_more_than_held(by, membership.organisation, BY_KEY[membership.role])
    refuse_unless(last >= membership.starts, "The role cannot end before it starts.", "ends")


def may_still_send(invitation: Invitation, sender: Standing | None) -> bool:
    """Whether whoever sent an invitation could send it today. `sender` is None for the operator, who always may."""
    return sender is None or bool(may(check_can_invite, sender, invitation.organisation, invitation.role))


def check_can_accept(invitation: Invitation, on: date, sender: Standing | None) -> None:
    """An invitation is accepted once, in time, not after it was withdrawn, and while its `sender` may send it."""
    refuse_unless(invitation.withdrawn_on is None, "This invitation has been withdrawn. Look for a newer e-mail.")
    refuse_unless(invitation.accepted_by_id is None, "This invitation has been used. Sign in with your e-mail address.")
    refuse_unless(
        invitation.expires_on >= on, "This invitation has run out. Ask the person who invited you for a new one."
    )
    refuse_unless(
        may_still_send(invitation, sender),
        f"This invitation has ended: whoever sent it no longer invites people to {invitation.organisation.name} in "
        "that role. Ask a colleague there who does for a new one.",
    )


def check_within_limits(limits: Limits, open_now: int, sent_today: int) -> None:
    """Nobody sends e-mails to strangers without end."""
    refuse_unless(
        sent_today < limits.a_day,
        f"You have sent {count_of(sent_today, 'invitation')} today, and nobody sends more than {limits.a_day} a day. "
        "Send the others tomorrow, or ask whoever runs this site to allow more.",
    )
    refuse_unless(
        open_now < limits.open_at_once,
        f"{open_now} of your invitations are open, and nobody has more than {limits.open_at_once} open at once. "
        "Withdraw those that are not wanted any more, or ask whoever runs this site to allow more.",
    )


def check_can_stand_in_an_email(name: str, organisation: Organisation) -> None:
    """What an invitation says to a stranger is names alone."""
    fault = fault_in_name(name)
    refuse_unless(not fault, f"{fault}.")
    refuse_unless(
        not holds_a_link(organisation.name),
        f"The name '{organisation.name}' would be a link in an e-mail, so nobody can be invited there. Have it changed "
        "in the register first.",
    )


def check_can_withdraw_invitation(by: Standing, invitation: Invitation) -> None:
    """An invitation is withdrawn by whoever could send it, while it is open."""
    check_keeps_people_of(by, invitation.organisation)
    refuse_unless(invitation.accepted_by_id is None, "This invitation has been accepted already.")
    refuse_unless(invitation.withdrawn_on is None, "This invitation has been withdrawn already.")


def check_declaration(by: Standing, service: Organisation, *, has_interest: bool, nature: str) -> None:
    """A declaration is about a service, and an interest says what it is."""
    refuse_unless(by.person is not None, "Only a person can declare an interest.")
    refuse_unless(service.kind == Organisation.Kind.SERVICE, "Interests are declared about services.")
    refuse_unless(not has_interest or bool(nature.strip()), "Say what your interest in the service is.")


def check_has_none_declared_before(newest: Declaration | None, service: Organisation) -> None:
    """Whoever has declared an interest does not take it back alone."""
    # An interest that its holder could take back would keep nobody off a team.
    refuse_unless(
        newest is None or not newest.has_interest,
        f"You have declared an interest in {service.name}, and cannot take that back yourself. Ask a colleague who "
        "keeps the people of your inspectorate, such as its programme manager, to lift it. If you work for no "
        "inspectorate, ask whoever runs this site.",
    )


def check_can_lift(
    by: Standing, person: Person, homes: Homes, service: Organisation, newest: Declaration | None
) -> None:
    """An interest is lifted by whoever keeps the people of the inspectorate that its declarer works for."""
    refuse_unless(by.person != person.id, "You cannot lift your own interest. Ask a colleague to.")
    check_stands_apart(by, service)
    # Only an inspectorate is bound by an interest, so only its own people can judge whether it is over.
    inspectorates = [organisation for organisation, side in homes if side is Side.INSPECTORATE]
    refuse_unless(
        by.is_operator or any(by.has(Permission.KEEP_PEOPLE, inspectorate) for inspectorate in inspectorates),
        f"You cannot lift an interest of {person.name}: none of your roles allows it where they work.",
    )
    refuse_unless(
        newest is not None and newest.has_interest, f"{person.name} has no declared interest in {service.name}."
    )


def _may_hold(role: Role, organisation: Organisation) -> bool:
    """A local assessor comes from a service or a partner, and holds the role for an inspection only."""
    return role.side.value == organisation.kind and role.key != RoleKey.LOCAL_ASSESSOR
