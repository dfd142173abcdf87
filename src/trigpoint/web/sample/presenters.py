"""Values for the pages of the sample, on both sides."""

import json
from collections.abc import Iterable, Mapping
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
from trigpoint.inspectorate.sampling.between_lists import alike_on_two_lists
from trigpoint.inspectorate.sampling.draws import CertifiedDraw
from trigpoint.inspectorate.sampling.exclusions_to_confirm import exclusions_to_confirm
from trigpoint.inspectorate.sampling.models import CaseList, Exclusion
from trigpoint.inspectorate.sampling.queries import (
    came_in,
    draws,
    layout_of,
    waiting_seed,
    windows_of,
)
from trigpoint.inspectorate.sampling.steered import replaced_since
from trigpoint.report.steering_words import chance_in_words, shifts_in_words, steering_in_words
from trigpoint.rules.case_list import ListedCase
from trigpoint.rules.eligibility import Ineligibility
from trigpoint.web.govuk.environment import day_time
from trigpoint.web.sample.files import stem
from trigpoint.web.sample.types_shown import TypeShown, type_shown

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
class PastShown:
    """A draw that another one took the place of, and why."""

    number: int
    at: datetime
    drawn_again: str


@dataclass(frozen=True, slots=True)
class DrawnShown:
    """A whole draw. `stem` begins the names of its files; `moved` says that the site date is another, or ''.

    `steering` and `shifts` are what people did beside chance, and what it did to the balance.
    """

    number: int
    stem: str
    at: datetime
    seed: str
    commitment: str
    committed_at: datetime
    shown_to: str
    chance: str
    steering: tuple[str, ...]
    shifts: tuple[tuple[str, ...], ...]
    list_sha256: str
    certificate_sha256: str
    fieldwork: date
    moved: str
    types: tuple[TypeShown, ...]
    left_out: tuple[tuple[str, str, str], ...]

    @property
    def any_left(self) -> bool:
        """Whether any case has left the sample since the draw."""
        return any(part.taken_out for part in self.types)


def lists_shown(inspection: Inspection, lists: dict[str, CaseList]) -> tuple[ListShown, ...]:
    """A line for each case type of the framework, in its order."""
    windows, waiting = windows_of(inspection), waiting_seed(inspection)
    shown = []
    for case_type in framework_of(inspection).case_types:
        window, row = windows.get(case_type.id), lists.get(case_type.id)
        shown.append(
            ListShown(
                type=case_type.name[:1].upper() + case_type.name[1:],
                id=case_type.id,
                window=" to ".join(map(long_date, window)) if window else "Known once there is a site date",
                cases=str(row.cases) if row else "",
                supplier=row.supplier if row else "",
                by=row.sent_by.name if row and row.sent_by else "",
                at=row.sent_at if row else None,
                again=waiting.at if waiting and row and came_in(row) < waiting.at else None,
            )
        )
    return tuple(shown)


def replaced_shown(inspection: Inspection) -> tuple[tuple[str, ...], ...]:
    """The lists that newer ones took the place of since the waiting seed was fixed: type, when sent, cases, why."""
    seed, names = waiting_seed(inspection), {kind.id: kind.name for kind in framework_of(inspection).case_types}
    if seed is None:
        return ()
    return tuple(
        (names[row.case_type], day_time(came_in(row)), str(row.cases), reason) for row, reason in replaced_since(seed)
    )


def alike_shown(inspection: Inspection) -> tuple[tuple[str, ...], ...]:
    """The references of two lists that differ by noughts alone: of what, each with its list, and what was said."""
    names = {kind.id: kind.name for kind in framework_of(inspection).case_types}
    return tuple(
        (
            alike.what.capitalize(),
            f"{alike.there}: {names[alike.lists[1]]}",
            f"{alike.here}: {names[alike.lists[0]]}",
            "Different" if alike.is_settled else "Not said yet",
        )
        for alike in alike_on_two_lists(inspection)
    )


def unsettled_shown(inspection: Inspection) -> tuple[UnsettledShown, ...]:
    """The exclusions that the lead has to confirm or take back."""
    layout = layout_of(inspection)
    if layout is None:
        return ()
    return tuple(
        UnsettledShown(entry.exclusion.id, entry.exclusion.case, entry.exclusion.why, _now(entry.now, layout))
        for entry in exclusions_to_confirm(inspection)
    )


def _now(case: ListedCase | None, layout: CaseListLayout) -> str:
    if case is None:
        return "On no list that has come in"
    values = ", ".join(
        attribute.label_of(value) for attribute, value in zip(layout.attributes, case.profile, strict=True)
    )
    return f"Another row: child {case.child}, {long_date(case.disposed)}, {values}"


def sources_sha256(lists: Mapping[str, CaseList], excluded: Iterable[Exclusion]) -> str:
    """The hash of what a draw would be made from, by which a form knows what its page showed."""
    hashes = [(name, row.frozen_sha256) for name, row in sorted(lists.items())]
    return sha256(json.dumps([hashes, sorted(exclusion.case for exclusion in excluded)]).encode()).hexdigest()


def sources_in_words(lists: Iterable[ListShown], excluded: Iterable[Exclusion]) -> str:
    """What a draw would be made from, in a sentence or two."""
    sent = "; ".join(
        f"{row.type}, {count_of(int(row.cases), 'case')}, sent {day_time(row.at)}" for row in lists if row.at
    )
    cases = ", ".join(exclusion.case for exclusion in excluded)
    sentence = f"Drawn from: {sent}." if sent else "No list that counts for it has come in yet."
    return sentence + (f" Excluded: {cases}." if cases else "")


def drawn_shown(inspection: Inspection, newest: CertifiedDraw) -> DrawnShown:
    """A draw as its page shows it, with its newest certificate."""
    certificate = certificate_of(newest.certificate)
    names = {case_type.id: case_type.name for case_type in framework_of(inspection).case_types}
    return DrawnShown(
        number=newest.draw.number,
        stem=stem(inspection, newest.draw.number),
        at=certificate.seed.drawn_at,
        seed=certificate.seed.seed,
        commitment=certificate.seed.commitment,
        committed_at=certificate.seed.committed_at,
        shown_to=certificate.steering.facts.shown_to if certificate.steering else inspection.service.name,
        chance=chance_in_words(certificate),
        steering=steering_in_words(certificate, names),
        shifts=tuple(
            (line.cause, line.cases, f"{line.before} {line.before_is}", f"{line.after} {line.after_is}")
            for line in shifts_in_words(certificate, names)
        ),
        list_sha256=certificate.list_sha256,
        certificate_sha256=newest.certificate_sha256,
        fieldwork=certificate.settings.fieldwork,
        moved=_date_warning(certificate.settings.fieldwork, inspection),
        types=tuple(type_shown(part, names[part.case_type], certificate) for part in certificate.sample.types),
        left_out=tuple((case.reference, GROUNDS[case.ground], case.detail) for case in certificate.sample.left_out),
    )


def past_shown(inspection: Inspection) -> tuple[PastShown, ...]:
    """The draws before the newest one, the first one first."""
    rows = list(draws(inspection).defer("list_text", "certificate").order_by("number"))
    return tuple(PastShown(draw.number, draw.at, after.reason) for draw, after in pairwise(rows))


def _date_warning(fieldwork: date, inspection: Inspection) -> str:
    if inspection.site_date is None or inspection.site_date == fieldwork:
        return ""
    return f"Drawn for fieldwork of {long_date(fieldwork)}; the site date is now {long_date(inspection.site_date)}."
