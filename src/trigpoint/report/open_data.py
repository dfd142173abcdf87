"""The open data of an inspection: its tables as CSV, described for machines twice, with the Bundle and a spreadsheet.

- `<table>.csv`: UTF-8, a header row, one line a row.
- `csv-metadata.json`: W3C, Metadata Vocabulary for Tabular Data, 2015 (CSV on the Web).
- `datapackage.json`: Frictionless Data Package, version 1, with the digest of every CSV file.
- `inspection.json`: the Bundle without single cases, from which every rating follows.
- `<reference>.xlsx`: the same tables as a spreadsheet.

A spreadsheet program runs a cell that begins with '=', '+', '-' or '@' as a formula, and free text may begin so. Such
a text gets an apostrophe before it, and so does one that begins with an apostrophe: to read a text as it was written,
take one leading apostrophe away. No number is touched: none is below zero.
"""

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from trigpoint.bundle.files import canonical_json
from trigpoint.bundle.model import Inspection
from trigpoint.bundle.rated import RatedBundle
from trigpoint.report.published_bundle import published_bundle
from trigpoint.report.sheets import spreadsheet
from trigpoint.report.tables import DataTable, open_tables
from trigpoint.report.tables.table import Cell, Kind

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json]"

_FORMULA_OR_APOSTROPHE = ("=", "+", "-", "@", "'")
_APOSTROPHES = "A text that begins with =, +, -, @ or an apostrophe has one more apostrophe before it."

# A ZIP file says when each part was written; the same inspection must give the same bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)

# What each of the two vocabularies calls a kind of value.
_CSVW: Mapping[Kind, str] = {kind: kind for kind in ("string", "integer", "decimal", "boolean")}
_FRICTIONLESS: Mapping[Kind, str] = {**_CSVW, "decimal": "number"}

# Licences by the name that a Bundle may give: their identifier in the Open Definition's list, and their address.
_LICENCES = {
    "Open Government Licence v3.0": (
        "OGL-UK-3.0",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    ),
}


def write_open_data(folder: Path, report: RatedBundle) -> None:
    """Write the open data of an inspection into a folder, which is made where it is not there.

    The same inspection gives the same bytes. Raises OSError where the folder cannot be written.
    """
    contents = open_data(report)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        (folder / name).write_bytes(content)


def open_data(report: RatedBundle) -> dict[str, bytes]:
    """Return the files of an inspection's open data, by name."""
    return _text_files(report) | {f"{report.bundle.inspection.reference}.xlsx": spreadsheet(report)}


def open_data_archive(report: RatedBundle) -> bytes:
    """Return the open data but for the spreadsheet as one ZIP file; the same inspection gives the same bytes."""
    archive = io.BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as whole:
        for name, content in _text_files(report).items():
            whole.writestr(ZipInfo(name, _NO_TIME), content, ZIP_DEFLATED)
    return archive.getvalue()


def _text_files(report: RatedBundle) -> dict[str, bytes]:
    tables = open_tables(report)
    sheets = {f"{table.name}.csv": csv_text(table).encode() for table in tables}
    return sheets | {
        "csv-metadata.json": _json_text(_csvw(report, tables)).encode(),
        "datapackage.json": _json_text(_data_package(report, tables, sheets)).encode(),
        "inspection.json": bundle_file(report),
    }


def bundle_file(report: RatedBundle) -> bytes:
    """Return the Bundle as anybody may have it, without single cases."""
    return canonical_json(published_bundle(report)).encode()


def csv_text(table: DataTable) -> str:
    """Return a table as CSV (RFC 4180, with a line feed after each row)."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(field.name for field in table.fields)
    lines.writerows([_written(cell) for cell in row] for row in table.rows)
    return text.getvalue()


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    if isinstance(cell, int):
        return str(cell)
    text = " ".join(cell.split())  # a line break or tab within a text would be one in the file
    return f"'{text}" if text.startswith(_FORMULA_OR_APOSTROPHE) else text


def _json_text(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _csvw(report: RatedBundle, tables: tuple[DataTable, ...]) -> Json:
    inspection = report.bundle.inspection
    group: dict[str, Json] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": inspection.title,
        "dc:description": _described(report),
        "dc:publisher": inspection.inspectorate,
    }
    if inspection.source:
        group["dc:source"] = inspection.source
    if inspection.licence:
        licence = _LICENCES.get(inspection.licence)
        group["dc:license"] = {"@id": licence[1]} if licence else inspection.licence
    return {**group, "tables": [_csvw_table(table) for table in tables]}


def _described(report: RatedBundle) -> str:
    notice = f"{report.bundle.notice} " if report.bundle.notice else ""
    return f"{notice}Ratings of {report.bundle.inspection.service.name}, and the figures behind them. {_APOSTROPHES}"


def _csvw_table(table: DataTable) -> Json:
    columns: list[Json] = [
        {
            "name": field.name,
            "titles": field.name,
            "dc:title": field.title,
            "dc:description": field.description,
            "datatype": _CSVW[field.kind],
            "required": field.missing is None,
        }
        for field in table.fields
    ]
    # Readers differ on whether a foreign key may be empty, so columns that may be are declared in the package only.
    filled = {field.name for field in table.fields if field.missing is None}
    keys: list[Json] = [
        {
            "columnReference": [refers.field],
            "reference": {"resource": f"{refers.table}.csv", "columnReference": [refers.to]},
        }
        for refers in table.refers
        if refers.field in filled
    ]
    schema: dict[str, Json] = {"columns": columns, "primaryKey": list(table.key), "foreignKeys": keys}
    return {
        "url": f"{table.name}.csv",
        "dc:title": table.title,
        "dc:description": table.description,
        "tableSchema": schema,
    }


def _data_package(report: RatedBundle, tables: tuple[DataTable, ...], sheets: Mapping[str, bytes]) -> Json:
    inspection = report.bundle.inspection
    return {
        "profile": "tabular-data-package",
        "name": inspection.reference,
        "title": inspection.title,
        "description": _described(report),
        **_rights(inspection),
        "resources": [_resource(table, sheets[f"{table.name}.csv"]) for table in tables],
    }


def _rights(inspection: Inspection) -> dict[str, Json]:
    rights: dict[str, Json] = {}
    if inspection.source:
        rights["sources"] = [{"title": inspection.source}]
    if inspection.licence:
        name, path = _LICENCES.get(inspection.licence, ("-".join(inspection.licence.split()), ""))
        licence: dict[str, Json] = {"name": name, "title": inspection.licence}
        rights["licenses"] = [{**licence, "path": path} if path else licence]
    return rights


def _resource(table: DataTable, content: bytes) -> Json:
    return {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-"),
        "path": f"{table.name}.csv",
        "title": table.title,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": _schema(table),
    }


def _schema(table: DataTable) -> Json:
    fields: list[Json] = [
        {
            "name": field.name,
            "title": field.title,
            "type": _FRICTIONLESS[field.kind],
            "description": field.description,
            "constraints": {"required": field.missing is None},
        }
        for field in table.fields
    ]
    # A table that refers to itself is named by nothing.
    keys: list[Json] = [
        {
            "fields": refers.field,
            "reference": {
                "resource": "" if refers.table == table.name else refers.table.replace("_", "-"),
                "fields": refers.to,
            },
        }
        for refers in table.refers
    ]
    return {"fields": fields, "primaryKey": list(table.key), "foreignKeys": keys, "missingValues": [""]}
