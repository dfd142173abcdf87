"""A name is found and sorted by its letters: apostrophes, accents and capitals hinder nobody, on either database."""

from collections.abc import Iterable
from csv import DictReader

from django.test import Client
from django.urls import reverse

from tests.factories.world import World, inspection, today
from tests.public_reports.test_14_one_service_twice import load
from tests.web.conftest import As
from tests.web.pages.words import words
from trigpoint.people.actions import enter_organisation
from trigpoint.people.queries import free_reference, organisation_called
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


# Name of the organisation → its short name, in no way a part of the name.
CALLED = {"Youth Justice Service of the Isle": "Ynys M\u00f4n", "The Royal Borough's Service": "King\u2019s Town"}
SHORT = {
    "ynys mon": {0},
    "Mon": {0},
    "M\u00d4N": {0},
    "kings": {1},
    "King's t": {1},
    "service": {0, 1},
    "Wrexham": set(),
}


def called(page: str) -> set[int]:
    return {number for number, name in enumerate(CALLED) if name in page}


def test_short_names_are_found_wherever_a_service_is_sought(world: World, as_: As, client: Client) -> None:
    by, manager = operator(today()), as_("programme-manager")
    for number, (name, short) in enumerate(CALLED.items()):
        service = enter_organisation(kind="service", reference=free_reference(name), name=name, short_name=short, by=by)
        load(f"called-{number}", name)
        inspection(service, world.inspectorate)
    for asked, numbers in SHORT.items():
        for place, box, who in (("services", "name", manager), ("inspections", "service", manager)):
            assert called(words(who.get(reverse(place), {box: asked}))) == numbers, (place, asked)
        assert called(words(client.get(reverse("public_home"), {"service": asked}))) == numbers, asked


def test_the_command_line_knows_an_organisation_by_its_short_name_where_no_other_has_it(world: World) -> None:
    by = operator(today())
    for name, short in (("Isle Service", "Ynys M\u00f4n"), ("First Service", "Twin"), ("Second Service", "Twin")):
        enter_organisation(kind="service", reference=free_reference(name), name=name, short_name=short, by=by)
    names = {asked: organisation_called(asked) for asked in ("ynys mon", "isle service", "twin", "Mon")}
    assert {asked: row.name if row else None for asked, row in names.items()} == {
        "ynys mon": "Isle Service",
        "isle service": "Isle Service",
        "twin": None,
        "Mon": None,
    }


def test_the_register_sorts_short_names_as_it_sorts_names(world: World, as_: As) -> None:
    for short in ("Zetland", "\u00c9cole", "\u0175yl", "Wrexham", "York"):
        enter_organisation(
            kind="service",
            reference=free_reference(short),
            name=f"Service of {short}",
            short_name=short,
            by=operator(today()),
        )
    in_order = ["Eastmere", "\u00c9cole", "Westmere", "Wrexham", "\u0175yl", "York", "Zetland"]
    for sort, expected in (("short-name", in_order), ("-short-name", in_order[::-1])):
        answer = as_("programme-manager").get(reverse("services"), {"sort": sort, "as": "csv"})
        rows = list(DictReader(answer.content.decode("utf-8-sig").splitlines()))
        assert [row["Short name"] for row in rows] == expected


def test_the_register_sorts_a_letter_with_an_accent_beside_the_letter(world: World, as_: As) -> None:
    enter(("Zetland", "\u00e9cole", "\u0174yl", "Wrexham", "Fernley", "York"))
    page = words(as_("programme-manager").get(reverse("services")))
    in_order = ("Eastmere", "\u00e9cole", "Fernley", "Wrexham", "\u0174yl", "York", "Zetland")
    assert sorted(in_order, key=page.index) == list(in_order)
