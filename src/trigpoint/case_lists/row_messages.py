"""The wording of everything that is found in a row of a case list, and how to correct it.

A reference that could be a name is not quoted; references, dates, ages and codes are, cut to a part of a line.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from trigpoint.case_lists.wordings import Placed, Wording, in_lines
from trigpoint.english import did_you_mean, list_of, long_date, quoted
from trigpoint.sameness import OddCharacter
from trigpoint.tables.dates import DateOrder


def left_out_by_rule(label: str, word: str) -> Wording:
    """A word is none of ours, so that its case is not one that can be drawn."""
    return Wording(
        f"Left out by rule: {quoted(word, 40)} is none of the values of '{label}'.",
        f"Left out by rule: the word is none of the values of '{label}'.",
        quoted(word, 40),
    )


def no_case(what: str) -> Wording:
    """A row is something else than a case."""
    is_what = {
        "totals": "This is a row of totals and no case.",
        "headings": "The headings stand here once more.",
        "note": "Hardly anything is filled in here: a note or the end of a report, and no case.",
    }[what]
    advice = "Fill it in, or take the row out." if what == "note" else "Take the row out."
    return Wording(f"{is_what} {advice}")


def missing(label: str) -> Wording:
    """A cell is empty."""
    return Wording(f"'{label}' is missing. Fill it in.")


def error_in_cell(label: str, text: str) -> Wording:
    """A formula came to nothing."""
    error = quoted(text.strip(), 20)
    return Wording(
        f"'{label}': the cell holds the error {error}. Correct the formula, or write the value.",
        f"'{label}': the cell holds an error. Correct the formula, or write the value.",
        error,
    )


def formula_without_value(label: str) -> Wording:
    """A formula was never worked out."""
    return Wording(
        f"'{label}': the cell holds a formula without a value. Open the file in your spreadsheet program and save it."
    )


def too_narrow(label: str) -> Wording:
    """A number did not fit into its column."""
    return Wording(
        f"'{label}': the cell holds nothing but '#'. Its column is too narrow, or its number is no day: correct it and "
        "save the file again."
    )


def not_a_reference(label: str) -> Wording:
    """A reference has a form that a name could have, so it is not repeated: what is said here is kept."""
    return Wording(
        f"'{label}' takes letters, figures, '.', '/', '_' and '-', at most 40, with a figure and no space. Write the "
        "number that the case or the child has in your system. Names must never be sent."
    )


_AS_TEXT = "Enter it as text: format the column as text first, or import it as text."


def turned_into_date(label: str, text: str) -> Wording:
    """A spreadsheet took a reference for a date."""
    written = quoted(text, 30)
    return Wording(
        f"'{label}' is the date {written}: a spreadsheet program makes dates of references such as 1-3-26. {_AS_TEXT}",
        f"'{label}' is a date: a spreadsheet program makes dates of references such as 1-3-26. {_AS_TEXT}",
        written,
    )


def turned_into_power(label: str, text: str) -> Wording:
    """A spreadsheet took a reference for a large number."""
    written = quoted(text, 30)
    return Wording(
        f"'{label}' is the power of ten {written}: a spreadsheet program makes one of long numbers and of references "
        f"such as 7E5. {_AS_TEXT}",
        f"'{label}' is a power of ten: a spreadsheet program makes one of long numbers and of references such as 7E5. "
        f"{_AS_TEXT}",
        written,
    )


def turned_into_decimal(label: str, text: str) -> Wording:
    """A program took a reference for a number with decimals."""
    written = quoted(text, 30)
    return Wording(
        f"'{label}' is the number {written}: a program has made one with decimals of a reference. {_AS_TEXT}",
        f"'{label}' is a number with decimals: a program has made one of a reference. {_AS_TEXT}",
        written,
    )


def rounded(label: str) -> Wording:
    """A number is longer than a spreadsheet keeps."""
    return Wording(
        f"'{label}' has more than 15 figures: a spreadsheet program has put noughts in the place of the last ones. "
        f"{_AS_TEXT}"
    )


def other_form(label: str, text: str) -> Wording:
    """A number is shown by a format that cannot be worked out here, or that hides a part of it."""
    written = quoted(text, 30)
    return Wording(
        f"'{label}', {written}, is a number that is stored in one form and shown in another. {_AS_TEXT}",
        f"'{label}' is a number that is stored in one form and shown in another. {_AS_TEXT}",
        written,
    )


def duplicate_reference(reference: str, rows: Sequence[Placed]) -> Wording:
    """One reference is given to several rows."""
    case = quoted(reference, 42)
    return Wording(
        f"The case {case} is also in {in_lines(rows)}. List each case once.",
        "The case is in more than one line. List each case once.",
        case,
    )


def perhaps_the_same(what: str, references: Sequence[str], rows: Sequence[Placed]) -> Wording:
    """Two references differ by noughts in front alone."""
    written = list_of([quoted(reference, 42) for reference in references])
    return Wording(
        f"{written} may be the same {what}, here and in {in_lines(rows)}: they differ by noughts in front alone.",
        f"The reference differs from another by noughts in front alone: it may be the same {what}.",
        quoted(references[0], 42),
    )


def not_a_date(text: str) -> Wording:
    """There is no such day, or it is written in another way."""
    written, advice = quoted(text, 30), "Write it as 2026-03-05, 05/03/2026 or 5 March 2026."
    return Wording(f"{written} is no date that can be read. {advice}", f"No date can be read here. {advice}", written)


def other_date_order(text: str, order: DateOrder) -> Wording:
    """A date can only be read in the other order than its column."""
    written = quoted(text, 30)
    its, of_column = ("month", "day") if order is DateOrder.DAY_FIRST else ("day", "month")
    advice = f"Write the {of_column} first, or export the column as 2026-03-05."
    return Wording(
        f"{written} can only have the {its} first; the column is read with the {of_column} first. {advice}",
        f"The date can only have the {its} first; the column is read with the {of_column} first. {advice}",
        written,
    )


def short_year(text: str) -> Wording:
    """The year has two figures."""
    written = quoted(text, 30)
    return Wording(
        f"{written} has a year of two figures. Write all four.", "The year has two figures. Write all four.", written
    )


def after_the_list(disposed: date, drawn_up: date) -> Wording:
    """The disposal lies after the day on which the list was drawn up."""
    day, listed = long_date(disposed), long_date(drawn_up)
    return Wording(
        f"The disposal on {day} is after the list was drawn up, {listed}. Correct the date.",
        f"The disposal is after the list was drawn up, {listed}. Correct the date.",
        day,
    )


def too_long_ago(disposed: date, drawn_up: date, years: int) -> Wording:
    """The disposal lies so far back that the date is a slip."""
    day, advice = long_date(disposed), "Correct the date, or take the case out."
    rest = f"is more than {years} years before the list was drawn up, {long_date(drawn_up)}. {advice}"
    return Wording(f"The disposal on {day} {rest}", f"The disposal {rest}", day)


def not_an_age(text: str) -> Wording:
    """An age is no whole number."""
    written = quoted(text, 20)
    return Wording(
        f"{written} is no age in whole years. Write a number such as 15.",
        "This is no age in whole years. Write a number such as 15.",
        written,
    )


def shortened(text: str) -> Wording:
    """An age has decimals that are not shown."""
    written = quoted(text, 20)
    rest = "rounded from a number with decimals, so it may be a year too high. Write the age in whole years."
    return Wording(f"The age {written} is {rest}", f"The age is {rest}", written)


def percentage(text: str) -> Wording:
    """A share stands where an age is asked for."""
    written = quoted(text, 20)
    return Wording(
        f"{written} is a percentage and no age. Write a number such as 15.",
        "This is a percentage and no age. Write a number such as 15.",
        written,
    )


def outside_ages(age: int, youngest: int, oldest: int) -> Wording:
    """A child cannot have had that age."""
    rest = f"is not from {youngest} to {oldest}. Correct it, or take the case out."
    return Wording(f"The age {age} at disposal {rest}", f"The age at disposal {rest}", str(age))


def unknown_code(label: str, word: str, labels: Iterable[str]) -> Wording:
    """A word has no meaning for the attribute."""
    listed = list(labels)
    hint = did_you_mean(word.lower(), listed) or f"Known are: {', '.join(listed)}."
    written = quoted(word, 40)
    return Wording(
        f"{written} is not known for '{label}'. {hint}",
        f"The word is not known for '{label}'. Known are: {', '.join(listed)}.",
        written,
    )


def other_case_type(label: str, value: str, case_type: str, listed: str) -> Wording:
    """The disposal belongs in another list."""
    rest = f"one of the {case_type}; this is the list of {listed}. Move or correct it."
    return Wording(f"'{label}' is {value}, {rest}", f"'{label}' is {rest}", value)


def out_of_window(disposed: date, first: date, last: date) -> Wording:
    """The case lies outside the window."""
    day, window = long_date(disposed), f"from {long_date(first)} to {long_date(last)}"
    return Wording(
        f"The disposal on {day} is not {window}: the case will not be drawn.",
        f"The disposal is not {window}: the case will not be drawn.",
        day,
    )


def same_child(rows: Sequence[Placed]) -> Wording:
    """A child has several cases."""
    rest = "One case a child: the latest in the window is eligible."
    return Wording(f"The same child is in {in_lines(rows)}. {rest}", f"The child is in the list more than once. {rest}")


def odd_characters(label: str, characters: Sequence[OddCharacter]) -> Wording:
    """Something in a cell is not read as it was typed. The cell may hold a name, so nothing of it is repeated."""
    in_words = [character.in_words(quoting=False) for character in characters]
    more = [*in_words[:2], f"{len(in_words) - 2} more"] if len(in_words) > 3 else in_words
    codes = list_of(list(dict.fromkeys(character.code_point for character in characters)))
    return Wording(
        f"'{label}' holds {list_of(more)}: it was read without."
        if not any(c.read_as for c in characters)
        else f"'{label}' holds {list_of(more)}.",
        f"'{label}' holds characters that are not read as they were typed: invisible ones were taken out, and every "
        "hyphen is read as '-'.",
        codes,
    )
