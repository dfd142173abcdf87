"""The report as a tagged PDF."""

from pathlib import Path

from trigpoint.report.document import Document
from trigpoint.report.pdf import pdf
from trigpoint.report.reported import Reported


def write(folder: Path, report: Reported, document: Document) -> None:  # noqa: ARG001 - as every format
    """Write report.pdf. Raises TypesettingError."""
    (folder / "report.pdf").write_bytes(pdf(document))
