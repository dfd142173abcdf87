"""The report as one HTML file."""

from pathlib import Path

from trigpoint.bundle.rated import RatedBundle
from trigpoint.report.document import Document
from trigpoint.report.html import html


def write(folder: Path, report: RatedBundle, document: Document) -> None:  # noqa: ARG001 - as every format
    """Write report.html."""
    (folder / "report.html").write_text(html(document), encoding="utf-8")
