"""Every page of an inspection has the menu of its pages: those that one may open, with the one marked where one is."""

import re

import pytest
from django.urls import reverse

from tests.access.walking import Walked, address_of, matrix, signed_in
from tests.factories.world import World, move_to
from tests.some_quickly import some_quickly
from tests.web.conftest import As
from trigpoint.web.guards.menu import OWN_PAGES, PAGES

LINK = re.compile(r'<a class="tp-menu__link" href="([^"]+)"(?: aria-current="(\w+)")?>([^<]+)</a>')


def menu(page: str) -> list[tuple[str, str, str]]:
    """Address, mark and text of each link of a menu, which stands twice: wide, and folded for a phone."""
    links = LINK.findall(page)
    assert links[: len(links) // 2] == links[len(links) // 2 :]
    return links[: len(links) // 2]


def menu_at(world: World, as_: As, role: str, name: str) -> list[tuple[str, str, str]]:
    address = reverse(name, args=[world.inspection.reference])
    return menu(as_(role).get(address).content.decode())


def test_the_lead_has_eleven_pages_and_the_one_where_they_are_is_marked(sampled: World, as_: As) -> None:
    links = menu_at(sampled, as_, "lead-inspector", "interviews")
    assert [text for _, _, text in links] == [
        *("Overview", "Timetable", "Team", "Requests", "Sample", "Cases", "Readers and interviews", "Ratings"),
        *("Record", "Load a file", "Download"),
    ]
    assert [(text, mark) for _, mark, text in links if mark] == [("Readers and interviews", "page")]


def test_a_page_below_one_of_the_menu_is_marked_as_below_it(sampled: World, as_: As) -> None:
    links = menu_at(sampled, as_, "lead-inspector", "declare_conflict")
    assert [(text, mark) for _, mark, text in links if mark] == [("Readers and interviews", "true")]


def test_the_service_has_its_own_pages(sampled: World, as_: As) -> None:
    links = menu_at(sampled, as_, "service-manager", "own_interviews")
    assert [(text, mark) for _, mark, text in links] == [
        *(("Overview", ""), ("Case lists and sample", ""), ("Interviews", "page")),
    ]
    assert [text for *_, text in menu_at(sampled, as_, "case-manager", "own_inspection")] == ["Overview", "Interviews"]


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_a_draft_report_and_a_published_one_have_their_place_once_they_are_there(world: World, as_: As) -> None:
    assert not {"Report so far", "Published report"} & {
        text for *_, text in menu_at(world, as_, "lead-inspector", "inspection")
    }
    move_to(world, "draft")
    assert "Report so far" in {text for *_, text in menu_at(world, as_, "lead-inspector", "inspection")}


ON_BOTH_SIDES = ["lead-inspector", "local-assessor", "editor", "service-manager", "case-manager"]


@pytest.mark.parametrize("who", some_quickly([(who,) for who in ON_BOTH_SIDES], each=3, on_postgresql=True))
def test_it_leads_to_pages_that_one_may_open_and_leaves_none_of_them_out(who: str, walked: Walked, as_: As) -> None:
    world, parts = walked
    client = signed_in(world.people[who])
    own_side = who in {"service-manager", "case-manager"}
    page = client.get(address_of("own_inspection" if own_side else "inspection", parts["own"])).content.decode()
    hrefs = {href for href, _, _ in menu(page)}
    assert {client.get(href).status_code for href in hrefs} == {200}
    may_open = {door.name for door, said in matrix().items() if door.method == "GET" and said[who] == "yes"}
    # At this stage there is no draft, and nothing is published.
    of_menu = {each.name for each in (*PAGES, *OWN_PAGES)} - {"inspection_report", "published_report"}
    assert hrefs == {address_of(name, parts["own"]) for name in may_open & of_menu}


def test_the_main_navigation_marks_under_which_of_its_ways_an_inspection_is(sampled: World, as_: As) -> None:
    def marked(role: str, name: str) -> list[tuple[str, str]]:
        page = as_(role).get(reverse(name, args=[sampled.inspection.reference])).content.decode()
        return re.findall(r'tp-navigation__link" href="[^"]+" aria-current="(\w+)">([^<]+)<', page)

    assert marked("lead-inspector", "cases") == [("true", "Programme")]
    assert marked("service-manager", "own_inspection") == [("true", "What needs me now")]
    # A local assessor has no page of the programme.
    assert marked("local-assessor", "cases") == [("true", "What needs me now")]
