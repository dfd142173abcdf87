"""The groups of a sample as they leave the inspectorate: some without their numbers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from trigpoint.rules.balance import BalanceRow
from trigpoint.rules.case_list import Attribute
from trigpoint.rules.sampling import TypeSample
from trigpoint.rules.small_numbers import Group, hidden_groups


@dataclass(frozen=True, slots=True)
class PrintedGroup:
    """The cases with one value of an attribute, by its id and label; `row` is None where the numbers are hidden."""

    attribute: Attribute
    value: str
    label: str
    row: BalanceRow | None


def printed_groups(
    sample: TypeSample, attributes: tuple[Attribute, ...], smallest_group: int
) -> tuple[PrintedGroup, ...]:
    """Return the groups by single attributes, in the order of the table of representativeness.

    Groups in pairs never leave: nearly all of them are small, and the others would tell those.
    """
    by_id = {attribute.id: attribute for attribute in attributes}
    single = [row for row in sample.balance if len(row.attributes) == 1]
    return tuple(
        group
        for attribute, rows in groupby(single, key=lambda row: row.attributes[0])
        for group in _of_attribute(by_id[attribute], list(rows), sample.case_type, smallest_group)
    )


def _of_attribute(
    attribute: Attribute, rows: list[BalanceRow], case_type: str, smallest_group: int
) -> Iterator[PrintedGroup]:
    hidden = hidden_groups([Group(row.eligible, row.sample) for row in rows], smallest_group)
    if len(hidden) == len(rows):
        # Every value that there may be, as nobody should learn which of them have cases.
        possible = (value for value in attribute.values if value.case_type in (None, case_type))
        yield from (PrintedGroup(attribute, value.id, value.label, None) for value in possible)
        return
    for position, row in enumerate(rows):
        (value,) = row.values
        yield PrintedGroup(attribute, value, attribute.label_of(value), None if position in hidden else row)


def may_be_printed(numbers: Mapping[str, int], smallest_group: int) -> bool:
    """Whether the parts of a whole may be printed beside its total: no part of it is small."""
    groups = [Group(number, number) for number in numbers.values() if number]
    return not hidden_groups(groups, smallest_group)
