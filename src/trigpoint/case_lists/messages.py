"""The wording of everything that is found in a case list, and how to correct it.

A reference that could be a name is not quoted; references, dates, ages and codes are, cut to a part of a line.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from trigpoint.english import did_you_mean, list_of, long_date, quoted

# The whole list


def no_column(label: str) -> str:
    """None of the headings is known to hold a column of ours."""
    return f"There is no column '{label}', or none that is known to be it. Add it, or say which heading holds it."


def no_headings(where: str) -> str:
    """Not one of the headings is known: another line or another sheet was read than was meant."""
    return (
        f"None of the headings that are asked for was found. They were looked for in {where}. Put them in the first "
        "row of the file or of its first sheet, or say which of yours they are."
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


# One row


def missing(label: str) -> str:
    """A cell is empty."""
    return f"'{label}' is missing. Fill it in."


def not_a_reference(label: str) -> str:
    """A reference has a form that a name could have, so it is not repeated: what is said here is kept."""
    return (
        f"'{label}' takes letters, figures, '.', '/', '_' and '-', at most 40, with a figure and no space. Write the "
        "number that the case or the child has in your system. Names must never be sent."
    )


def duplicate_reference(reference: str, lines: Sequence[int]) -> str:
    """One reference is given to several rows."""
    return f"The case {quoted(reference, 42)} is also in {in_lines(lines)}. List each case once."


def not_a_date(text: str) -> str:
    """There is no such day, or it is written in another way."""
    return f"{quoted(text, 30)} is no date that can be read. Write it as 2026-03-05, 05/03/2026 or 5 March 2026."


def short_year(text: str) -> str:
    """The year has two figures."""
    return f"{quoted(text, 30)} has a year of two figures. Write all four."


def after_the_list(disposed: date, drawn_up: date) -> str:
    """The disposal lies after the day on which the list was drawn up."""
    listed = long_date(drawn_up)
    return f"The disposal on {long_date(disposed)} is after the list was drawn up, {listed}. Correct the date."


def too_long_ago(disposed: date, drawn_up: date, years: int) -> str:
    """The disposal lies so far back that the date is a slip."""
    return (
        f"The disposal on {long_date(disposed)} is more than {years} years before the list was drawn up, "
        f"{long_date(drawn_up)}. Correct the date, or take the case out."
    )


def not_an_age(text: str) -> str:
    """An age is no whole number."""
    return f"{quoted(text, 20)} is no age in whole years. Write a number such as 15."


def outside_ages(age: int, youngest: int, oldest: int) -> str:
    """A child cannot have had that age."""
    return f"The age {age} at disposal is not from {youngest} to {oldest}. Correct it, or take the case out."


def unknown_code(label: str, word: str, labels: Iterable[str]) -> str:
    """A word has no meaning for the attribute."""
    hint = did_you_mean(word.lower(), labels) or f"Known are: {', '.join(labels)}."
    return f"{quoted(word, 40)} is not known for '{label}'. {hint}"


def other_case_type(label: str, value: str, case_type: str, listed: str) -> str:
    """The disposal belongs in another list."""
    return f"'{label}' is {value}, one of the {case_type}; this is the list of {listed}. Move or correct it."


def out_of_window(disposed: date, first: date, last: date) -> str:
    """The case lies outside the window."""
    window = f"from {long_date(first)} to {long_date(last)}"
    return f"The disposal on {long_date(disposed)} is not {window}: the case will not be drawn."


def same_child(lines: Sequence[int]) -> str:
    """A child has several cases."""
    return f"The same child is in {in_lines(lines)}. One case a child: the latest in the window is eligible."


# Words


def in_lines(lines: Sequence[int]) -> str:
    """Return 'line 3', 'lines 3 and 7' or 'lines 3, 4, 5 and 12 more'."""
    if len(lines) == 1:
        return f"line {lines[0]}"
    if len(lines) > 4:
        return f"lines {', '.join(str(line) for line in lines[:3])} and {len(lines) - 3} more"
    return f"lines {list_of([str(line) for line in lines])}"
