"""The menu of an inspection: its pages that somebody may open, with the one marked on which they are.

The guards note on the request which inspection a page is about, so that no view has to hand its menu on.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final, cast

from django.http import HttpRequest
from django.urls import reverse

from trigpoint.bundle.pinned import FrameworkGoneError
from trigpoint.inspectorate.programme.access import permissions_on
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.stages import StageKey, has_reached
from trigpoint.inspectorate.sampling.queries import layout_of
from trigpoint.people.permissions import Permission, Side
from trigpoint.people.roles import Permissions
from trigpoint.web.edge.every_page import links
from trigpoint.web.edge.signed_in import SignedInRequest  # noqa: TC001 - a cast names it


@dataclass(frozen=True, slots=True)
class PageOfInspection:
    """A page as the menu knows it: its text, the name of its address, what it needs, and when it is there."""

    text: str
    name: str
    needs: Permission
    is_there: Callable[[Inspection], bool] = lambda _inspection: True


def _has_draft(inspection: Inspection) -> bool:
    return has_reached(inspection.stage, StageKey.DRAFT) and not _is_published(inspection)


def _is_published(inspection: Inspection) -> bool:
    return has_reached(inspection.stage, StageKey.PUBLISHED)


def _takes_files(inspection: Inspection) -> bool:
    return inspection.cancelled_on is None and not _is_published(inspection)


def _has_lists(inspection: Inspection) -> bool:
    try:
        return layout_of(inspection) is not None
    except FrameworkGoneError:
        return False


PAGES: Final[tuple[PageOfInspection, ...]] = (
    PageOfInspection("Overview", "inspection", Permission.SEE_INSPECTION),
    PageOfInspection("Timetable", "timetable", Permission.SEE_INSPECTION),
    PageOfInspection("Team", "team", Permission.SEE_INSPECTION),
    PageOfInspection("Requests", "requests", Permission.ASK_SERVICE),
    PageOfInspection("Sample", "sample", Permission.SEE_CASES),
    PageOfInspection("Cases", "cases", Permission.SEE_CASES),
    PageOfInspection("Readers and interviews", "interviews", Permission.SEE_CASES),
    PageOfInspection("Ratings", "ratings", Permission.SEE_INSPECTION),
    PageOfInspection("Report so far", "inspection_report", Permission.SEE_INSPECTION, _has_draft),
    PageOfInspection("Published report", "published_report", Permission.SEE_INSPECTION, _is_published),
    PageOfInspection("Record", "inspection_record", Permission.SEE_RECORD),
    PageOfInspection("Load a file", "load_file", Permission.LOAD_FILE, _takes_files),
    PageOfInspection("Download", "download_file", Permission.DOWNLOAD_FILE),
)
OWN_PAGES: Final[tuple[PageOfInspection, ...]] = (
    PageOfInspection("Overview", "own_inspection", Permission.SEE_OWN_INSPECTIONS),
    PageOfInspection("Case lists and sample", "case_lists", Permission.SEND_CASE_LISTS, _has_lists),
    PageOfInspection("Interviews", "own_interviews", Permission.SEE_OWN_INSPECTIONS),
)


def menu_of_inspection(request: HttpRequest) -> dict[str, Any]:
    """The menu for the layout of all pages; empty on one that is about no inspection."""
    about: tuple[Inspection, Side] | None = getattr(request, "about", None)
    if about is None:
        return {"menu": ()}
    inspection, side = about
    standing = cast("SignedInRequest", request).standing
    if side is Side.SERVICE:
        permissions, pages = standing.permissions_on(inspection.id, inspection.service_id), OWN_PAGES
    else:
        permissions, pages = permissions_on(standing, inspection), PAGES
    hrefs = dict(_open_pages(pages, permissions, inspection))
    now = max((href for href in hrefs.values() if request.path.startswith(href)), key=len, default="")
    return {"menu": links(hrefs.items(), request.path, now)}


def _open_pages(
    pages: tuple[PageOfInspection, ...], permissions: Permissions, inspection: Inspection
) -> Iterator[tuple[str, str]]:
    for page in pages:
        if page.needs in permissions and page.is_there(inspection):
            yield page.text, reverse(page.name, args=[inspection.reference])
