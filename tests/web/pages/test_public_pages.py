"""What everybody can read: what is published, the frameworks with every question, and nothing else."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from tests.factories.world import World, framework, move_to, today
from tests.web.pages.words import words
from trigpoint.bundle.files import load_bundle
from trigpoint.bundle.frameworks import built_in, load_framework
from trigpoint.inspectorate.publishing.actions.loading import load_inspection
from trigpoint.people.standing import operator


@pytest.fixture
def published(world: World) -> None:
    load_inspection(loaded=load_bundle(Path("examples/trafford-2021")), by=operator(today()))


@pytest.mark.usefixtures("published")
def test_the_public_home_lists_what_is_published_and_nothing_else(world: World, client: Client) -> None:
    move_to(world, "case-week")
    said = words(client.get(reverse("public_home")))
    assert "Trafford Youth Justice Service Published February 2021 Overall rating Good" in said
    assert "Eastmere" not in said
    assert words(client.get(reverse("public_home"), {"service": "traff"})).count("Trafford Youth") == 1
    none = words(client.get(reverse("public_home"), {"service": "nowhere"}))
    assert "No published inspection is of a service with that name." in none


@pytest.mark.usefixtures("published")
def test_a_published_inspection_shows_what_the_rules_gave_and_why_a_rating_differs(client: Client) -> None:
    said = words(client.get(reverse("published_inspection", args=["trafford-2021"])))
    # The report's figures: Good with 20 points; by the rules alone 17 and 'Requires improvement'.
    assert "Overall rating Good 20 of 36 By the rules alone Requires improvement 17 of 36" in said
    assert "Keeping the child safe had the lowest count, 3 of 8, a single case short of the boundary" in said
    assert "{" not in said


@pytest.mark.usefixtures("published")
def test_the_whole_report_of_a_published_inspection_can_be_read(client: Client) -> None:
    answer = client.get(reverse("published_report", args=["trafford-2021"]))
    page = answer.content.decode()
    assert "How sure the ratings are" in page
    assert "'sha256-" in answer.headers["Content-Security-Policy"]


def test_what_is_not_published_is_not_there(world: World, client: Client) -> None:
    for address in ("published_inspection", "published_report"):
        assert client.get(reverse(address, args=[world.inspection.reference])).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("contact", "says"),
    [
        ("", "Whoever runs this site has not said whom to write to. Tell the organisation that invited you"),
        ("access@northland.example", "Write to access@northland.example . Say which page"),
        ("Northland Inspectorate, 1 High Street", "Write to Northland Inspectorate, 1 High Street. Say which page"),
    ],
)
def test_the_accessibility_page_says_whom_to_write_to(
    client: Client, settings: LazySettings, contact: str, says: str
) -> None:
    settings.CONTACT = contact
    answer = client.get(reverse("accessibility"))
    assert says in words(answer)
    assert ("mailto:" in answer.content.decode()) is ("@" in contact)


def test_the_framework_browser_has_every_question_of_every_framework(client: Client) -> None:
    for name, folder in built_in().items():
        found = load_framework(folder)
        assert found.title in words(client.get(reverse("frameworks")))
        assert all(one.name in words(client.get(reverse("framework", args=[name]))) for one in found.standards)
        for standard in found.standards:
            said = words(client.get(reverse("framework_standard", args=[name, standard.id])))
            for question in standard.key_questions:
                for text in (question.text, *(prompt.text for prompt in question.prompts)):
                    assert " ".join(text.split()) in said
    assert framework().id in built_in()
