"""Values for the pages of the sample, on both sides."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from itertools import pairwise
from uuid import UUID

from trigpoint.bundle.certificate import certificate_of
from trigpoint.case_lists.layout import CaseListLayout
from trigpoint.english import count_of, long_date
from trigpoint.inspectorate.programme.frameworks import framework_of
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling.draws import CertifiedDraw
from trigpoint.inspectorate.sampling.exclusions_to_confirm import exclusions_to_confirm
from trigpoint.inspectorate.sampling.models import CaseList, Exclusion
from trigpoint.inspectorate.sampling.queries import came_in, draws, layout_of, waiting_seed, windows_of
from trigpoint.rules.balance import BalanceRow, expected
from trigpoint.rules.case_list import ListedCase
from trigpoint.rules.certificate import Certificate
from trigpoint.rules.eligibility import Ineligibility
from trigpoint.rules.sampling import TypeSample
from trigpoint.web.govuk.environment import day_time
from trigpoint.web.sample.files import stem

GROUNDS = {
    Ineligibility.OUT_OF_WINDOW: "Out of the window",
    Ineligibility.EXCLUDED: "Excluded",
    Ineligibility.SAME_CHILD: "Another case of the child is eligible",
}


@dataclass(frozen=True, slots=True)
class ListShown:
    """What has come in of one case type: '' for what is not there.

    `again` is when a new seed was fixed after the list had come in: the list does not count for the draw to come.
    """

    type: str
    id: str
    window: str
    cases: str
    supplier: str
    by: str
    at: datetime | None
    again: datetime | None


@dataclass(frozen=True, slots=True)
class UnsettledShown:
    """An exclusion that does not fit the lists any more, with what the lists hold under its reference now."""

    id: UUID
    case: str
    why: str
    now: str


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


@dataclass(frozen=True, slots=True)
class PastShown:
    """A draw that another one took the place of, and why."""

    number: int
    at: datetime
    drawn_again: str


@dataclass(frozen=True, slots=True)
class DrawnShown:
    """A whole draw. `stem` begins the names of its files; `moved` says that the site date is another, or ''."""

    number: int
    stem: str
    at: datetime
    seed: str
    commitment: str
    committed_at: datetime
    list_sha256: str
    certificate_sha256: str
    fieldwork: date
    moved: str
    types: tuple[TypeShown, ...]
    left_out: tuple[tuple[str, str, str], ...]

    @property
    def any_left(self) -> bool:
        """Whether any case has left the sample since the draw."""
        return any(one.taken_out for one in self.types)


def lists_shown(inspection: Inspection, lists: dict[str, CaseList]) -> tuple[ListShown, ...]:
    """A line for each case type of the framework, in its order."""
    windows, waiting = windows_of(inspection), waiting_seed(inspection)
    shown = []
    for case_type in framework_of(inspection).case_types:
        window, one = windows.get(case_type.id), lists.get(case_type.id)
        shown.append(
            ListShown(
                type=case_type.name[:1].upper() + case_type.name[1:],
                id=case_type.id,
                window=" to ".join(map(long_date, window)) if window else "Known once there is a site date",
                cases=str(one.cases) if one else "",
                supplier=one.supplier if one else "",
                by=one.sent_by.name if one and one.sent_by else "",
                at=one.sent_at if one else None,
                again=waiting.at if waiting and one and came_in(one) < waiting.at else None,
            )
        )
    return tuple(shown)


def unsettled_shown(inspection: Inspection) -> tuple[UnsettledShown, ...]:
    """The exclusions that the lead has to confirm or take back."""
    layout = layout_of(inspection)
    if layout is None:
        return ()
    return tuple(
        UnsettledShown(one.exclusion.id, one.exclusion.case, one.exclusion.why, _now(one.now, layout))
        for one in exclusions_to_confirm(inspection)
    )


def _now(case: ListedCase | None, layout: CaseListLayout) -> str:
    if case is None:
        return "On no list that has come in"
    values = ", ".join(one.label_of(value) for one, value in zip(layout.attributes, case.profile, strict=True))
    return f"Another row: child {case.child}, {long_date(case.disposed)}, {values}"


def drawn_from_sha256(lists: Mapping[str, CaseList], excluded: Iterable[Exclusion]) -> str:
    """The hash of what a draw would be made from, by which a form knows what its page showed."""
    held = [(name, one.frozen_sha256) for name, one in sorted(lists.items())]
    return sha256(json.dumps([held, sorted(one.case for one in excluded)]).encode()).hexdigest()


def drawn_from(lists: Iterable[ListShown], excluded: Iterable[Exclusion]) -> str:
    """What a draw would be made from, in a sentence or two."""
    held = "; ".join(
        f"{one.type}, {count_of(int(one.cases), 'case')}, sent {day_time(one.at)}" for one in lists if one.at
    )
    cases = ", ".join(one.case for one in excluded)
    said = f"Drawn from: {held}." if held else "No list that counts for it has come in yet."
    return said + (f" Excluded: {cases}." if cases else "")


def drawn_shown(inspection: Inspection, draw: CertifiedDraw) -> DrawnShown:
    """A draw as its page shows it, with the certificate as it is by now."""
    said = certificate_of(draw.certificate)
    names = {one.id: one.name for one in framework_of(inspection).case_types}
    return DrawnShown(
        number=draw.draw.number,
        stem=stem(inspection, draw.draw.number),
        at=said.seed.drawn_at,
        seed=said.seed.seed,
        commitment=said.seed.commitment,
        committed_at=said.seed.committed_at,
        list_sha256=said.list_sha256,
        certificate_sha256=draw.certificate_sha256,
        fieldwork=said.settings.fieldwork,
        moved=_moved(said.settings.fieldwork, inspection),
        types=tuple(_type(one, names[one.case_type], said) for one in said.sample.types),
        left_out=tuple((one.reference, GROUNDS[one.ground], one.detail) for one in said.sample.left_out),
    )


def past_shown(inspection: Inspection) -> tuple[PastShown, ...]:
    """The draws before the newest one, the first one first."""
    rows = list(draws(inspection).defer("list_text", "certificate").order_by("number"))
    return tuple(PastShown(one.number, one.at, after.reason) for one, after in pairwise(rows))


def _moved(fieldwork: date, inspection: Inspection) -> str:
    if inspection.site_date is None or inspection.site_date == fieldwork:
        return ""
    return f"Drawn for fieldwork of {long_date(fieldwork)}; the site date is now {long_date(inspection.site_date)}."


def _type(one: TypeSample, name: str, said: Certificate) -> TypeShown:
    return TypeShown(
        title=name[:1].upper() + name[1:],
        says=_says(one),
        warning=_too_few(one),
        read=one.read,
        reserves=_waiting(one),
        taken_out=tuple(
            (gone.reference, gone.reason, str(gone.answers), gone.replaced_by or "Nobody was left")
            for gone in one.taken_out
        ),
        tables=tuple(_tables(one, said)),
    )


def _waiting(one: TypeSample) -> tuple[str, ...]:
    """The reserves that never came in. One that came in and was taken out again does not come in a second time."""
    came_in = {gone.replaced_by for gone in one.taken_out}
    return tuple(reserve for reserve in one.reserves if reserve not in came_in)


def _too_few(one: TypeSample) -> str:
    """What to say where cases left and no reserve was left to come in: as many were chosen as the size asks for."""
    if len(one.read) >= len(one.chosen):
        return ""
    return (
        f"Fewer cases are read than the size of the sample asks for: {len(one.read)} of {len(one.chosen)}. No reserve "
        "is left, so the margin of error is larger."
    )


def without_reserves(inspection: Inspection, types: tuple[TypeSample, ...]) -> tuple[str, ...]:
    """A sentence for each case type of which no reserve is left."""
    names = {one.id: one.name for one in framework_of(inspection).case_types}
    return tuple(
        f"No reserve of {names[one.case_type]} is left: if one more is taken out, {len(one.read) - 1} are read, of "
        f"{len(one.chosen)} that the size of the sample asks for."
        for one in types
        if one.read and not _waiting(one)
    )


def _says(one: TypeSample) -> str:
    if not one.eligible:
        return "No case is eligible."
    if one.is_census and one.eligible == 1:
        return "The one eligible case is read: a census, without a margin of error."
    if one.is_census:
        return f"All {one.eligible} eligible cases are read: a census, without a margin of error."
    return f"{len(one.read)} of {one.eligible} eligible cases are read. Margin of error: {points(one.margin_tenths)}."


def _tables(one: TypeSample, said: Certificate) -> Iterator[BalanceShown]:
    single = [row for row in one.balance if len(row.attributes) == 1]
    pairs = [row for row in one.balance if len(row.attributes) > 1]
    for caption, rows in (("Eligible cases and sample", single), ("In pairs, of five eligible cases or more", pairs)):
        if rows:
            yield BalanceShown(caption, tuple(_rows(rows, one, said)))


def _rows(rows: list[BalanceRow], one: TypeSample, said: Certificate) -> Iterator[tuple[str, ...]]:
    known = {attribute.id: attribute for attribute in said.settings.attributes}
    for row in rows:
        labels = [known[name].label_of(value) for name, value in zip(row.attributes, row.values, strict=True)]
        heading = " and ".join(known[name].label for name in row.attributes)
        exact = float(expected(row, len(one.read), one.eligible))
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
