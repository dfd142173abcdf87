"""Pages say things in plain words, and nothing that is counted is without a way to it."""

import re

from django.urls import reverse

from tests.factories.world import World, bundle_of, put_in
from tests.web.conftest import As
from tests.web.pages.words import words


def test_and_so_many_more_is_a_way_to_all_of_them(world: World, as_: As) -> None:
    put_in(world, bundle_of(world, whole=False))
    address = reverse("ratings", args=[world.inspection.reference])
    page = as_("lead-inspector").get(address).content.decode()
    whole = re.search(r'href="([^"]+\?all#missing)">List all (\d+), one by one</a>', page)
    assert whole
    everything = as_("lead-inspector").get(whole.group(1)).content.decode()
    assert "one by one" not in everything
    _, _, listed = everything.partition('id="missing"')
    assert listed.partition("</ul>")[0].count("<li>") == int(whole.group(2))


def test_which_cases_are_read_stands_before_how_the_draw_is_checked(sampled: World, as_: As) -> None:
    for role, name in (("service-manager", "case_lists"), ("lead-inspector", "sample")):
        said = words(as_(role).get(reverse(name, args=[sampled.inspection.reference])))
        assert said.index("Cases that are read, in the order in which they were drawn") < said.index("SHA-256")


def test_what_no_role_of_somebody_allows_is_not_offered_as_a_dead_button(world: World, as_: As) -> None:
    page = as_("inspector").get(reverse("programme")).content.decode()
    assert "Plan an inspection" not in page
    assert "none of your roles allows it" not in page
    assert "Plan an inspection" in as_("programme-manager").get(reverse("programme")).content.decode()
