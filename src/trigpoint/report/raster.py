"""SVG → PNG, for formats that cannot hold SVG."""

from pathlib import Path

from trigpoint.report.typesetting import typeset

TEMPLATE = Path(__file__).parent / "typst" / "picture.typ"
WIDTH_MM = 160  # as in the template


def png(svg: str) -> bytes:
    """Return the picture as PNG, 160 mm wide at 200 points to the inch, in the fonts of the PDF.

    Raises TypesettingError where it is not SVG.
    """
    return typeset(TEMPLATE, "png", svg=svg)
