"""The report as a tagged PDF."""

from pathlib import Path

from trigpoint.bundle.rated import RatedBundle
from trigpoint.report.document import Document
from trigpoint.report.pdf import pdf


def write(folder: Path, report: RatedBundle, document: Document) -> None:  # noqa: ARG001 - as every format
    """Write report.pdf. Raises TypesettingError."""
    (folder / "report.pdf").write_bytes(pdf(document))
