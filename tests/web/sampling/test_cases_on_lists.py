"""The lead sees the cases on the lists before the draw, by their references alone, and excludes one by choosing it."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.case_files import file_of, in_window, sent
from tests.factories.world import World
from tests.web.conftest import As
from tests.web.forms.pages import Forms
from tests.web.pages.words import words
from trigpoint.inspectorate.sampling.actions.excluding import exclude_case
from trigpoint.inspectorate.sampling.models import Exclusion

MOVED = "The child has moved away"


@pytest.fixture
def lead(announced: World, as_: As) -> Client:
    sent(announced, "court", 3)
    sent(announced, "out_of_court", 2)
    return as_("lead-inspector")


def page(world: World) -> str:
    return reverse("cases_on_lists", args=[world.inspection.reference])


def exclude(world: World) -> str:
    return reverse("exclude_case", args=[world.inspection.reference])


def test_every_case_is_there_by_its_references_and_nothing_else_of_it(announced: World, lead: Client) -> None:
    shown = words(lead.get(page(announced)))
    assert "5 cases are on the lists that the sample will be drawn from." in shown
    for case in ("C1 Child K-C1 List Court disposals", "O2 Child K-O2 List Out-of-court disposals"):
        assert case in shown
    for known in ("referral order", "Referral order", "medium", "Medium", "male", in_window(announced).isoformat()):
        assert known not in shown.replace("Court disposals", "")


def test_a_case_is_found_by_a_part_of_its_reference_or_of_the_childs(announced: World, lead: Client) -> None:
    shown = words(lead.get(page(announced), {"reference": "k-c2"}))
    assert "C2 Child K-C2" in shown
    assert "C1 Child" not in shown
    assert "No case on the lists has ‘C99’ in its references." in words(lead.get(page(announced), {"reference": "C99"}))


def test_a_case_is_excluded_by_choosing_it_and_taken_back_from_the_same_page(announced: World, lead: Client) -> None:
    assert f"{exclude(announced)}?case=C2" in lead.get(page(announced)).content.decode()
    form = Forms(lead.get(exclude(announced), {"case": "C2"}).content.decode())
    assert form.fields["case"].value == "C2"
    assert form.fields["case"].choices == ["", "C1", "C2", "C3", "O1", "O2"]
    lead.post(exclude(announced), {"case": "C2", "why": MOVED})
    shown = lead.get(page(announced))
    assert f"Excluded {MOVED}. Take back the exclusion of C2" in words(shown)
    assert reverse("readmit_case", args=[announced.inspection.reference, Exclusion.objects.get().pk]) in (
        shown.content.decode()
    )


def test_a_case_that_somebody_else_excluded_meanwhile_is_not_excluded_twice(announced: World, lead: Client) -> None:
    exclude_case(inspection=announced.inspection, case="C2", why=MOVED, by=announced.standing("deputy-lead"))
    answer = lead.post(exclude(announced), {"case": "C2", "why": MOVED})
    assert answer.status_code == 422
    assert "That case is excluded already, or on no list that has come in." in words(answer)


def test_before_a_list_is_in_the_page_says_so_and_only_whoever_sets_the_sample_opens_it(
    announced: World, as_: As
) -> None:
    assert "No list has come in for the draw to come." in words(as_("lead-inspector").get(page(announced)))
    assert as_("inspector").get(page(announced)).status_code == 403


def test_of_a_long_list_a_hundred_cases_are_on_a_page(announced: World, as_: As) -> None:
    sent(announced, content=file_of("court", 130, in_window(announced)))
    lead = as_("lead-inspector")
    assert "Page 1 of 2" in words(lead.get(page(announced)))
    assert "C101 Child K-C101" in words(lead.get(page(announced), {"page": "2"}))
