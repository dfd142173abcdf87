"""Why a list cannot be read at all, and how large one may be."""

from typing import Final

MOST_BYTES: Final = 5_000_000
MOST_UNPACKED: Final = 60_000_000
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 60
MOST_CHARACTERS: Final = 500
"""Of one cell. A list of the largest service has a few thousand rows and a dozen columns of some 20 characters."""


class UnreadableListError(Exception):
    """A file cannot be read as a list; `sentences` say why and how to correct it, fit for a page and for a terminal."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def too_large() -> UnreadableListError:
    """The file has too many bytes."""
    return UnreadableListError(
        f"The file is larger than {MOST_BYTES // 1_000_000} MB.", "Send the columns of the template and no others."
    )


def too_large_unpacked() -> UnreadableListError:
    """An archive holds too much."""
    return UnreadableListError(
        f"Unpacked, the workbook is larger than {MOST_UNPACKED // 1_000_000} MB or has millions of cells.",
        "Copy the list alone into a new workbook.",
    )


def too_many_rows() -> UnreadableListError:
    """The list is too long."""
    return UnreadableListError(f"The list has more than {MOST_ROWS:,} rows.", "Send the cases of this inspection.")


def too_many_columns() -> UnreadableListError:
    """The list is too wide."""
    return UnreadableListError(
        f"The list has more than {MOST_COLUMNS} columns.", "Send the columns of the template and no others."
    )


def too_long_a_cell(line: int | None) -> UnreadableListError:
    """A cell holds too much; an archive is measured before lines are known."""
    where = f"A cell in line {line}" if line else "A cell of the workbook"
    return UnreadableListError(
        f"{where} has more than {MOST_CHARACTERS} characters.",
        "Notes are not asked for: leave such columns out.",
    )


def not_a_list(reason: str) -> UnreadableListError:
    """The file is of another kind."""
    return UnreadableListError(f"{reason}.", "Save the list as CSV, XLSX or ODS and send that file.")


def broken() -> UnreadableListError:
    """The file says that it is a workbook and cannot be read as one."""
    return UnreadableListError(
        "The workbook is broken: it cannot be opened.",
        "Open it in your spreadsheet program and save it again.",
    )


def locked() -> UnreadableListError:
    """The file is encrypted."""
    return UnreadableListError(
        "The workbook is locked with a password.",
        "Save it without one: a case list holds no names.",
    )


def nothing_in_it() -> UnreadableListError:
    """There is nothing to read."""
    return UnreadableListError("There is nothing in the file.", "Fill in the template and send that.")
