"""The rules for one row of a list: one function a rule, named as the rule."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from trigpoint.case_lists import row_messages as messages
from trigpoint.case_lists.questions import Noughts, noughts_id, word_id
from trigpoint.case_lists.references import (
    is_reference,
    is_rounded,
    is_turned_into_date,
    is_turned_into_decimal,
    is_turned_into_power,
)
from trigpoint.case_lists.remarks import Remark, Severity
from trigpoint.case_lists.row_reading import Context, ReadRow, RowsRead
from trigpoint.case_lists.wordings import Wording
from trigpoint.rules.eligibility import MONTHS, months_before
from trigpoint.sameness import noughts_key, reference_key
from trigpoint.tables.columns import Column
from trigpoint.tables.dates import NotADateError, ShortYearError, date_in
from trigpoint.tables.lines import CellKind

# No child is on a list for longer: it is a slip of the hand, or a date of birth.
_MOST_YEARS: Final = 10
_SHOWN_OTHERWISE: Final = (CellKind.OTHER_FORM, CellKind.SHORTENED)


@dataclass(frozen=True, slots=True)
class Days:
    """The day on which the list was made, and the first and the last day of disposal that can be drawn."""

    drawn_up: date
    window: tuple[date, date] | None


class Lines:
    """In which lines each case and each child is."""

    def __init__(self, read: RowsRead) -> None:
        layout = read.context.layout
        self._same = read.context.same_without_noughts
        # By column and word. A column that was mistaken for that of the children has one word in thousands of lines,
        # so no row may be compared with all others.
        self._by_reference: dict[tuple[str, str], list[ReadRow]] = defaultdict(list)
        self._without_noughts: dict[tuple[str, str], list[ReadRow]] = defaultdict(list)
        self._keys: dict[str, tuple[str, str]] = {}
        for row in read.rows:
            # What is left out or is no case is not on the list, so it is no other case of anybody.
            if row.left_out is None and not row.no_case:
                for column in (layout.reference.id, layout.child.id):
                    if word := row.typed.get(column, ""):
                        key, without_noughts = self._keys_of(word)
                        self._by_reference[column, key].append(row)
                        self._without_noughts[column, without_noughts].append(row)

    def _keys_of(self, word: str) -> tuple[str, str]:
        """What a reference is compared by, with and without its noughts: worked out once for a list."""
        if word not in self._keys:
            self._keys[word] = reference_key(word), noughts_key(word)
        return self._keys[word]

    def others(self, column: str, row: ReadRow) -> list[ReadRow]:
        """The other rows with the same reference in this column, with or without noughts where that was answered."""
        key, without_noughts = self._keys_of(row.typed.get(column, ""))
        if self._same.get(column) is Noughts.SAME:
            rows = self._without_noughts.get((column, without_noughts), [])
        else:
            rows = self._by_reference.get((column, key), [])
        return [other for other in rows if other is not row] if len(rows) > 1 else []

    def perhaps(self, column: str, row: ReadRow) -> list[ReadRow]:
        """The rows whose reference differs by leading noughts alone, as long as nobody has said what that means."""
        word = row.typed.get(column, "")
        if self._same.get(column) is not None:
            return []
        key, without_noughts = self._keys_of(word)
        alike = self._without_noughts.get((column, without_noughts), [])
        if len(alike) == len(self._by_reference.get((column, key), [])) or not is_reference(word):
            return []
        return [other for other in alike if self._keys_of(other.typed[column])[0] != key]

    def of_child(self, column: str, row: ReadRow) -> str:
        """The child's reference as it is written where it has most noughts, if it is one child with and without."""
        if self._same.get(column) is not Noughts.SAME:
            return row.typed[column]
        return max((row.typed[column], *(other.typed[column] for other in self.others(column, row))), key=len)


def remarks_on(row: ReadRow, context: Context, days: Days, lines: Lines) -> tuple[Remark, ...]:
    """Return all that is to be said of a row; of one that is no case or is left out, that alone."""
    if row.left_out is not None:
        wording = messages.left_out_by_rule(row.left_out.column, row.left_out.word)
        return (_remark("left_out_by_rule", None, Severity.NOTE, wording),)
    if row.no_case:
        return (_remark("no_case", None, Severity.ERROR, messages.no_case(row.no_case)),)
    return tuple(remark for rule in _RULES for remark in rule(row, context, days, lines))


def missing_value(row: ReadRow, context: Context, _: Days, __: Lines) -> Iterator[Remark]:
    """Every cell of a column that we ask for is filled in."""
    for column in context.columns:
        if row.typed.get(column.id) == "" and column.id not in row.faults:
            yield _error("missing_value", column, messages.missing(column.label))


def cell_without_value(row: ReadRow, context: Context, _: Days, __: Lines) -> Iterator[Remark]:
    """A cell of a column that we ask for holds a value, and no error of a spreadsheet in its place."""
    for column in context.columns:
        fault = row.faults.get(column.id)
        if fault is CellKind.NO_VALUE:
            yield _error("cell_without_value", column, messages.formula_without_value(column.label))
        elif fault is CellKind.TOO_NARROW:
            yield _error("cell_without_value", column, messages.too_narrow(column.label))
        elif fault:
            yield _error("cell_without_value", column, messages.error_in_cell(column.label, row.raw[column.id]))


def reference_form(row: ReadRow, context: Context, _: Days, __: Lines) -> Iterator[Remark]:
    """A reference, of the case or of the child, is none that could be a name, nor what a spreadsheet made of one."""
    for column in _reference_columns(context):
        text, kind = row.typed.get(column.id, ""), row.kinds.get(column.id)
        if not text:
            continue
        turned = _turned(column, text, kind, context)
        if turned:
            yield _error("reference_turned", column, turned)
        elif not is_reference(text):
            yield _error("reference_form", column, messages.not_a_reference(column.label))


def _turned(column: Column, text: str, kind: CellKind | None, context: Context) -> Wording | None:
    """What is said of a reference that a spreadsheet has made something else of."""
    if is_turned_into_date(text, kind):
        return messages.turned_into_date(column.label, text)
    if is_turned_into_power(text):
        return messages.turned_into_power(column.label, text)
    if is_rounded(text, kind, column_rounded=column.id in context.rounded):
        return messages.rounded(column.label)
    if is_turned_into_decimal(text):
        return messages.turned_into_decimal(column.label, text)
    return messages.other_form(column.label, text) if kind in _SHOWN_OTHERWISE else None


def duplicate_reference(row: ReadRow, context: Context, _: Days, lines: Lines) -> Iterator[Remark]:
    """A case is in the list once."""
    column = context.layout.reference
    others = lines.others(column.id, row)
    if others:
        message = messages.duplicate_reference(row.typed[column.id], others)
        yield _error("duplicate_reference", column, message)


def perhaps_the_same(row: ReadRow, context: Context, _: Days, lines: Lines) -> Iterator[Remark]:
    """Whether references that differ by leading noughts are one case, or one child, has to be said."""
    for column, what in zip(_reference_columns(context), ("case", "child"), strict=True):
        others = lines.perhaps(column.id, row)
        if others:
            words = [row.typed[column.id], others[0].typed[column.id]]
            wording = messages.perhaps_the_same(what, words, others)
            yield _remark("perhaps_the_same", column.id, Severity.NOTE, wording, noughts_id(column.id))


def impossible_date(row: ReadRow, context: Context, days: Days, _: Lines) -> Iterator[Remark]:
    """The date of disposal is a real day, written so that only one can be meant, and no slip of a century."""
    column = context.layout.disposed
    text = row.typed.get(column.id, "")
    if row.disposed and row.disposed < months_before(days.drawn_up, _MOST_YEARS * MONTHS):
        yield _error("impossible_date", column, messages.too_long_ago(row.disposed, days.drawn_up, _MOST_YEARS))
    if not text or row.disposed:
        return
    if row.is_against_order:
        yield _error("other_date_order", column, messages.other_date_order(text, context.dates.order))
        return
    try:
        date_in(text)
    except ShortYearError:
        yield _error("impossible_date", column, messages.short_year(text))
    except NotADateError:
        yield _error("impossible_date", column, messages.not_a_date(text))


def after_the_list(row: ReadRow, context: Context, days: Days, _: Lines) -> Iterator[Remark]:
    """No disposal lies after the day on which the list was drawn up."""
    # As long as day and month may be swapped, the day is not known.
    if row.disposed and row.disposed > days.drawn_up and context.dates.is_settled:
        message = messages.after_the_list(row.disposed, days.drawn_up)
        yield _error("after_the_list", context.layout.disposed, message)


def impossible_age(row: ReadRow, context: Context, _: Days, __: Lines) -> Iterator[Remark]:
    """The age at disposal is a whole number that a child in youth justice can have."""
    column = context.layout.age
    text = row.typed.get(column.id, "")
    youngest, oldest = context.layout.youngest, context.layout.oldest
    if row.kinds.get(column.id) is CellKind.SHORTENED:
        yield _error("impossible_age", column, messages.shortened(text))
    elif text.endswith("%"):
        yield _error("impossible_age", column, messages.percentage(text))
    elif text and row.age is None:
        yield _error("impossible_age", column, messages.not_an_age(text))
    elif row.age is not None and not youngest <= row.age <= oldest:
        yield _error("impossible_age", column, messages.outside_ages(row.age, youngest, oldest))


def unknown_code(row: ReadRow, context: Context, _: Days, __: Lines) -> Iterator[Remark]:
    """Every word of an attribute has a meaning."""
    for attribute in context.layout.attribute_layouts:
        word = row.typed.get(attribute.id, "")
        if word and attribute.id not in row.values:
            labels = [value.label for value in context.layout.values_of(attribute.id, context.case_type)]
            wording = messages.unknown_code(attribute.label, word, labels)
            yield _remark("unknown_code", attribute.id, Severity.ERROR, wording, word_id(attribute.id, word))


def other_case_type(row: ReadRow, context: Context, _: Days, __: Lines) -> Iterator[Remark]:
    """A case is of the type of which the list is."""
    for attribute in context.layout.attribute_layouts:
        value = {possible.id: possible for possible in attribute.values}.get(row.values.get(attribute.id, ""))
        if value and value.case_type and value.case_type != context.case_type:
            listed, its = (context.layout.case_type_name(name) for name in (context.case_type, value.case_type))
            message = messages.other_case_type(attribute.column.label, value.label, its, listed)
            yield _error("other_case_type", attribute.column, message)


def out_of_window(row: ReadRow, context: Context, days: Days, _: Lines) -> Iterator[Remark]:
    """A case outside the window is listed and not drawn; of a date that is still to be settled, nothing is said."""
    if days.window is None or row.disposed is None or row.disposed > days.drawn_up or not context.dates.is_settled:
        return
    if not days.window[0] <= row.disposed <= days.window[1]:
        yield _note("out_of_window", context.layout.disposed, messages.out_of_window(row.disposed, *days.window))


def same_child(row: ReadRow, context: Context, _: Days, lines: Lines) -> Iterator[Remark]:
    """Of the cases of one child, one can be drawn."""
    others = lines.others(context.layout.child.id, row)
    if others:
        yield _note("same_child", context.layout.child, messages.same_child(others))


def odd_characters(row: ReadRow, context: Context, _: Days, __: Lines) -> Iterator[Remark]:
    """What nobody sees is taken out, and every hyphen is the plain one: said, as it is not what was typed."""
    for column in context.columns:
        characters = row.odd.get(column.id)
        if characters:
            yield _note("odd_characters", column, messages.odd_characters(column.label, characters))


_RULES: Final[tuple[Callable[[ReadRow, Context, Days, Lines], Iterator[Remark]], ...]] = (
    missing_value,
    cell_without_value,
    reference_form,
    duplicate_reference,
    perhaps_the_same,
    impossible_date,
    after_the_list,
    impossible_age,
    unknown_code,
    other_case_type,
    out_of_window,
    same_child,
    odd_characters,
)


def _reference_columns(context: Context) -> tuple[Column, Column]:
    return context.layout.reference, context.layout.child


def _error(rule: str, column: Column, wording: Wording) -> Remark:
    return _remark(rule, column.id, Severity.ERROR, wording)


def _note(rule: str, column: Column, wording: Wording) -> Remark:
    return _remark(rule, column.id, Severity.NOTE, wording)


def _remark(rule: str, column: str | None, severity: Severity, wording: Wording, question: str = "") -> Remark:
    return Remark(rule, column, severity, wording.message, wording.of_many, wording.cell, question)
