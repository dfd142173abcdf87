"""A name is found and sorted by its letters: apostrophes, accents and capitals hinder nobody, on either database."""

from collections.abc import Iterable

from django.test import Client
from django.urls import reverse

from tests.factories.world import World, today
from tests.public_reports.test_14_one_service_twice import load
from tests.web.conftest import As
from tests.web.pages.words import words
from trigpoint.people.actions import enter_organisation
from trigpoint.people.queries import free_reference
from trigpoint.people.standing import operator

STRAIGHT, CURLY = "King's Lynn Youth Justice Service", "King\u2019s Heath Youth Justice Service"
MON, WYL, LLYN = "Ynys M\u00f4n Youth Justice Service", "\u0174yl Youth Justice Service", "Ll\u0177n Youth Justice"
NAMES = (STRAIGHT, CURLY, MON, WYL, LLYN)
SEARCHES = {
    "King's": {STRAIGHT, CURLY},
    "King\u2019s": {STRAIGHT, CURLY},
    "kings": {STRAIGHT, CURLY},
    "KING`S l": {STRAIGHT},
    "Mon": {MON},
    "M\u00d4N": {MON},
    "mo\u0302n": {MON},
    "\u0175yl": {WYL},
    "Wyl": {WYL},
    "Llyn": {LLYN},
    "service.": {STRAIGHT, CURLY, MON, WYL},
    "'": set(),
    "100%": set(),
    "_": set(),
}


def enter(names: Iterable[str]) -> None:
    for name in names:
        enter_organisation(
            kind="service", reference=free_reference(name), name=name, short_name=name, by=operator(today())
        )


def found(client: Client, address: str, box: str) -> dict[str, set[str]]:
    """Search → the names on the page that answers it."""
    pages = {asked: words(client.get(address, {box: asked})) for asked in SEARCHES}
    return {asked: {name for name in NAMES if name in page} for asked, page in pages.items()}


def test_the_register_finds_every_spelling(world: World, as_: As) -> None:
    enter(NAMES)
    assert found(as_("programme-manager"), reverse("services"), "name") == SEARCHES


def test_the_public_finds_every_spelling(world: World, client: Client) -> None:
    for number, name in enumerate(NAMES):
        load(f"published-{number}", name)
    assert found(client, reverse("public_home"), "service") == SEARCHES


def test_the_register_sorts_a_letter_with_an_accent_beside_the_letter(world: World, as_: As) -> None:
    enter(("Zetland", "\u00e9cole", "\u0174yl", "Wrexham", "Fernley", "York"))
    page = words(as_("programme-manager").get(reverse("services")))
    in_order = ("Eastmere", "\u00e9cole", "Fernley", "Wrexham", "\u0174yl", "York", "Zetland")
    assert sorted(in_order, key=page.index) == list(in_order)
