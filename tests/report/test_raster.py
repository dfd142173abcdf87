"""Pictures for Word: the drawing as pixels."""

import struct

from tests.report.sample import SVG
from trigpoint.report.raster import png


def size(picture: bytes) -> tuple[int, int]:
    """Return width and height from the first chunk of a PNG."""
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def test_a_picture_is_160_mm_wide_at_200_points_to_the_inch_and_keeps_its_shape() -> None:
    # 160 mm / 25.4 mm x 200 = 1259.8; the drawing is 400 by 60, so the height is 1259.8 x 60 / 400 = 189.0.
    assert size(png(SVG)) == (1260, 189)


def test_words_are_drawn_whatever_font_the_picture_asks_for() -> None:
    strange = SVG.replace("Inter, Arial, sans-serif", "No Such Font")
    assert png(strange) == png(SVG) != png(SVG.replace("3 of 8</text>", "</text>"))
