"""How the lines of a list are named in a sentence, and what a sentence about a row consists of."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from trigpoint.english import list_of, quoted


class Wording(NamedTuple):
    """What is said of one row; what is said of many that are alike, where that is another sentence; and the cell."""

    message: str
    of_many: str = ""
    cell: str = ""


class Placed(Protocol):
    """A row of a list. `sheet` is named where several sheets are read together."""

    @property
    def line(self) -> int:
        """Its number as a person sees it."""

    @property
    def sheet(self) -> str:
        """Its sheet."""


def in_lines(rows: Sequence[Placed]) -> str:
    """Return 'line 3', 'lines 3 and 7' or 'lines 3, 4, 5 and 12 more', with the sheet where there are several."""
    return _by_sheet(rows, _lines_of)


def _lines_of(lines: Sequence[int]) -> str:
    if len(lines) == 1:
        return f"line {lines[0]}"
    if len(lines) > 4:
        return f"lines {', '.join(str(line) for line in lines[:3])} and {len(lines) - 3} more"
    return f"lines {list_of([str(line) for line in lines])}"


def lines_in_words(lines: Sequence[int], noun: str = "line") -> str:
    """Return 'line 3', 'lines 3 to 5' or 'lines 3, 5 to 9 and 12': all of them, those in a row together."""
    runs: list[list[int]] = []
    for line in sorted(lines):
        if runs and line == runs[-1][-1] + 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    parts = [part for run in runs for part in ([f"{run[0]} to {run[-1]}"] if len(run) > 2 else map(str, run))]
    shown = parts if len(parts) <= 8 else [*parts[:7], f"{len(parts) - 7} more"]
    return f"{noun}{'' if len(lines) == 1 else 's'} {list_of(shown)}"


def rows_in_words(rows: Sequence[Placed]) -> str:
    """Return 'Row 3' or 'Rows 3 to 5', with the sheet where there are several."""
    written = _by_sheet(rows, lambda lines: lines_in_words(lines, "row"))
    return written[:1].upper() + written[1:]


def _by_sheet(rows: Sequence[Placed], in_words: Callable[[Sequence[int]], str]) -> str:
    """The lines of each sheet in words, with the sheet where there are several."""
    lines_of: dict[str, list[int]] = {}
    for row in rows:
        lines_of.setdefault(row.sheet, []).append(row.line)
    return list_of(
        [in_words(lines) + (f" of {quoted(sheet, 40)}" if sheet else "") for sheet, lines in lines_of.items()]
    )
