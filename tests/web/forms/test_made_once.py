"""What is sent twice is made once: every form that makes something is here, and every other says why it needs no care."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.factories.case_files import drawn, file_of, in_window, sent
from tests.factories.world import World, in_days
from tests.web.conftest import As
from tests.web.forms.pages import Forms
from tests.web.pages.words import words
from trigpoint.inspectorate.assessment.models import CaseConflict
from trigpoint.inspectorate.programme.models import Inspection, Programme, TeamMember
from trigpoint.inspectorate.register.models import ContextFigures
from trigpoint.inspectorate.requests.models import Request
from trigpoint.inspectorate.sampling.models import CaseList, Exclusion
from trigpoint.people.models import Declaration, Invitation, Organisation
from trigpoint.record.models import Event
from trigpoint.web.govuk.forms import VersionedForm
from trigpoint.web.govuk.sent_before import SENT_BEFORE


def day(name: str, days: int = 0) -> dict[str, object]:
    on = in_days(days)
    return {f"{name}_0": on.day, f"{name}_1": on.month, f"{name}_2": on.year}


@dataclass(frozen=True)
class Made:
    """A form that makes something: the table that gets a row, who sends it and with what.

    `of` is what its address is about and `asks` the query; `before` prepares the world for it.
    """

    table: type[models.Model]
    role: str
    typed: Callable[[World], Mapping[str, object]]
    of: str = ""
    asks: Callable[[World], str] = lambda _: ""
    before: Callable[[World], object] = lambda _: None

    def address(self, name: str, world: World) -> str:
        args = [getattr(world, self.of).reference] if self.of else []
        return reverse(name, args=args) + self.asks(world)


def over(world: World) -> None:
    Inspection.objects.filter(pk=world.inspection.pk).update(stage="followed-up")


MADE: Mapping[str, Made] = {
    "draft_request": Made(
        Request,
        "lead-inspector",
        lambda _: {"purpose": "other", "title": "Diary", "words": "Please send it.", **day("due", 7)},
        of="inspection",
    ),
    "enter_service": Made(
        Organisation,
        "programme-manager",
        lambda _: {"name": "Northmere", "short_name": "Northmere", "reference": "northmere"},
    ),
    "enter_figures": Made(
        ContextFigures,
        "research-analyst",
        lambda _: {
            "topic": "age",
            "title": "Children by age",
            "year": "2026",
            "source": "Invented",
            "unit": "number",
            "parts": "a | 1",
        },
        of="service",
    ),
    "plan_inspection": Made(
        Inspection,
        "programme-manager",
        lambda world: {
            "service": world.service.reference,
            "programme": world.programme.reference,
            "framework": "hmip-youth-2018",
            "title": "Another",
            "reference": "another-2030",
        },
        before=over,
    ),
    "plan_programme": Made(
        Programme,
        "programme-manager",
        lambda _: {"name": "Another", "reference": "another", **day("starts"), **day("ends", 1000)},
    ),
    "ask_to_join": Made(
        TeamMember,
        "lead-inspector",
        lambda world: {"person": str(world.people["director"].pk), "role": "inspector"},
        of="inspection",
    ),
    "exclude_case": Made(
        Exclusion,
        "lead-inspector",
        lambda _: {"case": "C2", "why": "The child has moved away"},
        of="inspection",
        before=lambda world: sent(world, "court", 3),
    ),
    "declare_conflict": Made(
        CaseConflict, "inspector", lambda _: {"case": "C1"}, of="inspection", before=lambda world: drawn(world, 8, 8)
    ),
    "upload_list": Made(
        CaseList,
        "data-officer",
        lambda world: {
            "case_type": "court",
            "supplier": "Invented system",
            **day("drawn_up"),
            "file": SimpleUploadedFile("list.csv", file_of("court", 3, in_window(world))),
        },
        of="inspection",
    ),
    "invite": Made(
        Invitation,
        "programme-manager",
        lambda _: {"email": "new@northland.example", "name": "New Colleague", "role": "inspector"},
        asks=lambda world: f"?organisation={world.inspectorate.reference}",
    ),
    "interests": Made(
        Declaration,
        "inspector",
        lambda world: {"service": world.service.reference, "has_interest": "yes", "nature": "A friend works there."},
    ),
}

# Forms without a version that make nothing when they are sent again. A form with one is refused with both versions.
HARMLESS = {
    "my_emails": "a choice, which is what it was chosen to be",
    "accept_invitation": "an invitation is accepted once",
    "withdraw_invitation": "one that was withdrawn is found no more",
    "send_message_again": "an e-mail is decided about once",
    "leave_message": "an e-mail is decided about once",
    "lift_interest": "there is no interest any more to be lifted",
    "ask_several": "nobody is asked for one role twice",
    "sign_report": "the same signature, of the same contents for the same day, is the one that there is",
    "load_file": "the page says what was loaded before, and the file is what there is already",
    "fix_seed": "a seed waits for its draw already",
    "draw_sample": "no seed waits any more",
    "ask_second": "one decision about a limit is open at a time, by the database",
    "take_out_case": "the case has left the sample",
    "allocate": "no case waits for a reader any more",
    "plan_interviews_again": "no interview is outside the case week any more",
    "send_unasked": "the submission's own id, and the request that is with the inspectorate",
    "who_comes_to_all": "each row has its version",
}


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern)
        else:
            yield pattern


def forms_of_pages() -> dict[str, type[object]]:
    """The name of each address of ours that takes a form → the form's class."""
    of_views = {str(pattern.name): pattern.callback for pattern in patterns(get_resolver())}
    ours = {name: view for name, view in of_views.items() if view.__module__.startswith("trigpoint.")}
    return {name: view.form_class for name, view in ours.items() if hasattr(view, "form_class")}


def test_of_every_form_it_is_said_what_happens_when_it_is_sent_twice() -> None:
    """A new form that makes something goes into MADE; any other without a version says in HARMLESS why it needs none."""
    without_version = {name for name, form in forms_of_pages().items() if not issubclass(form, VersionedForm)}
    assert without_version == MADE.keys() | HARMLESS.keys()
    assert not MADE.keys() & HARMLESS.keys()


@pytest.mark.parametrize("name", MADE)
def test_back_and_save_again_makes_one_and_shows_it_with_a_note(name: str, announced: World, as_: As) -> None:
    made = MADE[name]
    made.before(announced)
    client, address = as_(made.role), made.address(name, announced)
    rows = made.table._default_manager
    before, led_to = rows.count(), []
    events: list[int] = []
    for is_again in (False, True):
        # Each opening of the page has another submission's id; what was typed is what it was.
        fields = Forms(client.get(address).content.decode()).fields
        typed: dict[str, Any] = {field: value.value for field, value in fields.items()} | dict(made.typed(announced))
        answer = client.post(address, typed, follow=True)
        assert answer.redirect_chain, words(answer)
        assert (SENT_BEFORE in words(answer)) is is_again
        led_to.append(answer.redirect_chain[0][0])
        events.append(Event.objects.count())
    assert rows.count() == before + 1
    assert led_to[0] == led_to[1]
    assert events[0] == events[1]
