"""The picture of the house is drawn from the imports."""

from xml.etree import ElementTree as ET

from tests.architecture.draw_house import FILE, HOUSE, draw
from tests.architecture.house import Room, Storeys, read_house

HALL, ATTIC, CELLAR = (Room(f"trigpoint.{name}", f"The {name}.") for name in ("hall", "attic", "cellar"))
SMALL = {
    HOUSE: Storeys(
        ((ATTIC,), (HALL,), (CELLAR,)),
        frozenset({(ATTIC.name, HALL.name), (ATTIC.name, CELLAR.name), (HALL.name, CELLAR.name)}),
    )
}
SVG = "{http://www.w3.org/2000/svg}"


def test_the_picture_in_the_documentation_is_the_house_as_it_is() -> None:
    assert FILE.read_text("utf-8") == draw(read_house()), "The imports have changed: run 'make fix'."


def test_every_package_has_a_room_and_says_what_it_is() -> None:
    rooms = [room for floor in read_house()[HOUSE].floors for room in floor]
    assert {"cli", "web", "inspectorate", "rules"} <= {room.short for room in rooms}
    assert [room.name for room in rooms if not room.purpose] == []


def test_each_import_is_an_arrow_down_and_is_said_in_words() -> None:
    picture = ET.fromstring(draw(SMALL))  # noqa: S314 - our own picture
    description = picture.findtext(f"{SVG}desc")
    assert description == "attic imports cellar, hall. hall imports cellar. cellar imports nothing of the house."
    # Two to the next floor, and one past it.
    assert len(picture.findall(f"{SVG}polygon")) == 3
