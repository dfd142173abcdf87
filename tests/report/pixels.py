"""The pages of a PDF as pixels: the same template, drawn by the same typesetter."""

import json
import struct
import zlib
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import typst

from trigpoint.report import pdf
from trigpoint.report.anchors import Anchors
from trigpoint.report.document import Document
from trigpoint.report.paper import for_paper
from trigpoint.report.tones import TONES
from trigpoint.report.typesetting import FONTS

Grey: TypeAlias = npt.NDArray[np.uint8]


def pages_of(document: Document) -> list[Grey]:
    """Return each page as its darkest channel, 255 where it is white; 20 points to the inch."""
    document = for_paper(document)
    data = {
        "document": pdf._value(document, Anchors(document)),
        "tones": {name: [colours.text, colours.ground] for name, colours in TONES.items()},
    }
    made = typst.compile(pdf.TEMPLATE, format="png", font_paths=FONTS, sys_inputs={"data": json.dumps(data)}, ppi=20)
    pages: object = made  # typed as one page; of more than one it is a list
    return [_pixels(page) for page in (pages if isinstance(pages, list) else [made])]


def _pixels(png: bytes) -> Grey:
    """Decode a PNG of four channels of eight bits: its lines are filtered. Source: the PNG specification, section 9."""
    width, height = struct.unpack(">II", png[16:24])
    assert png[24:26] == b"\x08\x06"
    packed, position = b"", 8
    while position < len(png):
        (length,) = struct.unpack(">I", png[position : position + 4])
        if png[position + 4 : position + 8] == b"IDAT":
            packed += png[position + 8 : position + 8 + length]
        position += length + 12
    raw = np.frombuffer(zlib.decompress(packed), np.uint8).reshape(height, 1 + 4 * width)
    lines = np.zeros((height + 1, width + 1, 4), np.int64)
    for y in range(height):
        _unfilter(int(raw[y, 0]), raw[y, 1:].reshape(width, 4).astype(np.int64), lines[y], lines[y + 1])
    darkest: Grey = lines[1:, 1:, :3].min(axis=2).astype(np.uint8)
    return darkest


def _unfilter(
    kind: int, line: npt.NDArray[np.int64], above: npt.NDArray[np.int64], into: npt.NDArray[np.int64]
) -> None:
    if kind in (0, 2):
        into[1:] = (line + (above[1:] if kind == 2 else 0)) % 256
        return
    for x, pixel in enumerate(line, start=1):
        left, up, corner = into[x - 1], above[x], above[x - 1]
        if kind == 1:
            predicted = left
        elif kind == 3:
            predicted = (left + up) // 2
        else:
            estimate = left + up - corner
            distances = np.abs(np.stack([left, up, corner]) - estimate)
            predicted = np.choose(distances.argmin(axis=0), [left, up, corner])
        into[x] = (pixel + predicted) % 256
