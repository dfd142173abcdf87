"""Guards of a page about one inspection: what cannot be seen is not found, what may not be done is refused."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from trigpoint.inspectorate.programme.access import check_holds_on, check_holds_on_own
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import inspections_of_service_seen_by, inspections_seen_by
from trigpoint.people.permissions import Permission, Side
from trigpoint.people.standing import Standing
from trigpoint.web.edge.access import View, with_need
from trigpoint.web.edge.signed_in import SignedInRequest

P = ParamSpec("P")
InspectionView = Callable[Concatenate[SignedInRequest, Inspection, P], HttpResponse]


def on_inspection(permission: Permission) -> Callable[[InspectionView[P]], View]:
    """A page of an inspection, on the inspectorate's side; `reference` in the address becomes the inspection."""
    return _on(permission, Side.INSPECTORATE, inspections_seen_by, check_holds_on)


def on_own_inspection(permission: Permission) -> Callable[[InspectionView[P]], View]:
    """A page of an inspection, on the side of the service that is inspected."""
    return _on(permission, Side.SERVICE, inspections_of_service_seen_by, check_holds_on_own)


def _on(
    permission: Permission,
    side: Side,
    seen_by: Callable[[Standing], QuerySet[Inspection]],
    check: Callable[[Standing, Permission, Inspection], None],
) -> Callable[[InspectionView[P]], View]:
    def decorate(view: InspectionView[P]) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, reference: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            signed_in = cast("SignedInRequest", request)
            inspection = get_object_or_404(seen_by(signed_in.standing), reference=reference)
            signed_in.about = inspection, side  # type: ignore[attr-defined] # for the menu
            check(signed_in.standing, permission, inspection)
            return view(signed_in, inspection, *args, **kwargs)

        return with_need(guarded, permission)

    return decorate
