"""The sample of the demonstration: invented case lists, a draw from them, and the answers read so far."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from itertools import cycle, islice
from typing import Final
from uuid import uuid4

from django.conf import settings

from trigpoint.bundle.cases import CaseRecord
from trigpoint.bundle.model import Bundle
from trigpoint.inspectorate.assessment.actions import allocate, say_who_comes
from trigpoint.inspectorate.assessment.queries import allocations
from trigpoint.inspectorate.bundling.actions import load_file
from trigpoint.inspectorate.bundling.live import live_bundle
from trigpoint.inspectorate.parts.queries import parts_piece
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling.actions.drawing import draw_sample
from trigpoint.inspectorate.sampling.actions.lists import Upload, send_list, start_list
from trigpoint.inspectorate.sampling.actions.seeds import commit_seed
from trigpoint.inspectorate.sampling.queries import windows_of
from trigpoint.people.standing import Standing
from trigpoint.tables.sheets_read import read_table

# Known to all: the demonstration is the same on every machine. A real seed is made by chance.
KEYS: Final = settings.VAR / "keys"
SEED: Final = "the seed of a demonstration"

HEADINGS: Final = (
    "Case reference,Child reference,Date of disposal,Age at disposal,Sex,Disposal,Risk of serious harm,"
    "Safety and wellbeing"
)
# Numbers of cases, letters of their references, and disposals in turn. All invented.
LISTS: Final = {
    "court": (15, "EC", ("referral order", "youth rehabilitation order", "referral order", "reparation order")),
    "out_of_court": (21, "EO", ("youth conditional caution", "community resolution", "youth conditional caution")),
}
COMERS: Final = ("Uma Reed", "Viv Stone", "Win Lowe", "Yan Dell")
SEXES: Final = ("male", "male", "female", "male", "male")
RISKS: Final = ("medium", "low", "high", "medium", "low", "medium", "very high")
WELLBEING: Final = ("high", "medium", "medium", "low")


def fix_seed(inspection: Inspection, lead: Standing) -> None:
    """The lead fixes the seed before the inspection is announced."""
    commit_seed(inspection=inspection, seed=SEED, at=_days_before(inspection, 40), keys=KEYS, by=lead)


def send_lists(inspection: Inspection, officer: Standing) -> None:
    """The service sends both of its lists."""
    for case_type in LISTS:
        content = _file(inspection, case_type).encode()
        name = f"{case_type}.csv".replace("_", "-")
        drawn_up = _days_before(inspection, 20).date()
        upload = Upload(case_type, "Invented case system", drawn_up, name, content, read_table(content, name))
        case_list = start_list(form=uuid4(), inspection=inspection, upload=upload, by=officer)
        send_list(case_list=case_list, seen=case_list.version, at=_days_before(inspection, 20), by=officer)


def draw(inspection: Inspection, lead: Standing) -> None:
    """The lead draws the sample."""
    draw_sample(inspection=inspection, reason="", at=_days_before(inspection, 14), keys=KEYS, by=lead)


def share_out(inspection: Inspection, lead: Standing, manager: Standing) -> None:
    """The lead allocates the cases to readers, and the service says who comes to the first interviews."""
    allocate(inspection=inspection, by=lead)
    first = list(allocations(inspection).order_by("day", "start", "case")[: len(COMERS)])
    for row, comes in zip(first, COMERS, strict=True):
        say_who_comes(allocation=row, seen=row.version, comes=comes, by=manager)


def read_first_cases(inspection: Inspection, example: Bundle, lead: Standing) -> None:
    """The answers of the example, put to drawn cases of the same type and disposal, one each."""
    live, parts = live_bundle(inspection), parts_piece(inspection)
    read = [case for case in example.cases if case.answers]
    bundle = live.model_copy(update={"cases": tuple(_with_answers(live.cases, read)), "notice": example.notice})
    reason = "The first cases have been read"
    load_file(inspection=inspection, seen=parts.numbers, bundle=bundle, reason=reason, by=lead)


def _with_answers(cases: Sequence[CaseRecord], read: list[CaseRecord]) -> Iterator[CaseRecord]:
    """The cases in their order; the first of each kind take facts and answers from cases that were read, once each."""
    unused = list(read)
    for case in cases:
        source = next((example for example in unused if _kind(example) == _kind(case)), None)
        if source is None:
            yield case
        else:
            unused.remove(source)
            yield case.model_copy(update={"facts": source.facts, "answers": source.answers})


def _kind(case: CaseRecord) -> tuple[str, str]:
    return case.case_type, case.facts["disposal"]


def _file(inspection: Inspection, case_type: str) -> str:
    """One list as a file. Its last two cases cannot be drawn: one out of the window, one of a child listed before."""
    number, letters, disposals = LISTS[case_type]
    first, last = windows_of(inspection)[case_type]
    days = [first + (last - first) * n // number for n in range(number)]
    days[-2] = last + timedelta(days=9)
    lines = [HEADINGS]
    for n, (day, disposal, sex, risk, wellbeing) in enumerate(
        zip(days, *(islice(cycle(values), number) for values in (disposals, SEXES, RISKS, WELLBEING)), strict=True),
        start=1,
    ):
        child = f"K{letters}{n if n < number else 3}"
        lines.append(f"{letters}{n},{child},{day.isoformat()},{12 + n % 6},{sex},{disposal},{risk},{wellbeing}")
    return "\n".join(lines) + "\n"


def _days_before(inspection: Inspection, days: int) -> datetime:
    if inspection.site_date is None:
        raise ValueError("The demonstration has a site date.")
    return datetime.combine(inspection.site_date - timedelta(days=days), time(10), UTC)
