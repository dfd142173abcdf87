"""Workbooks that we write: every cell as text, never as a formula, and the same bytes for the same content."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from xlsxwriter import Workbook

_AS_TYPED = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# A workbook says when it was created; a fixed day keeps the clock out of it.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)


@contextmanager
def workbook(into: io.BytesIO) -> Iterator[Workbook]:
    """Give a workbook that is written into the buffer at the end."""
    book = Workbook(into, _AS_TYPED)
    book.set_properties({"created": _CREATED})
    yield book
    book.close()
