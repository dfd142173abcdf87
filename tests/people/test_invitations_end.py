"""An invitation ends with the role of whoever sent it; few are sent, and they carry names and no message."""

from threading import Thread

import pytest
from django.db import connection

from tests.factories.roles import give_role
from tests.factories.world import PASSWORD, Kind, World, in_days, organisation, person, today
from trigpoint.inspectorate.programme.queries import standing_of
from trigpoint.people import actions
from trigpoint.people.access import Limits, Refusal
from trigpoint.people.models import Invitation, Membership, Organisation, Person
from trigpoint.people.names import fault_in_name
from trigpoint.people.standing import operator
from trigpoint.record.models import Event

FRIEND = "friend@private.example"
ENDED = "whoever sent it no longer invites people"


def invited(
    world: World, by: str = "programme-manager", role: str = "programme-manager", to: Organisation | None = None
) -> Invitation:
    place = to or world.inspectorate
    return actions.invite(email=FRIEND, name="A friend", organisation=place, role=role, days=14, by=world.standing(by))[
        0
    ]


def accept(invitation: Invitation, days: int = 0) -> Person:
    return actions.accept(invitation=invitation, name="A friend", password=PASSWORD, on=in_days(days))


def end(world: World, role: str, last: int = 0) -> None:
    membership = world.people[role].memberships.get()
    actions.end_membership(membership=membership, seen=1, last=in_days(last), reason="Moves on", by=operator(today()))


def test_the_link_of_whoever_was_a_programme_manager_yesterday_makes_nobody_one_today(world: World) -> None:
    invitation = invited(world)
    end(world, "programme-manager")
    events = Event.objects.count()
    with pytest.raises(Refusal, match=ENDED):
        accept(invitation, days=1)
    assert not Person.objects.filter(email=FRIEND).exists()
    assert not Membership.objects.filter(person__email=FRIEND).exists()
    assert Event.objects.count() == events
    invitation.refresh_from_db()
    assert invitation.accepted_by is None


def test_until_the_end_of_the_senders_last_day_it_holds(world: World) -> None:
    invitation = invited(world)
    end(world, "programme-manager", last=1)
    assert accept(invitation, days=1).email == FRIEND


def test_a_role_that_may_still_invite_but_not_so_high_ends_it_as_well(world: World) -> None:
    manager = world.people["programme-manager"]
    give_role(person=manager, organisation=world.inspectorate, role="support-officer", by=operator(today()))
    high, low = invited(world), invited(world, role="editor")
    row = manager.memberships.get(role="programme-manager")
    actions.end_membership(membership=row, seen=1, last=today(), reason="Steps down", by=operator(today()))
    with pytest.raises(Refusal, match=ENDED):
        accept(high, days=1)
    assert accept(low, days=1).email == FRIEND


def test_an_inspectorates_invitation_to_a_service_ends_with_its_sender_too(world: World) -> None:
    invitation = invited(world, by="support-officer", role="data-officer", to=world.service)
    end(world, "support-officer")
    with pytest.raises(Refusal, match=ENDED):
        accept(invitation, days=1)


def test_whoever_comes_to_work_for_the_service_no_longer_invites_to_it_for_the_inspectorate(world: World) -> None:
    invitation = invited(world, by="support-officer", role="data-officer", to=world.service)
    officer = world.people["support-officer"]
    give_role(person=officer, organisation=world.service, role="case-manager", by=operator(today()))
    with pytest.raises(Refusal, match=ENDED):
        accept(invitation)


def test_a_closed_account_has_no_open_invitations(world: World) -> None:
    invitation = invited(world)
    Person.objects.filter(pk=world.people["programme-manager"].pk).update(is_active=False)
    with pytest.raises(Refusal, match=ENDED):
        accept(invitation)


def test_what_the_operator_sends_ends_with_nobodys_role(world: World) -> None:
    invitation, _ = actions.invite(
        email=FRIEND, name="A friend", organisation=world.service, role="data-officer", days=14, by=operator(today())
    )
    assert accept(invitation, days=14).email == FRIEND


def send(world: World, number: int, by: str = "service-manager", limits: Limits | None = None) -> None:
    actions.invite(
        email=f"stranger{number}@elsewhere.example",
        name="Somebody New",
        organisation=world.service,
        role="data-officer",
        days=14,
        by=world.standing(by),
        limits=limits or Limits(),
    )


def test_of_sixty_letters_to_strangers_twenty_go_out(world: World) -> None:
    for number in range(20):
        send(world, number)
    for number in range(20, 60):
        with pytest.raises(Refusal, match="You have sent 20 invitations today, and nobody sends more than 20 a day"):
            send(world, number)
    assert Invitation.objects.count() == 20
    send(world, 60, by="deputy-service-manager")  # nobody else is kept from theirs


def test_withdrawing_and_sending_again_makes_no_more_letters_in_a_day(world: World) -> None:
    for _ in range(3):
        send(world, 1, limits=Limits(a_day=3))
    with pytest.raises(Refusal, match="sent 3 invitations today"):
        send(world, 1, limits=Limits(a_day=3))


def test_only_so_many_wait_for_an_answer_at_once(world: World) -> None:
    for number in range(3):
        send(world, number, limits=Limits(open_at_once=3))
    Invitation.objects.update(sent_on=in_days(-1))
    with pytest.raises(Refusal, match="3 of your invitations are open, and nobody has more than 3 open at once"):
        send(world, 3, limits=Limits(open_at_once=3))
    oldest = Invitation.objects.order_by("email")[0]
    actions.withdraw_invitation(invitation=oldest, by=world.standing("service-manager"))
    send(world, 3, limits=Limits(open_at_once=3))


def test_the_operator_is_bound_by_no_number(world: World) -> None:
    for number in range(25):
        actions.invite(
            email=f"n{number}@x.example",
            name="New",
            organisation=world.service,
            role="data-officer",
            days=14,
            by=operator(today()),
        )
    assert Invitation.objects.count() == 25


@pytest.mark.usefixtures("committed")
def test_of_many_sent_at_once_no_more_go_out() -> None:
    service = organisation(Kind.SERVICE, "Eastmere")
    by = standing_of(person("service-manager", service), today())
    refused: list[str] = []

    def invite(number: int) -> None:
        try:
            actions.invite(
                email=f"n{number}@x.example",
                name="New",
                organisation=service,
                role="data-officer",
                days=14,
                by=by,
                limits=Limits(a_day=2),
            )
        except Refusal as refusal:
            refused.append(refusal.sentence)
        finally:
            connection.close()

    threads = [Thread(target=invite, args=[number]) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (Invitation.objects.count(), len(refused)) == (2, 4)


@pytest.mark.parametrize(
    "name",
    [
        "Ada Vale",
        "J.R.R. Tarn",
        "Dr. Anne-Marie O’Neill (Eastmere)",
        "Siân Llŷr",
        "Nguyễn Thị Ánh",
        "अनीता शर्मा",
        "محمد علي",
        "Vale, Ada",
        "a" * 80,
    ],
)
def test_a_name_is_a_name_in_any_language(name: str) -> None:
    assert fault_in_name(name) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Your account is closed: sign in at https://evil.example/",
        "Go to evil.example now",
        "WWW. evil",
        "ada@evil.example",
        "Call 0800 123456",
        "<b>Ada</b>",
        "Ada\nVale",
        "Ada\u202eelaV",
        "💷 Ada",
        "Ada=Vale",
        "- -",
        "Dear friend, your account has been closed and you must ring us at once about it today",
    ],
)
def test_a_message_is_no_name(world: World, text: str) -> None:
    assert fault_in_name(text)
    with pytest.raises(Refusal, match="Name must"):
        actions.invite(
            email=FRIEND,
            name=text,
            organisation=world.service,
            role="data-officer",
            days=14,
            by=world.standing("service-manager"),
        )
    with pytest.raises(Refusal, match="Name must"):
        # Nor does somebody new take such a name, which their own invitations would carry.
        actions.accept(invitation=invited(world), name=text, password=PASSWORD, on=today())
    assert not Person.objects.filter(email=FRIEND).exists()


def test_nor_does_an_organisation_carry_a_link_into_strangers_emails(world: World) -> None:
    Organisation.objects.filter(pk=world.service.pk).update(name="Eastmere, see www.evil.example")
    world.service.refresh_from_db()
    with pytest.raises(Refusal, match="would be a link in an e-mail"):
        send(world, 1)
