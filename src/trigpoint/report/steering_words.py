"""What people did to a sample beside chance, in words: the same on the pages of both sides and in the report."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from trigpoint.english import count_of, list_of, long_date
from trigpoint.rules.case_list import Attribute
from trigpoint.rules.certificate import Certificate
from trigpoint.rules.steering import Agreement, Cause, Limited, Shift

_AGREED: Final = {
    Limited.EXCLUDED: "excluded before the draw",
    Limited.TAKEN_OUT: "taken out of the sample",
    Limited.DRAWS: "drawn in all",
}
_BEFORE_AND_AFTER: Final = {
    Cause.LIST_REPLACED: ("A list was replaced", "on the list before", "on the list that counts"),
    Cause.SITE_DATE_MOVED: ("The site date was moved", "eligible by the date before", "eligible by the new date"),
    Cause.EXCLUDED: ("Cases were excluded", "eligible without exclusions", "eligible"),
    Cause.TAKEN_OUT: ("Cases were taken out", "drawn", "read"),
}


@dataclass(frozen=True, slots=True)
class ShiftInWords:
    """One line of the table of what changed: by what, of which cases, and the two numbers with what they are of."""

    cause: str
    cases: str
    before: int
    after: int
    before_is: str
    after_is: str


def chance_in_words(certificate: Certificate) -> str:
    """Whether every eligible case had the same chance, from what was done and not from what should have been."""
    excluded, gone = len(certificate.exclusions), _taken_out(certificate)
    facts = certificate.steering.facts if certificate.steering else None
    replaced, moved = (len(facts.lists_replaced), len(facts.site_date_moves)) if facts else (0, 0)
    if not (excluded or gone or replaced or moved or certificate.earlier):
        return "Every eligible case had the same chance."
    done = [
        f"{count_of(excluded, 'case was', 'cases were')} excluded before it" if excluded else "",
        f"the site date was moved {_times(moved)} after a list had come in" if moved else "",
        f"{count_of(replaced, 'case list was', 'case lists were')} replaced before it" if replaced else "",
        f"it is draw {certificate.number}" if certificate.number > 1 else "",
        f"{count_of(gone, 'case was', 'cases were')} taken out after it" if gone else "",
    ]
    people = list_of([words for words in done if words]) or "an earlier seed was withdrawn"
    return (
        f"Every case that was eligible at this draw had the same chance in it. People changed what is read: {people}."
    )


def steering_in_words(certificate: Certificate, names: Mapping[str, str]) -> tuple[str, ...]:
    """Everything that people did, a sentence each; one sentence where they did nothing. `names` are of case types."""
    return tuple(_sentences(certificate, names)) or ("Nobody excluded a case, replaced a list, or took a case out.",)


def shifts_in_words(certificate: Certificate, names: Mapping[str, str]) -> tuple[ShiftInWords, ...]:
    """How many cases had each value before and after what people did, in the order in which they did it."""
    return tuple(_in_words(shift, certificate, names) for shift in _shifts(certificate))


@dataclass(frozen=True, slots=True)
class ChangeInWords:
    """One line of what may be printed of what changed: by what, of which cases, and by how many."""

    cause: str
    cases: str
    in_words: str


def printed_changes(certificate: Certificate, names: Mapping[str, str], least: int) -> tuple[ChangeInWords, ...]:
    """What people changed, as far as it may leave the two sides: differences of at least `least` cases, and no counts.

    A single value that is not printed could be worked out from the others, as all of them come to what is printed of
    the whole: so at least two values of an attribute go unprinted, or none.
    """
    changes = []
    for _, values in groupby(_shifts(certificate), key=lambda shift: (shift.cause, shift.case_type, shift.attribute)):
        shifts = list(values)
        printed = [shift for shift in shifts if abs(shift.after - shift.before) >= least]
        attribute = _attribute(certificate, shifts[0])
        if len(attribute.values) - len(printed) != 1:
            changes += [_change(shift, certificate, names) for shift in printed]
    return tuple(changes)


def _change(shift: Shift, certificate: Certificate, names: Mapping[str, str]) -> ChangeInWords:
    line, difference = _in_words(shift, certificate, names), shift.after - shift.before
    return ChangeInWords(
        line.cause, line.cases, f"{abs(difference)} {'more' if difference > 0 else 'fewer'} {line.after_is}"
    )


def _attribute(certificate: Certificate, shift: Shift) -> Attribute:
    return next(attribute for attribute in certificate.settings.attributes if attribute.id == shift.attribute)


def _sentences(certificate: Certificate, names: Mapping[str, str]) -> Iterator[str]:
    excluded, gone = len(certificate.exclusions), _taken_out(certificate)
    facts = certificate.steering.facts if certificate.steering else None
    if excluded:
        when = (
            f": {facts.excluded_before_list} before the list that counts came in, {facts.excluded_after_list} after it"
            if facts
            else ""
        )
        yield f"{count_of(excluded, 'case was', 'cases were')} excluded before the draw{when}."
    if facts and facts.readmitted:
        yield f"{count_of(facts.readmitted, 'exclusion was', 'exclusions were')} taken back before the draw."
    for replaced in facts.lists_replaced if facts else ():
        reason = f" The service's reason: {replaced.reason}" if replaced.reason else ""
        yield (
            f"A list of {names[replaced.case_type]} with {count_of(replaced.cases, 'case')}, sent on "
            f"{long_date(replaced.sent_at)}, was replaced by a newer one.{reason}"
        )
    for move in facts.site_date_moves if facts else ():
        was = f"moved from {long_date(move.before)}" if move.before else "set"
        reason = f": {move.reason}" if move.reason else "."
        yield (
            f"After a list had come in, on {long_date(move.moved_on)}, the site date was {was} to "
            f"{long_date(move.after)}{reason}"
        )
    for left_off in facts.left_off_lists if facts else ():
        attribute = next(kind for kind in certificate.settings.attributes if kind.id == left_off.attribute)
        yield (
            f"{count_of(left_off.cases, 'case')} of the service's file of {names[left_off.case_type]} "
            f"{'was' if left_off.cases == 1 else 'were'} left out by rule: the word under "
            f"'{attribute.label}' is none of the framework's."
        )
    if gone:
        chosen = sum(len(part.chosen) for part in certificate.sample.types)
        were = "was" if gone == 1 else "were"
        yield f"{gone} of {count_of(chosen, 'case')} that were drawn {were} taken out afterwards."
    for agreement in facts.agreements if facts else ():
        yield (
            f"On {long_date(agreement.agreed_on)} a second person agreed that {agreed_in_words(agreement)}, beyond the "
            f"framework's limit: {agreement.reason}"
        )


def agreed_in_words(agreement: Agreement) -> str:
    """What a second person agreed to, such as 'up to 9 are taken out of the sample'."""
    if agreement.limited is Limited.SITE_DATE:
        return f"the site date is moved {_times(agreement.number)} after a list had come in"
    return f"up to {agreement.number} are {_AGREED[agreement.limited]}"


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _taken_out(certificate: Certificate) -> int:
    return sum(len(part.taken_out) for part in certificate.sample.types)


def _shifts(certificate: Certificate) -> tuple[Shift, ...]:
    if certificate.steering is None:
        return ()
    of_lists = (shift for replaced in certificate.steering.facts.lists_replaced for shift in replaced.shifts)
    return (*of_lists, *certificate.steering.shifts)


def _in_words(shift: Shift, certificate: Certificate, names: Mapping[str, str]) -> ShiftInWords:
    attribute = _attribute(certificate, shift)
    cause, before_is, after_is = _BEFORE_AND_AFTER[shift.cause]
    cases = f"{names[shift.case_type]}, {attribute.label.lower()}: {attribute.label_of(shift.value)}"
    return ShiftInWords(cause, cases, shift.before, shift.after, before_is, after_is)
