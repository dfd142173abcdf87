"""The files that a report can be had as, each by its name; what makes one is imported when it is asked for.

The spreadsheet alone takes longer to import than a PDF takes to make.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from trigpoint.bundle.rated import RatedBundle
from trigpoint.report.compose import compose


@dataclass(frozen=True, slots=True)
class ReportFile:
    """One file: what people call it, its media type, and the function that makes it of a document or of the data."""

    title: str
    media_type: str
    module: str
    function: str
    of_document: bool = False


REPORT_FILES: Final[Mapping[str, ReportFile]] = {
    "report.pdf": ReportFile("PDF", "application/pdf", "pdf", "pdf", of_document=True),
    "report.docx": ReportFile(
        "Word",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "word",
        "word",
        of_document=True,
    ),
    "data.xlsx": ReportFile(
        "Data as a spreadsheet",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "sheets",
        "spreadsheet",
    ),
    "data.zip": ReportFile("Data as CSV, in a ZIP file", "application/zip", "open_data", "open_data_archive"),
    "inspection.json": ReportFile("Inspection as JSON", "application/json", "open_data", "bundle_file"),
}


def made_file(report: RatedBundle, name: str) -> bytes:
    """Return the file of this name, one of REPORT_FILES. Raises TypesettingError for what cannot be printed."""
    file = REPORT_FILES[name]
    make: Callable[..., bytes] = getattr(import_module(f"trigpoint.report.{file.module}"), file.function)
    return make(compose(report) if file.of_document else report)
