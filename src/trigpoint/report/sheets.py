"""The tables as an accessible spreadsheet, by the conventions of the Government Analysis Function.

A cover, a contents list and notes; then one table a sheet, marked as a table, without merged cells, blank rows or
empty cells. gptables (by the same analysts) lays it out and refuses what breaks its conventions.
"""

import io
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import TypeAlias

import gptables
import pandas as pd
from xlsxwriter.worksheet import Worksheet

from trigpoint.bundle.model import Bundle
from trigpoint.bundle.rated import RatedBundle
from trigpoint.report.tables import DataTable, open_tables
from trigpoint.report.tables.table import Cell, Field, Missing

Shown: TypeAlias = str | int | float

# The analysts' own signs for a value that is not there.
_SIGNS: Mapping[Missing, str] = {"not applicable": "[z]", "not known": "[x]", "confidential": "[c]"}

# Text stays text: a reason that begins with '=' or 'http' is neither a formula nor a link.
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}

# The format wants a date of creation. A fixed one lets the same inspection give the same bytes for ever.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)

# gptables' own headings on the cover, and how many letters of each size go on a line, with its height in points.
_INTRO, _ABOUT = "Introductory information", "About these data"
_TITLE_LINE, _HEADING_LINE, _TEXT_LINE = (56, 20), (70, 18), (80, 16)

_WIDEST = 60
_NARROWEST = 12


def spreadsheet(report: RatedBundle) -> bytes:
    """Return every table of an inspection as one .xlsx file; the same inspection gives the same bytes."""
    tables = {_label(table): table for table in open_tables(report)}
    file = io.BytesIO()
    workbook = gptables.produce_workbook(
        file,
        sheets={label: _sheet(table) for label, table in tables.items()},
        cover=_cover(report.bundle),
        notes_table=_notes(tables.values()),
        auto_width=dict.fromkeys(tables, False),
        workbook_options=_OPTIONS,
    )
    workbook.set_properties({"title": report.bundle.inspection.title, "created": _CREATED})
    for label, table in tables.items():
        sheet = workbook.get_worksheet_by_name(label)
        for number, width in enumerate(_widths(table)):
            sheet.set_column(number, number, width)
    _give_room(workbook.get_worksheet_by_name("Cover"), _cover(report.bundle))
    workbook.close()
    return file.getvalue()


def _label(table: DataTable) -> str:
    return table.name.replace("_", " ").capitalize()


def _sheet(table: DataTable) -> gptables.GPTable:
    rows = _shown_rows(table)
    notes = {field.title: f"$${field.name}$$" for field in table.fields if field.noted}
    return gptables.GPTable(
        table=pd.DataFrame(rows, columns=[field.title for field in table.fields], dtype=object),
        table_name=table.name,
        title=table.title,
        subtitles=[_tame(table.description)],
        instructions=f"This worksheet contains one table.{' Notes are on the notes worksheet.' if notes else ''}",
        legend=[f"{sign} = {meaning}" for meaning, sign in _SIGNS.items() if any(sign in row for row in rows)],
        table_notes=notes,
        index_columns={2: 0},
    )


def _shown_rows(table: DataTable) -> list[list[Shown]]:
    return [[_shown(cell, field) for field, cell in zip(table.fields, row, strict=True)] for row in table.rows]


def _shown(cell: Cell, field: Field) -> Shown:
    """Return a cell as people read it: yes and no for true and false, a sign for what is not there."""
    if cell is None:
        return _SIGNS[field.missing or "not known"]
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, Decimal):
        return float(cell)
    return _tame(cell) if isinstance(cell, str) else cell


def _tame(text: str) -> str:
    """Take the meaning from what gptables would read as a link or a note, and give words to a cell of signs alone."""
    plain = " ".join(text.split()).replace("](", "] (").replace("$$", "$ $")
    return plain if re.search("[a-zA-Z0-9]", plain) else f"Signs: {plain}"


def _widths(table: DataTable) -> list[int]:
    """Return the width of each column in letters: of its longest cell, within limits; longer text is wrapped."""
    columns = zip(*([field.title for field in table.fields], *_shown_rows(table)), strict=True)
    longest = (max(len(str(cell)) for cell in column) for column in columns)
    return [min(max(length + 2, _NARROWEST), _WIDEST) for length in longest]


def _cover(bundle: Bundle) -> gptables.Cover:
    inspection = bundle.inspection
    about = {
        "Service": inspection.service.name,
        "Inspectorate": inspection.inspectorate,
        "Fieldwork": inspection.fieldwork,
        "Published": inspection.published,
        "Source": inspection.source,
        "Licence": inspection.licence,
        "Framework": bundle.framework.id,
    }
    return gptables.Cover(
        title=_tame(inspection.title),
        intro=[
            *([_tame(bundle.notice)] if bundle.notice else []),
            "The ratings of this inspection, the counts behind them, and what would have changed them.",
            "Each worksheet holds one table. The same tables are published as CSV files.",
        ],
        about=[f"{name}: {_tame(fact)}" for name, fact in about.items() if fact],
    )


def _give_room(sheet: Worksheet, cover: gptables.Cover) -> None:
    """Make each row of the cover as high as its text needs: not every program does so on opening."""
    headings = {cover.title: _TITLE_LINE, _INTRO: _HEADING_LINE, _ABOUT: _HEADING_LINE}
    for number, text in enumerate((cover.title, _INTRO, *cover.intro, _ABOUT, *cover.about)):
        letters, points = headings.get(text, _TEXT_LINE)
        sheet.set_row(number, points * -(-len(text) // letters))


def _notes(tables: Iterable[DataTable]) -> pd.DataFrame:
    noted = {field.name: field.description for table in tables for field in table.fields if field.noted}
    return pd.DataFrame({"Reference": list(noted), "Note text": list(noted.values())})
