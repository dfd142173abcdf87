"""Write which characters the report can print, read from its fonts: `python -m tests.report.write_typeface`.

Beside the characters of the fonts those are printable that stand for no shape of their own, such as a soft hyphen:
the typesetter is asked about each.
"""

import json
import struct
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import typst

from trigpoint.bundle import typeface
from trigpoint.report import typesetting

FONTS = sorted((Path(typesetting.__file__).parent / "fonts").glob("*.otf"))
PAGE = Path(typeface.__file__).with_name("typeface.txt")
TEMPLATE = Path(__file__).with_name("characters.typ")
WITHOUT_SHAPE = {"Cf", "Zs", "Zl", "Zp", "Cc"}
# Ignored by default, though their categories are those of letters and marks. Source: Unicode, DerivedCoreProperties.
IGNORED = (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x3164, *range(0xFE00, 0xFE10), 0xFFA0)
HEAD = "# Characters that the report can print, from its fonts. Written by tests/report/write_typeface.py.\n"


def of_font(font: bytes) -> set[int]:
    """Read the code points of a font from its table 'cmap', the segments of format 12."""
    (number,) = struct.unpack_from(">H", font, 4)
    records = [struct.unpack_from(">4sIII", font, 12 + 16 * each) for each in range(number)]
    base = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    (maps,) = struct.unpack_from(">H", font, base + 2)
    points: set[int] = set()
    for each in range(maps):
        _, _, offset = struct.unpack_from(">HHI", font, base + 4 + 8 * each)
        form, _, _, _, groups = struct.unpack_from(">HHIII", font, base + offset)
        if form == 12:
            for group in range(groups):
                first, last, _ = struct.unpack_from(">III", font, base + offset + 16 + 12 * group)
                points.update(range(first, last + 1))
    return points


def of_all_fonts() -> set[int]:
    """The code points that every font of the report has."""
    return set.intersection(*(of_font(font.read_bytes()) for font in FONTS))


def refusal(texts: Sequence[str]) -> str:
    """Ask the typesetter: '' where it prints all of these texts, else why not."""
    try:
        typst.compile(
            TEMPLATE,
            format="pdf",
            font_paths=typesetting.FONTS,
            sys_inputs={"texts": json.dumps(texts)},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        return error.message
    return ""


def without_shape(fonts: set[int]) -> list[int]:
    """The code points that no font has and that the typesetter prints nonetheless, as nothing or as space."""
    points = {point for point in range(0x110000) if unicodedata.category(chr(point)) in WITHOUT_SHAPE}
    return _printed(sorted((points | set(IGNORED)) - fonts))


def _printed(points: list[int]) -> list[int]:
    if not points or not refusal([f"a{chr(point)}b" for point in points]):
        return points
    if len(points) == 1:
        return []
    middle = len(points) // 2
    return [*_printed(points[:middle]), *_printed(points[middle:])]


def page(points: Iterable[int]) -> str:
    """The ranges of code points, one a line."""
    return HEAD + "".join(f"{first:04X}-{last:04X}\n" for first, last in _ranges(sorted(points)))


def _ranges(points: Sequence[int]) -> Iterator[tuple[int, int]]:
    first = last = points[0]
    for point in points[1:]:
        if point != last + 1:
            yield first, last
            first = point
        last = point
    yield first, last


if __name__ == "__main__":
    fonts = of_all_fonts()
    PAGE.write_text(page(fonts | set(without_shape(fonts))), encoding="ascii")
