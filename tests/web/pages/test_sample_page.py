"""The lead's pages of the sample: nothing is drawn from lists that were not shown, and exclusions fit the lists."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.case_files import file_of, in_window, sent
from tests.factories.world import World, move_to
from tests.web.conftest import As
from tests.web.forms.pages import Forms
from tests.web.pages.words import words
from trigpoint.inspectorate.sampling.actions.excluding import exclude_case
from trigpoint.inspectorate.sampling.models import Draw, Exclusion

MOVED = "The child has moved away"


def opened(client: Client, address: str) -> dict[str, str]:
    return {name: one.value for name, one in Forms(client.get(address).content.decode()).fields.items()}


def both_lists(world: World) -> None:
    move_to(world, "announced")
    for case_type in ("court", "out_of_court"):
        sent(world, case_type, 10)


def test_the_page_of_a_draw_without_lists_says_that_none_has_come_in(world: World, as_: As) -> None:
    move_to(world, "announced")
    said = words(as_("lead-inspector").get(reverse("draw_sample", args=[world.inspection.reference])))
    assert "No list that counts for it has come in yet." in said
    assert "Drawn from" not in said


def test_a_seed_that_is_fixed_is_not_offered_again(world: World, as_: As) -> None:
    lead, address = as_("lead-inspector"), reverse("fix_seed", args=[world.inspection.reference])
    assert lead.post(address).status_code == 302
    page = lead.get(address)
    assert words(page).count("The seed of the next draw is fixed already.") == 1
    assert '<form id="form"' not in page.content.decode()


def test_lists_that_changed_since_the_page_was_opened_are_not_drawn_from_unseen(world: World, as_: As) -> None:
    both_lists(world)
    lead, address = as_("lead-inspector"), reverse("draw_sample", args=[world.inspection.reference])
    assert "Drawn from: Court disposals, 10 cases, sent" in words(lead.get(address))
    typed = opened(lead, address)
    sent(world, "court", 12)
    answer = lead.post(address, typed)
    assert "The lists or the exclusions have changed since you opened this page. Nothing was drawn." in words(answer)
    assert "Drawn from: Court disposals, 12 cases, sent" in words(answer)
    assert not Draw.objects.exists()
    again = {name: one.value for name, one in Forms(answer.content.decode()).fields.items()}
    assert lead.post(address, again).status_code == 302
    assert Draw.objects.count() == 1


def test_an_exclusion_since_the_page_was_opened_is_not_drawn_from_unseen(world: World, as_: As) -> None:
    both_lists(world)
    lead, address = as_("lead-inspector"), reverse("draw_sample", args=[world.inspection.reference])
    typed = opened(lead, address)
    exclude_case(inspection=world.inspection, case="C3", why=MOVED, by=world.standing("deputy-lead"))
    answer = lead.post(address, typed)
    assert "Nothing was drawn." in words(answer)
    assert "Excluded: C3." in words(answer)


def test_where_no_case_can_be_excluded_that_is_said_before_a_form_is_filled_in(world: World, as_: As) -> None:
    lead, address = as_("lead-inspector"), reverse("exclude_case", args=[world.inspection.reference])
    assert lead.get(address).status_code == 403
    move_to(world, "announced")
    assert "there is no case yet that could be excluded" in words(
        lead.get(reverse("sample", args=[world.inspection.reference]))
    )


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_an_exclusion_that_no_longer_fits_is_confirmed_on_the_page(world: World, as_: As) -> None:
    both_lists(world)
    exclude_case(inspection=world.inspection, case="C3", why=MOVED, by=world.standing("lead-inspector"))
    lead, page = as_("lead-inspector"), reverse("sample", args=[world.inspection.reference])
    assert "Exclusions that do not fit the lists any more" not in words(lead.get(page))
    sent(world, content=file_of("court", 10, in_window(world)).replace(b"C3,K-C3", b"C3,K-99"))
    said = words(lead.get(page))
    assert "On the lists now Another row: child K-99" in said
    assert "exclusions that do not fit the lists any more: C3" in said
    address = reverse("confirm_exclusion", args=[world.inspection.reference, Exclusion.objects.get().pk])
    assert "Excluded: The child has moved away. In the lists now: Another row: child K-99" in words(lead.get(address))
    answer: Any = lead.post(address, opened(lead, address), follow=True)
    assert answer.status_code == 200
    assert "The case C3 stays excluded." in answer.content.decode()
    assert "Exclusions that do not fit the lists any more" not in words(lead.get(page))
    record = words(lead.get(reverse("inspection_record", args=[world.inspection.reference])))
    assert "confirmed, after a new list, that the case C3 stays excluded." in record
    assert "sent the list of court disposals; cases on it: 10." in record
