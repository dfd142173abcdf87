"""The report of an inspection, before it is published and after."""

import pytest
from django.urls import reverse

from tests.factories.world import World, bundle_of, move_to, put_in
from tests.web.conftest import As
from tests.web.pages.words import words

AS_IT_STANDS = "Report so far"


def test_from_the_draft_on_whoever_sees_the_inspection_reads_its_report_as_it_stands(world: World, as_: As) -> None:
    reference = world.inspection.reference
    overview, address = reverse("inspection", args=[reference]), reverse("inspection_report", args=[reference])
    move_to(world, "panel")
    assert AS_IT_STANDS not in words(as_("editor").get(overview))
    assert "How each rating was reached" in words(as_("lead-inspector").get(reverse("ratings", args=[reference])))
    move_to(world, "draft")
    assert f'href="{address}"' in as_("editor").get(overview).content.decode()
    answer = as_("editor").get(address)
    assert "How sure the ratings are" in answer.content.decode()
    assert "'sha256-" in answer.headers["Content-Security-Policy"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert f'href="{overview}">Back to the inspection</a>' in answer.content.decode()
    assert as_("service-manager").get(address).status_code == 404


def test_a_report_can_be_read_while_ratings_are_missing_and_there_is_none_of_nothing(world: World, as_: As) -> None:
    client, address = as_("lead-inspector"), reverse("inspection_report", args=[world.inspection.reference])
    answer = client.get(address)
    assert answer.status_code == 403
    assert "The inspection holds nothing yet, so there is no report." in words(answer)
    put_in(world, bundle_of(world, whole=False))
    assert client.get(address).status_code == 200


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_after_publication_inspectorate_and_service_are_led_to_the_public_report(world: World, as_: As) -> None:
    move_to(world, "published")
    reference = world.inspection.reference
    link = f'href="{reverse("published_report", args=[reference])}"'
    overview = as_("lead-inspector").get(reverse("inspection", args=[reference]))
    assert link in overview.content.decode()
    assert AS_IT_STANDS not in words(overview)
    assert link in as_("service-manager").get(reverse("own_inspection", args=[reference])).content.decode()


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_the_public_report_leads_back_to_the_list(world: World, as_: As) -> None:
    move_to(world, "published")
    page = as_("editor").get(reverse("published_report", args=[world.inspection.reference])).content.decode()
    assert '<a class="govuk-link" href="/">Published inspections</a>' in page
