"""The report as a draft for Word."""

from pathlib import Path

from trigpoint.bundle.rated import RatedBundle
from trigpoint.report.document import Document
from trigpoint.report.word import word


def write(folder: Path, report: RatedBundle, document: Document) -> None:  # noqa: ARG001 - as every format
    """Write report.docx."""
    (folder / "report.docx").write_bytes(word(document))
