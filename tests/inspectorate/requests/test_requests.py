"""Requests: drafted inside, sent through the wall, answered by the service, sent back or withdrawn; each with its record."""

from collections.abc import Callable
from functools import partial
from uuid import uuid4

import pytest
from django.db import transaction

from tests.factories.world import World, answered, ask, in_days, move_to, today
from tests.factories.world import world as make_world
from tests.record.writers import at_once
from trigpoint.inspectorate.requests.actions import Wording, answer, draft, release, reword, send_back, withdraw
from trigpoint.inspectorate.requests.models import Request
from trigpoint.inspectorate.requests.queries import released_requests
from trigpoint.people.access import Refusal
from trigpoint.record.models import Event
from trigpoint.record.versioned import ChangedMeanwhileError

WORDING = Wording("Diary", "Please send the diary.", "We doubt the dates.", in_days(7))


def drafted(world: World, wording: Wording = WORDING) -> Request:
    by = world.standing("lead-inspector")
    return draft(form=uuid4(), inspection=world.inspection, purpose="other", wording=wording, by=by)


def doing(world: World, request: Request, role: str) -> dict[str, Callable[[], object]]:
    """Everything that can be done to a request, by somebody of a role."""
    seen = {"request": request, "seen": request.version, "by": world.standing(role)}
    return {
        "reword": partial(reword, wording=WORDING, **seen),  # type: ignore[arg-type]
        "release": partial(release, **seen),  # type: ignore[arg-type]
        "withdraw": partial(withdraw, reason="x", **seen),  # type: ignore[arg-type]
        "answer": partial(answer, reply="x", **seen),  # type: ignore[arg-type]
        "send back": partial(send_back, reason="x", **seen),  # type: ignore[arg-type]
    }


def possible(world: World, request: Request, role: str) -> set[str]:
    """What somebody can do to a request as it stands; all of it is undone."""
    actions = set()
    for name, do in doing(world, request, role).items():
        with transaction.atomic():
            try:
                do()
                actions.add(name)
            except Refusal:
                pass
            transaction.set_rollback(True)
        request.refresh_from_db()
    return actions


def test_a_request_whose_last_day_has_passed_is_not_sent(world: World) -> None:
    move_to(world, "announced")
    by, late = world.standing("lead-inspector"), Wording("Diary", "Please send the diary.", "", in_days(-1))
    request = drafted(world, late)
    day = in_days(-1)
    with pytest.raises(Refusal, match=f"The last day to answer, {day.day} {day:%B %Y}, has passed"):
        release(request=request, seen=1, by=by)
    reword(request=request, seen=1, wording=Wording("Diary", "Please send the diary.", "", today()), by=by)
    release(request=request, seen=2, by=by)
    assert request.state == "asked"


def test_each_state_allows_each_side_what_this_table_says(world: World) -> None:
    move_to(world, "announced")
    states = {
        "draft": drafted(world),
        "asked": ask(world, title="Asked"),
        "answered": answered(world, "evidence"),
        "withdrawn": ask(world, title="Withdrawn"),
        "dropped": drafted(world),
    }
    for name in ("withdrawn", "dropped"):
        request = states[name]
        withdraw(request=request, seen=request.version, reason="Not needed", by=world.standing("lead-inspector"))
        assert request.state == name
    inside = {
        "draft": {"reword", "release", "withdraw"},
        "asked": {"withdraw"},
        "answered": {"send back"},
        "withdrawn": set(),
        "dropped": set(),
    }
    for name, request in states.items():
        assert possible(world, request, "lead-inspector") == inside[name], name
        assert possible(world, request, "support-officer") == inside[name], name
        assert possible(world, request, "service-manager") == ({"answer"} if name == "asked" else set()), name
        for role in ("inspector", "quality-lead", "case-manager", "partner-representative", "programme-manager"):
            assert possible(world, request, role) == set(), (name, role)


def test_only_what_went_through_the_wall_is_released_and_never_the_note(world: World) -> None:
    move_to(world, "announced")
    drafted(world, Wording("Inside", "x", "y", in_days(7)))
    sent = drafted(world)
    release(request=sent, seen=1, by=world.standing("lead-inspector"))
    shown = released_requests(world.inspection)
    assert [request.title for request in shown] == ["Diary"]
    assert "We doubt the dates." not in repr(shown)


def test_nothing_is_sent_before_the_service_knows_of_the_inspection(world: World) -> None:
    with pytest.raises(Refusal, match="Announce the inspection first"):
        release(request=drafted(world), seen=1, by=world.standing("lead-inspector"))


def test_an_answer_a_withdrawal_and_a_sending_back_need_words(world: World) -> None:
    move_to(world, "announced")
    request, lead = ask(world), world.standing("lead-inspector")
    with pytest.raises(Refusal, match="Say what you have sent"):
        answer(request=request, seen=request.version, reply=" ", by=world.standing("service-manager"))
    with pytest.raises(Refusal, match="Say why the request is withdrawn"):
        withdraw(request=request, seen=request.version, reason=" ", by=lead)
    sent = answered(world, "evidence")
    with pytest.raises(Refusal, match="Say what is missing"):
        send_back(request=sent, seen=sent.version, reason=" ", by=lead)


def test_an_answer_says_by_whom_and_when_and_the_record_keeps_what_was_answered_before(world: World) -> None:
    move_to(world, "announced")
    request, lead, manager = (
        answered(world, "evidence"),
        world.standing("lead-inspector"),
        world.standing("data-officer"),
    )
    assert (request.replied_by, request.replied_on) == (world.people["service-manager"], today())
    send_back(request=request, seen=request.version, reason="Page 4 is missing.", by=lead)
    answer(request=request, seen=request.version, reply="Now with page 4.", by=manager)
    last = Event.objects.filter(kind="requests.answered").latest("number")
    assert last.before is not None
    assert (last.before["reply"], last.before["sent_back"]) == ("Sent by secure mail.", "Page 4 is missing.")
    assert (request.reply, request.sent_back) == ("Now with page 4.", "")


def test_a_form_that_is_sent_twice_drafts_one_request(world: World) -> None:
    form, by = uuid4(), world.standing("lead-inspector")
    sent = {"form": form, "inspection": world.inspection, "purpose": "other", "wording": WORDING, "by": by}
    first, second = draft(**sent), draft(**sent)  # type: ignore[arg-type]
    assert first == second
    assert Event.objects.filter(kind="requests.drafted").count() == 1
    with pytest.raises(Refusal, match="saved before, with other words"):
        draft(**sent | {"purpose": "figures"})  # type: ignore[arg-type]


def test_a_purpose_that_there_is_not_is_refused(world: World) -> None:
    by = world.standing("lead-inspector")
    with pytest.raises(Refusal, match="Choose what the request is for"):
        draft(form=uuid4(), inspection=world.inspection, purpose="spying", wording=WORDING, by=by)


def test_who_saw_an_older_version_changes_nothing(world: World) -> None:
    request, by = drafted(world), world.standing("lead-inspector")
    reword(request=request, seen=1, wording=Wording("Diary", "Newer words", "", in_days(7)), by=by)
    with pytest.raises(ChangedMeanwhileError) as raised:
        reword(request=request, seen=1, wording=WORDING, by=by)
    assert getattr(raised.value.newer, "words") == "Newer words"  # noqa: B009 - of a Versioned that is a Request
    assert Request.objects.get().words == "Newer words"


@pytest.mark.proof
@pytest.mark.on_postgresql
@pytest.mark.usefixtures("committed")
def test_of_several_who_answer_at_once_one_succeeds_and_nothing_of_it_is_overwritten() -> None:
    world = make_world()
    move_to(world, "announced")
    request, manager = ask(world), world.standing("service-manager")
    rows = [Request.objects.select_related("inspection__service").get(pk=request.pk) for _ in range(4)]
    results = at_once(
        *(partial(answer, request=row, seen=row.version, reply=f"Answer {n}", by=manager) for n, row in enumerate(rows))
    )
    assert sum(result is None for result in results) == 1
    assert all(isinstance(result, ChangedMeanwhileError | Refusal) for result in results if result is not None)
    assert Request.objects.get(pk=request.pk).reply == f"Answer {results.index(None)}"
    assert Event.objects.filter(kind="requests.answered").count() == 1
