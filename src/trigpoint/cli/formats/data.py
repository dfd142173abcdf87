"""The data behind the report."""

from pathlib import Path

from trigpoint.bundle.rated import RatedBundle
from trigpoint.report.document import Document
from trigpoint.report.open_data import write_open_data


def write(folder: Path, report: RatedBundle, document: Document) -> None:  # noqa: ARG001 - as every format
    """Write the folder data."""
    data = folder / "data"
    data.mkdir()
    write_open_data(data, report)
