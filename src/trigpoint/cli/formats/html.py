"""The report as one HTML file."""

from pathlib import Path

from trigpoint.report.document import Document
from trigpoint.report.html import html
from trigpoint.report.reported import Reported


def write(folder: Path, report: Reported, document: Document) -> None:  # noqa: ARG001 - as every format
    """Write report.html."""
    (folder / "report.html").write_text(html(document), encoding="utf-8")
