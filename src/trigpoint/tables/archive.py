"""A workbook's archive, unpacked within limits and vetted, before any library sees it.

A few kilobytes can unpack to gigabytes, and a sheet with one cell in its last row and column would be laid out in full:
so everything is measured while it is unpacked, and nothing is handed on but the parts that were measured.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from trigpoint.tables.sheet_limits import Measured, NotXmlError
from trigpoint.tables.unreadable import MOST_UNPACKED, broken, locked, not_a_list, too_large_unpacked

_CHUNK: Final = 64 * 1024
_MOST_PARTS: Final = 2_000
_LOCKED: Final = 0x1
_KNOWN_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_KIND_PART: Final = "mimetype"
_KIND_BYTES: Final = 100
_XLSX_PART, _ODS_PART = "xl/workbook.xml", "content.xml"
# All that reading a damaged archive can raise.
_BAD_ARCHIVE: Final = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError)
_DAMAGE: Final = (*_BAD_ARCHIVE, ValueError, RuntimeError, LookupError)


@dataclass(slots=True)
class _Budget:
    """How many bytes may still be unpacked."""

    left: int = field(default=MOST_UNPACKED)

    def spend(self, number: int) -> None:
        self.left -= number
        if self.left < 0:
            raise too_large_unpacked()


def measured_parts(content: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook by their names, once all were measured. Raises UnreadableListError."""
    measured = Measured()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            # Of two parts with one name the last counts, and both were measured.
            parts = dict(_parts(archive, measured))
    except _DAMAGE:
        raise broken() from None
    if measured.is_locked:
        raise locked()
    if measured.expanded > MOST_UNPACKED:
        raise too_large_unpacked()
    if _XLSX_PART not in parts and _ODS_PART not in parts:
        raise not_a_list("The file is an archive and no workbook that can be read")
    return parts


def _parts(archive: zipfile.ZipFile, measured: Measured) -> Iterator[tuple[str, bytes]]:
    """Return the parts that are well-formed XML: pictures and the like are left behind."""
    entries = archive.infolist()
    if len(entries) > _MOST_PARTS:
        raise broken()
    budget = _Budget()
    for entry in entries:
        if entry.flag_bits & _LOCKED:
            raise locked()
        if entry.compress_type not in _KNOWN_METHODS:
            raise broken()
        part = _unpack(archive, entry, budget)
        if entry.filename == _KIND_PART and len(part) <= _KIND_BYTES:
            yield entry.filename, part
            continue
        try:
            measured.measure(part)
        except NotXmlError:
            continue
        yield entry.filename, part


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: _Budget) -> bytes:
    """Unpack one part. What its header says of its size is not believed."""
    chunks: list[bytes] = []
    with archive.open(entry) as opened:
        while chunk := opened.read(_CHUNK):
            budget.spend(len(chunk))
            chunks.append(chunk)
    return b"".join(chunks)
