"""Any form with anything in it answers with a page: never an error of ours, and what was typed is still there."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as tries
from hypothesis import strategies as st

from tests.access.walking import NOBODY, WHO, Walked, matrix, names_and_kwargs, published
from tests.factories.world import World, answered, in_days
from tests.web.forms.pages import ODD, Forms, lost, typed
from tests.web.sign_in import steps
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.requests.actions import Wording, draft

Answer = Any
FEW, MANY = 6, 120
FEW_QUERIES, MANY_QUERIES = 2, 40
# The page with the form, where the address alone asks something else first.
QUERY = {"invite": "?organisation=northland-inspectorate"}
QUERIES = ("page", "about", "who", "first", "last", "service", "next", "why", "q")

DONE_BY_ROWS = "What is marked below is not done"
NOTHING_TO_FILL = "has nothing to fill in: a button confirms"
BUTTON = "is a button on another page, whose form it is"
# Forms that are not tried with odd things, and why.
UNTRIED = {
    "account_logout": NOTHING_TO_FILL,
    "allocate": NOTHING_TO_FILL,
    "checkpoint": BUTTON,
    "fix_seed": NOTHING_TO_FILL,
    "leave_message": NOTHING_TO_FILL,
    "mfa_generate_recovery_codes": NOTHING_TO_FILL,
    "plan_interviews_again": BUTTON,
    "send_message_again": NOTHING_TO_FILL,
    "sign_out_everywhere": BUTTON,
    "usersessions_list": NOTHING_TO_FILL,
    "withdraw_invitation": NOTHING_TO_FILL,
}

# Forms that can be sent at another stage than that of the world.
AT_STAGE = {"send_unasked": "published", "sign_report": "sign-off", "site_date": "announced"}


def sent(client: Client, method: str, address: str, said: Mapping[str, Any]) -> Answer:
    """What answers. Nothing that it does stays done."""
    with transaction.atomic():
        found = client.post(address, said) if method == "POST" else client.get(address, said)
        transaction.set_rollback(True)
    assert found.status_code < 500
    return found


def signed_in(world: World, who: str) -> Client:
    client = Client()
    if who != NOBODY:
        client.force_login(world.people[who], "allauth.account.auth_backends.AuthenticationBackend")
    return client


def doors(walked: Walked, method: str) -> Iterator[tuple[str, str, str]]:
    """Every address that answers to a method, with its name and with the first who may open it."""
    own = walked[1]["own"]
    kwargs = names_and_kwargs()
    for door, said in matrix().items():
        who = next((who for who in WHO if said[who] == "yes"), None)
        if door.method == method and door.object != "other" and who:
            yield (
                door.name,
                reverse(door.name, kwargs={name: (own | published(door.name))[name] for name in kwargs[door.name]}),
                who,
            )


def try_form(client: Client, address: str, before: Forms, times: int) -> None:

    @tries(max_examples=times, deadline=None, suppress_health_check=list(HealthCheck), derandomize=times == FEW)
    @given(said=typed(before.fields))
    def tried(said: dict[str, object]) -> None:
        found = sent(client, "POST", address, said)
        if found.status_code in {200, 422} and "text/html" in found["Content-Type"]:
            after = Forms(found.content.decode())
            assert after.faults, f"{address} was not taken and does not say why."
            # A form of many rows empties those that are done, and says how many.
            if DONE_BY_ROWS not in found.content.decode():
                assert lost(said, after.fields) == {}

    tried()


def try_queries(client: Client, address: str, times: int) -> None:
    @tries(max_examples=times, deadline=None, suppress_health_check=list(HealthCheck), derandomize=times == FEW_QUERIES)
    @given(said=st.dictionaries(st.sampled_from(QUERIES), ODD))
    def tried(said: dict[str, object]) -> None:
        sent(client, "GET", address, said)

    tried()


def after_something(world: World) -> dict[str, tuple[Client, str]]:
    """The forms that come only after something else: each with the browser in which that was done, and its address."""
    editor, manager, nobody = world.people["editor"], world.people["service-manager"], Client()
    new, again, with_code = Client(), Client(), Client()
    steps.signed_in(new, manager)
    steps.set_up(steps.signed_in(again, editor))
    steps.an_hour_later(again)
    steps.give_password(with_code, editor.email)
    path = steps.led_to_new_password(nobody, world.people["data-officer"].email)
    return {
        "mfa_activate_totp": (new, reverse("mfa_activate_totp")),
        "mfa_reauthenticate": (again, reverse("mfa_reauthenticate")),
        "mfa_authenticate": (with_code, reverse("mfa_authenticate")),
        "account_reset_password_from_key": (nobody, path),
    }


def of_others(world: World) -> dict[str, tuple[Client, str]]:
    """The forms about a request that was answered or is still a draft, and that of the one who signs."""
    by = world.standing("lead-inspector")
    came, wording = answered(world, "other"), Wording("Diary", "Please send it.", "", in_days(7))
    drafted = draft(form=uuid4(), inspection=world.inspection, purpose="other", wording=wording, by=by)
    rows = {"accept_answer": came, "send_back_request": came, "reword_request": drafted, "release_request": drafted}
    lead = signed_in(world, "lead-inspector")
    reference = world.inspection.reference
    about_requests = {name: (lead, reverse(name, args=[reference, row.id])) for name, row in rows.items()}
    return about_requests | {"sign_report": (signed_in(world, "director"), reverse("sign_report", args=[reference]))}


def check_forms(walked: Walked, times: int) -> None:
    # Those after something come first: whoever has not just signed in is asked for the password again.
    forms = after_something(walked[0]) | of_others(walked[0])
    for name, address, who in doors(walked, "POST"):
        forms.setdefault(name, (signed_in(walked[0], who), address + QUERY.get(name, "")))
    untried, inspection = set(), walked[0].inspection
    for name, (client, address) in forms.items():
        Inspection.objects.filter(pk=inspection.pk).update(stage=AT_STAGE.get(name, inspection.stage))
        shown = sent(client, "GET", address, {})
        before = Forms(shown.content.decode()) if shown.status_code == 200 else None
        if before and before.fields:
            try_form(client, address, before, times)
        else:
            untried.add(name)
    assert untried == set(UNTRIED)


def check_queries(walked: Walked, times: int) -> None:
    for _, address, who in doors(walked, "GET"):
        try_queries(signed_in(walked[0], who), address, times)


@pytest.mark.proof
@pytest.mark.on_postgresql
@pytest.mark.django_db
def test_a_form_with_anything_in_it_says_what_is_wrong_and_keeps_what_was_typed(
    walked: Walked, settings: LazySettings
) -> None:
    settings.SECOND_STEP_REQUIRED = False
    check_forms(walked, FEW)


@pytest.mark.proof
@pytest.mark.on_postgresql
@pytest.mark.django_db
def test_an_address_with_any_query_answers_with_a_page(walked: Walked, settings: LazySettings) -> None:
    settings.SECOND_STEP_REQUIRED = False
    check_queries(walked, FEW_QUERIES)


@pytest.mark.proof
@pytest.mark.long
@pytest.mark.django_db
def test_of_many_odd_forms_none_is_lost(walked: Walked, settings: LazySettings) -> None:
    settings.SECOND_STEP_REQUIRED = False
    check_forms(walked, MANY)


@pytest.mark.proof
@pytest.mark.long
@pytest.mark.django_db
def test_of_many_odd_queries_each_is_answered(walked: Walked, settings: LazySettings) -> None:
    settings.SECOND_STEP_REQUIRED = False
    check_queries(walked, MANY_QUERIES)
