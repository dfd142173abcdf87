"""The actions about people and organisations, each ready to be done once the record is broken."""

from tests.access.preparing import Actions, Doing, into
from tests.factories.posted import undecided
from tests.factories.world import (
    PASSWORD,
    World,
    person,
    today,
)
from trigpoint.notices.actions import choose_emails
from trigpoint.outbox import actions as outbox
from trigpoint.people import actions as people
from trigpoint.people.contacts import give_contact
from trigpoint.people.correcting import correct_account
from trigpoint.people.models import Membership
from trigpoint.people.standing import operator

OF_PEOPLE: Actions = {}
of = into(OF_PEOPLE)


@of("people.actions.enter_organisation")
def _(w: World) -> Doing:
    return lambda: people.enter_organisation(
        kind="service", reference="newmere", name="Newmere", short_name="Newmere", by=operator(today())
    )


@of("people.actions.enter_person")
def _(w: World) -> Doing:
    return lambda: person("editor", w.inspectorate, email="second@northland.example")


@of("people.actions.invite")
def _(w: World) -> Doing:
    by = w.standing("programme-manager")
    return lambda: people.invite(
        email="new@x.example", name="New", organisation=w.inspectorate, role="editor", days=14, by=by
    )


@of("notices.actions.choose_emails")
def _(w: World) -> Doing:
    by = w.standing("inspector")
    return lambda: choose_emails(person=w.people["inspector"], once_a_day=True, by=by)


@of("people.actions.withdraw_invitation")
def _(w: World) -> Doing:
    by = w.standing("programme-manager")
    invitation, _ = people.invite(
        email="new@x.example", name="New", organisation=w.inspectorate, role="editor", days=14, by=by
    )
    return lambda: people.withdraw_invitation(invitation=invitation, by=by)


@of("people.actions.note_second_step_removed")
def _(w: World) -> Doing:
    return lambda: people.note_second_step_removed(
        person=w.people["inspector"], reason="Lost the telephone", by=operator(today())
    )


@of("people.actions.accept")
def _(w: World) -> Doing:
    by = w.standing("programme-manager")
    invitation, _ = people.invite(
        email="new@x.example", name="New", organisation=w.inspectorate, role="editor", days=14, by=by
    )
    return lambda: people.accept(invitation=invitation, name="New", password=PASSWORD, on=today())


@of("outbox.actions.send_again")
def _(w: World) -> Doing:
    message, by = undecided(w.inspectorate), w.standing("programme-manager")
    return lambda: outbox.send_again(message=message, at=message.written_at, by=by)


@of("outbox.actions.leave_as_it_is")
def _(w: World) -> Doing:
    message, by = undecided(w.inspectorate), w.standing("programme-manager")
    return lambda: outbox.leave_as_it_is(message=message, at=message.written_at, by=by)


@of("people.contacts.give_contact")
def _(w: World) -> Doing:
    lead, by = w.people["lead-inspector"], w.standing("lead-inspector")
    return lambda: give_contact(person=lead, seen=0, email="lead@work.example", telephone="0161 496 0000", by=by)


@of("people.correcting.correct_account")
def _(w: World) -> Doing:
    by = w.standing("programme-manager")
    invitation, _ = people.invite(
        email="new@x.example", name="New", organisation=w.inspectorate, role="editor", days=14, by=by
    )
    made = people.accept(invitation=invitation, name="New", password=PASSWORD, on=today())
    return lambda: correct_account(
        person=made, name="Newer", email="newer@x.example", reason="Asked for", by=operator(today())
    )


@of("people.actions.end_membership")
def _(w: World) -> Doing:
    held = Membership.objects.get(person=w.people["editor"])
    by = w.standing("programme-manager")
    return lambda: people.end_membership(membership=held, seen=1, last=today(), reason="Left", by=by)


@of("people.actions.declare")
def _(w: World) -> Doing:
    by = w.standing("editor")
    return lambda: people.declare(service=w.service, has_interest=False, nature="", by=by)


@of("people.actions.lift_interest")
def _(w: World) -> Doing:
    people.declare(service=w.other_service, has_interest=True, nature="A sister", by=w.standing("editor"))
    somebody, by = w.people["editor"], w.standing("programme-manager")
    return lambda: people.lift_interest(person=somebody, service=w.other_service, reason="Retired", by=by)
