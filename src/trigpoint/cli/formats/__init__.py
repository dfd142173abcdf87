"""The formats of `trigpoint report`, one module each, imported only when it is asked for.

The spreadsheet alone takes longer to import than a PDF takes to make.
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Final, TypeAlias

from trigpoint.bundle.rated import RatedBundle
from trigpoint.report.document import Document

# Raises TypesettingError, OSError.
Write: TypeAlias = Callable[[Path, RatedBundle, Document], None]

FORMATS: Final = ("html", "pdf", "docx", "data")


def writer_of(name: str) -> Write:
    """Return what writes the format of this name, one of FORMATS."""
    write: Write = import_module(f"trigpoint.cli.formats.{name}").write
    return write
