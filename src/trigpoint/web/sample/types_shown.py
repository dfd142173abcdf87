"""The sample of one case type, and its tables of representativeness, for the pages of both sides."""

from collections.abc import Iterator
from dataclasses import dataclass

from trigpoint.inspectorate.programme.frameworks import framework_of
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.rules.balance import BalanceRow, expected
from trigpoint.rules.certificate import Certificate
from trigpoint.rules.sampling import TypeSample


@dataclass(frozen=True, slots=True)
class BalanceShown:
    """One table of representativeness: a caption, and rows of cells; a row of one cell is a heading."""

    caption: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class TypeShown:
    """The sample of one case type."""

    title: str
    says: str
    warning: str
    read: tuple[str, ...]
    reserves: tuple[str, ...]
    taken_out: tuple[tuple[str, ...], ...]
    tables: tuple[BalanceShown, ...]


def type_shown(part: TypeSample, name: str, certificate: Certificate) -> TypeShown:
    """The sample of one case type as its page shows it."""
    return TypeShown(
        title=name[:1].upper() + name[1:],
        says=_says(part),
        warning=_too_few(part),
        read=part.read,
        reserves=_waiting(part),
        taken_out=tuple(
            (gone.reference, gone.reason, str(gone.answers), gone.replaced_by or "Nobody was left")
            for gone in part.taken_out
        ),
        tables=tuple(_tables(part, certificate)),
    )


def _waiting(part: TypeSample) -> tuple[str, ...]:
    """The reserves that never came in. One that came in and was taken out again does not come in a second time."""
    came_in = {gone.replaced_by for gone in part.taken_out}
    return tuple(reserve for reserve in part.reserves if reserve not in came_in)


def _too_few(part: TypeSample) -> str:
    """What to say where cases left and no reserve was left to come in: as many were chosen as the size asks for."""
    if len(part.read) >= len(part.chosen):
        return ""
    return (
        f"Fewer cases are read than the size of the sample asks for: {len(part.read)} of {len(part.chosen)}. No "
        "reserve is left, so the margin of error is larger."
    )


def without_reserves(inspection: Inspection, types: tuple[TypeSample, ...]) -> tuple[str, ...]:
    """A sentence for each case type of which no reserve is left."""
    names = {case_type.id: case_type.name for case_type in framework_of(inspection).case_types}
    return tuple(
        f"No reserve of {names[part.case_type]} is left: if one more case leaves, {len(part.read) - 1} are read, of "
        f"{len(part.chosen)} that the size of the sample asks for."
        for part in types
        if part.read and not _waiting(part)
    )


def _says(part: TypeSample) -> str:
    if not part.eligible:
        return "No case is eligible."
    if part.is_census and part.eligible == 1:
        return "The one eligible case is read: a census, without a margin of error."
    if part.is_census:
        return f"All {part.eligible} eligible cases are read: a census, without a margin of error."
    return (
        f"{len(part.read)} of {part.eligible} eligible cases are read. Margin of error: {points(part.margin_tenths)}."
    )


def _tables(part: TypeSample, certificate: Certificate) -> Iterator[BalanceShown]:
    single = [row for row in part.balance if len(row.attributes) == 1]
    pairs = [row for row in part.balance if len(row.attributes) > 1]
    for caption, rows in (("Eligible cases and sample", single), ("In pairs, of five eligible cases or more", pairs)):
        if rows:
            yield BalanceShown(caption, tuple(_rows(rows, part, certificate)))


def _rows(rows: list[BalanceRow], part: TypeSample, certificate: Certificate) -> Iterator[tuple[str, ...]]:
    attributes = {attribute.id: attribute for attribute in certificate.settings.attributes}
    for row in rows:
        labels = [attributes[name].label_of(value) for name, value in zip(row.attributes, row.values, strict=True)]
        heading = " and ".join(attributes[name].label for name in row.attributes)
        exact = float(expected(row, len(part.read), part.eligible))
        yield (
            f"{heading}: {', '.join(labels)}",
            str(row.eligible),
            f"{exact:.1f}",
            str(row.sample),
            points(row.margin_tenths),
        )


def points(tenths: int | None) -> str:
    """A margin of error in words."""
    if tenths is None:
        return "None read"
    return f"{tenths / 10:.1f} points" if tenths else "None"
