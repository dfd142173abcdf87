"""A list as a CSV file that a spreadsheet opens as it is meant: no formula, no reference that turns into a number."""

import csv
import re
from collections.abc import Iterable
from datetime import datetime
from io import StringIO
from typing import Final

from django.utils import timezone

from trigpoint.web.lists.columns import CellValue, Column, Row

# Spreadsheets take what begins so for a formula; a tab or a line break in front of it is passed over.
# Source: OWASP, 'CSV Injection'. The wide forms are those of East Asian keyboards.
_FORMULA: Final = tuple("=+-@＝＋－＠")
# What a spreadsheet turns into a number, a date, a time or a truth: '00417', '7E05', '01-Mar', 'Mar-26', 'TRUE'.
_READ_OTHERWISE: Final = re.compile(
    r"[.,£$€%(]?\s*[0-9].*|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s./-]*[0-9].*|true|false",
    re.IGNORECASE | re.DOTALL,
)
# In front of a text, a spreadsheet shows what follows and reads nothing into it.
_AS_TEXT: Final = "'"


def as_csv(columns: Iterable[Column[Row]], rows: Iterable[Row]) -> bytes:
    """Return a list as CSV in UTF-8, with the mark by which Excel knows that it is."""
    columns, file = tuple(columns), StringIO()
    writer = csv.writer(file)
    writer.writerow([column.title for column in columns])
    for row in rows:
        writer.writerow([_cell(column.value(row), is_reference=column.is_reference) for column in columns])
    return file.getvalue().encode("utf-8-sig")


def _cell(value: CellValue, *, is_reference: bool) -> str:
    """A cell as the file holds it: days and times as ISO 8601 writes them, the latter where the installation is."""
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(sep=" ", timespec="seconds")
    if not isinstance(value, str):
        return "" if value is None else str(value)
    text = value.replace("\0", "")
    begins_as_formula = text.lstrip().startswith(_FORMULA) or text.startswith(("\t", "\r", "\n"))
    is_at_risk = begins_as_formula or (is_reference and _READ_OTHERWISE.fullmatch(text.strip()) is not None)
    return f"{_AS_TEXT}{text}" if is_at_risk else text
