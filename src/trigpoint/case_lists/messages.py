"""The wording of everything that is found in a case list as a whole, and how to correct it."""

from collections.abc import Sequence
from datetime import date

from trigpoint.case_lists.wordings import Placed, in_lines, lines_in_words
from trigpoint.english import list_of, long_date, quoted


def no_column(label: str) -> str:
    """None of the headings is known to hold a column of ours."""
    return f"There is no column '{label}', or none that is known to be it. Add it, or say which heading holds it."


def two_headings(label: str, headings: Sequence[str]) -> str:
    """Several of their headings are other words for one of our columns."""
    named = list_of([quoted(heading, 40) for heading in headings])
    return f"{named} can each be '{label}'. Say which it is: the cases that can be drawn depend on it."


def hidden_column(label: str, heading: str) -> str:
    """A column of ours is in one that a person does not see."""
    return (
        f"'{label}' was read from {quoted(heading, 40)}, a column that is hidden in your file. Check that it is right."
    )


def title_rows(lines: Sequence[int], headings: int) -> str:
    """Something stands above the headings."""
    verb = "is" if len(lines) == 1 else "are"
    above = lines_in_words(lines)
    where = f"{above[:1].upper()}{above[1:]} {verb} above the headings"
    return f"{where}, which are in line {headings}, and not part of the list."


def dates_swapped(label: str, first: str, rows: Sequence[Placed]) -> str:
    """A spreadsheet has read dates in the other order than they were written in. `first` is 'day' or 'month'."""
    return (
        f"Other dates under '{label}' are texts with the {first} first, so in {in_lines(rows)} your spreadsheet "
        "program may have swapped day and month. Import the column as text, or export it as 2026-03-05."
    )


def no_headings(where: str) -> str:
    """Not one of the headings is known: another line or another sheet was read than was meant."""
    return (
        f"None of the headings that are asked for was found. They were looked for in {where}. Put them in one row "
        "above the cases, written as in the template, or say which of yours they are."
    )


def heading_for_two(heading: str, first: str, second: str) -> str:
    """Two of our columns are read from one of theirs."""
    return f"The heading {quoted(heading)} is taken for '{first}' and for '{second}'. Say which heading holds each."


def drawn_up_early(drawn_up: date, last: date) -> str:
    """Cases of the last days of the window cannot be on the list."""
    return (
        f"The list was drawn up on {long_date(drawn_up)}, before the last day of disposals that can be drawn, "
        f"{long_date(last)}: cases of the days between are not on it."
    )


def heading_twice(heading: str) -> str:
    """Two columns have the heading that was named."""
    return f"The heading {quoted(heading)} is over more than one column. Give one of them another heading."


def no_rows() -> str:
    """There are headings and no case."""
    return "There is no case in the list, only headings. Send it like this only if there truly is none."
