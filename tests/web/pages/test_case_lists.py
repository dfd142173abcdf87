"""The service's pages of its case lists: what words mean can be read and changed, and what no longer counts is said."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.factories.case_files import HEADINGS, file_of, in_window, rows, sent, started
from tests.factories.case_files import drawn as draw
from tests.factories.samples import DRAWN_AT, KEYS
from tests.factories.world import World, move_to, today
from tests.web.conftest import As
from tests.web.forms.pages import Forms
from tests.web.pages.words import words
from trigpoint.english import long_date
from trigpoint.inspectorate.sampling.actions.excluding import exclude_case
from trigpoint.inspectorate.sampling.actions.seeds import commit_seed
from trigpoint.inspectorate.sampling.models import CaseList
from trigpoint.web.service.case_lists.forms import OPEN

ASKED = "What does 'Amber' mean in 'Safety and wellbeing'?"


@pytest.fixture
def officer(world: World, as_: As) -> Client:
    move_to(world, "announced")
    return as_("data-officer")


def page(world: World) -> str:
    return reverse("case_lists", args=[world.inspection.reference])


def columns(world: World, one: CaseList) -> str:
    return reverse("list_columns", args=[world.inspection.reference, one.pk])


def opened(client: Client, address: str) -> dict[str, str]:
    return {name: one.value for name, one in Forms(client.get(address).content.decode()).fields.items()}


def ticked(client: Client, address: str) -> dict[str, str]:
    """What a browser sends once the box on the page of a list is ticked."""
    fields = Forms(client.get(address).content.decode()).fields
    return {name: one.choices[0] if one.kind == "checkbox" else one.value for name, one in fields.items()}


def upload(world: World, client: Client, content: bytes, drawn_up: date | None = None, **said: str) -> Any:
    on = drawn_up or today()
    typed = {
        "submission": str(uuid4()),
        "case_type": "court",
        "supplier": "Invented system",
        "drawn_up_0": str(on.day),
        "drawn_up_1": str(on.month),
        "drawn_up_2": str(on.year),
        "file": SimpleUploadedFile("list.csv", content),
        **said,
    }
    return client.post(reverse("upload_list", args=[world.inspection.reference]), typed, follow=True)


def with_a_word(world: World) -> bytes:
    """A list of three cases with the word 'Amber' under safety and wellbeing, twice."""
    first, *others = rows("court", 3, in_window(world))
    return "\n".join([HEADINGS, first, *(f"{one.rsplit(',', 1)[0]},Amber" for one in others)]).encode()


def shown(world: World, one: CaseList) -> str:
    return reverse("case_list", args=[world.inspection.reference, one.pk])


def test_what_a_word_means_is_shown_and_can_be_changed_and_taken_back(world: World, officer: Client) -> None:
    one = started(world, content=with_a_word(world))
    assert ASKED in words(officer.get(shown(world, one)))
    (name,) = (name for name in opened(officer, columns(world, one)) if name.startswith("word-"))
    for value, means in (
        ("high", "Amber Column Safety and wellbeing Means high"),
        (
            "none-of-these",
            "Amber Column Safety and wellbeing Means None of these: the case is left out by rule",
        ),
        ("low", "Amber Column Safety and wellbeing Means low"),
        (OPEN, ASKED),
    ):
        typed = opened(officer, columns(world, one)) | {name: value}
        assert means in words(officer.post(columns(world, one), typed, follow=True))


def test_a_remembered_meaning_is_shown_before_the_list_is_sent_and_can_be_taken_back(
    world: World, officer: Client
) -> None:
    one = started(world, content=with_a_word(world))
    (name,) = (name for name in opened(officer, columns(world, one)) if name.startswith("word-"))
    officer.post(columns(world, one), {"version": "1", name: "high"})
    officer.post(reverse("send_list", args=[world.inspection.reference, one.pk]), ticked(officer, shown(world, one)))
    assert CaseList.objects.get().state == "sent"
    again = started(world, content=with_a_word(world) + b"\n")
    said = words(officer.get(shown(world, again)))
    assert "Ready to send" in said
    assert "Amber Column Safety and wellbeing Means high" in said
    assert opened(officer, columns(world, again))[name] == "high"
    taken_back = officer.post(columns(world, again), opened(officer, columns(world, again)) | {name: OPEN}, follow=True)
    assert ASKED in words(taken_back)


def test_only_values_of_the_lists_own_type_are_offered(world: World, officer: Client) -> None:
    one = started(world, content=file_of("court", 3, in_window(world)).replace(b"referral order", b"XYZ"))
    form = Forms(officer.get(columns(world, one)).content.decode())
    (word,) = (one for name, one in form.fields.items() if name.startswith("word-disposal"))
    assert "referral_order" in word.choices
    assert "youth_caution" not in word.choices


def test_one_heading_is_not_taken_for_two_columns(world: World, officer: Client) -> None:
    one = started(world)
    typed = opened(officer, columns(world, one)) | {"heading-safety_and_wellbeing": "Risk of serious harm"}
    answer = officer.post(columns(world, one), typed)
    assert answer.status_code == 422
    assert "This heading is chosen for another column as well. Choose one for each" in words(answer)


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_of_very_many_words_the_first_are_asked_about(world: World, officer: Client) -> None:
    many = "\n".join(
        [HEADINGS, *(f"{row.rsplit(',', 1)[0]},Word {n}" for n, row in enumerate(rows("court", 130, in_window(world))))]
    )
    one = started(world, content=many.encode())
    asked = [name for name in opened(officer, columns(world, one)) if name.startswith("word-")]
    assert len(asked) == 100
    # 130 words and eight columns, of which nothing has to be asked.
    assert "These are 100 of 138 questions. Is it the right column?" in words(officer.get(columns(world, one)))
    on_its_page = opened(officer, shown(world, one))
    last = [name for name in on_its_page if name.startswith("word-")][-1]
    said = words(officer.post(columns(world, one), on_its_page | {last: "low"}, follow=True))
    assert "129 questions are still open." in said


def test_a_column_that_is_not_asked_for_is_named_on_the_page(world: World, officer: Client) -> None:
    named = "\n".join(
        [f"{HEADINGS},Name of child", *(f"{row},Ann Other" for row in rows("court", 2, in_window(world)))]
    )
    answer = upload(world, officer, named.encode())
    assert "Not asked for Name of child. These cells are not kept." in words(answer)
    assert "Ann Other" not in answer.content.decode()


def test_back_and_another_type_is_another_list(world: World, officer: Client) -> None:
    form, content = str(uuid4()), file_of("court", 8, in_window(world))
    assert "List of out-of-court disposals" in words(
        upload(world, officer, content, submission=form, case_type="out_of_court")
    )
    said = words(upload(world, officer, content, submission=form, case_type="court"))
    assert "List of court disposals" in said
    assert CaseList.objects.count() == 2


def test_a_day_to_come_is_not_taken_for_the_day_of_the_list(world: World, officer: Client) -> None:
    answer = upload(world, officer, file_of("court", 8, in_window(world)), today() + timedelta(days=1))
    assert "Day on which the list was drawn up must be today or in the past" in words(answer)
    assert not CaseList.objects.exists()


def test_a_case_system_that_is_not_named_or_too_long_is_said_in_words(world: World, officer: Client) -> None:
    content = file_of("court", 8, in_window(world))
    assert "Enter the name of the case system" in words(upload(world, officer, content, supplier=""))
    long = words(upload(world, officer, content, supplier="x" * 81))
    assert "The name of the case system must be 80 characters or fewer" in long


def test_one_case_is_one_case(world: World, officer: Client) -> None:
    sent(world, "court", 1)
    assert "Sent 1 case, " in words(officer.get(page(world)))


def test_what_is_not_sent_is_always_listed(world: World, officer: Client) -> None:
    draw(world)
    CaseList.objects.filter(case_type="court").update(state="checking")
    assert "Uploaded and not sent" in words(officer.get(page(world)))


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_after_a_new_seed_old_lists_are_to_be_sent_again_and_the_draw_that_stands_is_still_there(
    world: World, officer: Client
) -> None:
    draw(world)
    later = DRAWN_AT + timedelta(days=1)
    commit_seed(inspection=world.inspection, seed="another", at=later, keys=KEYS, by=world.standing("lead-inspector"))
    said = words(officer.get(page(world)))
    assert f"Send again A new seed was fixed on {long_date(later.date())}" in said
    assert "The sample that counts today: draw 1" in said
    assert reverse("own_certificate", args=[world.inspection.reference, 1]) in officer.get(page(world)).content.decode()
    home = words(officer.get(reverse("home")))
    assert "Send the case lists again: a new seed was fixed Of Eastmere By 8 February 2027" in home
    assert "Send the case lists Of" not in home
    own = words(officer.get(reverse("own_inspection", args=[world.inspection.reference])))
    assert f"A new seed was fixed on {long_date(later.date())} at" in own
    assert "lists that came in before do not count for the next draw." in own
    assert "Send the case lists again: a new seed was fixed By 8 February 2027" in own
    assert "Nothing is waiting for you" not in own


def test_an_exclusion_that_does_not_fit_a_new_list_is_shown_to_the_service(world: World, officer: Client) -> None:
    for case_type in ("court", "out_of_court"):
        sent(world, case_type, 9)
    by = world.standing("lead-inspector")
    exclude_case(inspection=world.inspection, case="C9", why="The child has moved away", by=by)
    assert "no longer as on your lists" not in words(officer.get(page(world)))
    sent(world, "court", 8)
    assert "C9 Why The child has moved away On your lists now On no list that has come in" in words(
        officer.get(page(world))
    )
