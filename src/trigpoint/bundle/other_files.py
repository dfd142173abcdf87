"""A file that is no Bundle: what it is, said instead of what a reader of YAML stumbles over in it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from trigpoint.bundle.problems import Problem, UnusableFileError, one_problem
from trigpoint.english import count_of, list_of

_TEXT: Final = "a Bundle: text in YAML or JSON"
_TABLES: Final = {".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods"}
_DOCUMENTS: Final = {".md", ".html", ".htm", ".doc", ".docx", ".odt", ".rtf", ".pdf", ".xml"}
# The first bytes of files that people have beside a Bundle, and what they are.
_KINDS: Final = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "an archive, as Word, Excel and OpenDocument files are"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"{\\rtf", "a text with formats (RTF)"),
    (b"SQLite format 3", "a database"),
)
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_SHOWN: Final = 8


def check_is_text(file: Path, content: bytes) -> None:
    """Say what a file is that is not text. Raises UnusableFileError."""
    kind = next((kind for beginning, kind in _KINDS if content.startswith(beginning)), None)
    if kind is not None:
        raise UnusableFileError([Problem(file, None, "", kind, "text in YAML or JSON", _fix_of(file))])
    if content.startswith(_UTF_16):
        raise one_problem(file, "text in UTF-16", "text in UTF-8", "Save the file as UTF-8 text.")


def check_is_no_other(file: Path) -> None:
    """Say of a table or a document, by its name, that it is no Bundle. Raises UnusableFileError."""
    suffix = file.suffix.lower()
    kind = "table" if suffix in _TABLES else "document" if suffix in _DOCUMENTS else ""
    if kind and file.is_file():
        raise one_problem(file, f"a {kind} ({suffix[1:].upper()})", _TEXT, _fix_of(file))


def _fix_of(file: Path) -> str:
    if file.suffix.lower() in _TABLES:
        return f"Is it a case list? Check it with: trigpoint sample check {file}"
    return "Name the inspection.yaml or inspection.json of the inspection, or its folder."


def no_bundle(value: object) -> tuple[str, str]:
    """Return what a document is that is no Bundle, and what to do with it: ('a framework', 'Check it with ...')."""
    if isinstance(value, Mapping):
        keys = set(value)
        if {"domains", "case_types"} <= keys:
            return "a framework", "Check it with: trigpoint lint, and the folder that it is in."
        if {"bands", "ratings", "rounding"} <= keys:
            return "the method of a framework", "Check it with: trigpoint lint, and the folder that it is in."
        if "certificate_version" in keys:
            return "the certificate of a draw", "Replay it with: trigpoint sample replay, and its case list."
        if "columns" in keys:
            return "the layout of a case list", "It belongs into a framework's folder."
    return "no 'bundle_version'", "Is this the right file? A Bundle begins with 'bundle_version: 1'."


def folder_without_bundle(folder: Path, names: Sequence[str]) -> UnusableFileError:
    """Return the error for a folder that holds no Bundle itself: perhaps inspections of which one is to be named."""
    inside = sorted(path for path in _folders(folder) if any((path / name).is_file() for name in names))
    expected = f"one file named {' or '.join(names)}"
    if not inside and (folder / "framework.yaml").is_file():
        return one_problem(folder, "a folder of a framework", expected, f"Check it with: trigpoint lint {folder}")
    if not inside:
        return one_problem(folder, "a folder with none of them", expected, "")
    shown = [str(path) for path in inside[:_SHOWN]]
    more = [f"{len(inside) - _SHOWN} more"] if len(inside) > _SHOWN else []
    what = f"a folder of {count_of(len(inside), 'inspection')}"
    return one_problem(folder, what, expected, f"Name one of them: {list_of([*shown, *more])}.")


def _folders(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if path.is_dir()]
    except OSError:
        return []
