"""Invented case lists as files, and lists that a service of the world has sent."""

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.utils import timezone

from tests.factories.samples import DRAWN_AT, IN_AT, KEYS
from trigpoint.inspectorate.sampling.actions.drawing import draw_sample
from trigpoint.inspectorate.sampling.actions.lists import Upload, send_list, start_list
from trigpoint.inspectorate.sampling.models import CaseList, Draw
from trigpoint.rules.eligibility import months_before
from trigpoint.tables.sheets_read import read_table

if TYPE_CHECKING:
    from tests.factories.world import World

HEADINGS = "Case reference,Child reference,Date of disposal,Age at disposal,Sex,Disposal,Risk of serious harm,Safety and wellbeing"
DISPOSALS = {
    "court": ("referral order", "youth rehabilitation order", "detention and training order"),
    "out_of_court": ("youth caution", "youth conditional caution", "community resolution"),
}
# The cases of the twin of the Trafford example, with the disposals that give the facts it tells.
TWIN = {
    "court": [(f"C{n}", "detention and training order" if n == 8 else "referral order") for n in range(1, 9)],
    "out_of_court": [(f"O{n}", "community resolution" if n > 4 else "youth conditional caution") for n in range(1, 7)],
}
LEVELS = ("low", "medium", "high", "medium")


def rows(case_type: str, number: int, disposed: date) -> list[str]:
    """So many invented cases of one type, each of another child, on the same day."""
    letter, disposals = case_type[0].upper(), DISPOSALS[case_type]
    return [
        f"{letter}{n},K-{letter}{n},{disposed.isoformat()},{11 + n % 7},{'FM'[n % 3 > 0]},{disposals[n % 3]},"
        f"{LEVELS[n % 4]},{LEVELS[(n + 1) % 4]}"
        for n in range(1, number + 1)
    ]


def file_of(case_type: str, number: int, disposed: date) -> bytes:
    """A list without a fault, as CSV."""
    return "\n".join([HEADINGS, *rows(case_type, number, disposed), ""]).encode()


def twin_file(case_type: str, disposed: date) -> bytes:
    """The list of the twin's cases of one type."""
    lines = [f"{case},K-{case},{disposed.isoformat()},15,M,{disposal},low,low" for case, disposal in TWIN[case_type]]
    return "\n".join([HEADINGS, *lines, ""]).encode()


def in_window(world: "World") -> date:
    """A day of disposal that is in the windows of both types."""
    assert world.inspection.site_date is not None
    return months_before(world.inspection.site_date, 8)


def upload(world: "World", case_type: str, content: bytes, supplier: str = "Invented system") -> Upload:
    """A file as the service uploads it today."""
    return Upload(case_type, supplier, timezone.localdate(), f"{case_type}.csv", content, read_table(content, "x.csv"))


def started(world: "World", case_type: str = "court", number: int = 8, content: bytes | None = None) -> CaseList:
    """A list that the service is checking. The inspection must be announced, with its seed fixed."""
    content = file_of(case_type, number, in_window(world)) if content is None else content
    by = world.standing("data-officer")
    return start_list(form=uuid4(), inspection=world.inspection, upload=upload(world, case_type, content), by=by)


def sent(
    world: "World", case_type: str = "court", number: int = 8, content: bytes | None = None, at: datetime = IN_AT
) -> CaseList:
    """A list that the service has sent."""
    one = started(world, case_type, number, content)
    by = world.standing("data-officer")
    send_list(case_list=one, seen=one.version, at=at, by=by, reason="A case was missing")
    one.refresh_from_db()
    return one


def drawn(world: "World", court: int = 25, out_of_court: int = 20) -> Draw:
    """A sample that was drawn from lists of so many cases."""
    for case_type, number in (("court", court), ("out_of_court", out_of_court)):
        sent(world, case_type, number)
    return draw_sample(
        inspection=world.inspection, reason="", at=DRAWN_AT, keys=KEYS, by=world.standing("lead-inspector")
    )
