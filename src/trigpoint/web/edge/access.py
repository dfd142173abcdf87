"""Every view names what it needs. One that names nothing is refused: the default is no.

What cannot be seen is 'not found', so that nobody learns what there is; what can be seen but not done is refused, with
the sentence that says why.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from trigpoint.inspectorate.programme.access import check_holds_on, check_holds_on_own
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import inspections_of_service_seen_by, inspections_seen_by
from trigpoint.people.access import lacking, refuse_unless
from trigpoint.people.permissions import Permission
from trigpoint.people.standing import Standing
from trigpoint.web.edge.asking import Asking

P = ParamSpec("P")
View = Callable[..., HttpResponse]
EVERYONE, SIGNED_IN = "everyone", "whoever is signed in"

# Views of libraries cannot name their need; here it is named for them, by the start of their module.
OF_LIBRARIES = {
    "allauth.account.views": EVERYONE,
    "allauth.mfa": SIGNED_IN,
    "allauth.mfa.base.views": EVERYONE,
    "allauth.usersessions.views": SIGNED_IN,
    "allauth.socialaccount": EVERYONE,
    "django.contrib.staticfiles.views": EVERYONE,
    "django.views.static": EVERYONE,
}


def for_everyone(view: Callable[Concatenate[HttpRequest, P], HttpResponse]) -> View:
    """A page that anybody may open, signed in or not."""
    return _marked(view, EVERYONE)


def for_signed_in(view: Callable[Concatenate[Asking, P], HttpResponse]) -> View:
    """A page about one's own account or work."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return view(cast("Asking", request), *args, **kwargs)

    return _marked(guarded, SIGNED_IN)


def needs(permission: Permission) -> Callable[[Callable[Concatenate[Asking, P], HttpResponse]], View]:
    """A page for whoever has a permission in an organisation. The view asks again about the organisation at hand."""

    def decorate(view: Callable[Concatenate[Asking, P], HttpResponse]) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            asking = cast("Asking", request)
            refuse_unless(asking.standing.has_anywhere(permission), lacking(permission))
            return view(asking, *args, **kwargs)

        return _marked(guarded, permission)

    return decorate


def on_inspection(
    permission: Permission,
) -> Callable[[Callable[Concatenate[Asking, Inspection, P], HttpResponse]], View]:
    """A page of an inspection, on the inspectorate's side; `reference` in the address becomes the inspection."""
    return _on(permission, inspections_seen_by, check_holds_on)


def on_own_inspection(
    permission: Permission,
) -> Callable[[Callable[Concatenate[Asking, Inspection, P], HttpResponse]], View]:
    """A page of an inspection, on the side of the service that is inspected."""
    return _on(permission, inspections_of_service_seen_by, check_holds_on_own)


def _on(
    permission: Permission,
    seen_by: Callable[[Standing], QuerySet[Inspection]],
    check: Callable[[Standing, Permission, Inspection], None],
) -> Callable[[Callable[Concatenate[Asking, Inspection, P], HttpResponse]], View]:
    def decorate(view: Callable[Concatenate[Asking, Inspection, P], HttpResponse]) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, reference: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            asking = cast("Asking", request)
            inspection = get_object_or_404(seen_by(asking.standing), reference=reference)
            check(asking.standing, permission, inspection)
            return view(asking, inspection, *args, **kwargs)

        return _marked(guarded, permission)

    return decorate


def _marked(view: View, need: Permission | str) -> View:
    view.need = need  # type: ignore[attr-defined]
    return view


def need_of(view: Callable[..., Any]) -> Permission | str | None:
    """What a view needs; None for one that names nothing and so is open to nobody."""
    named: Permission | str | None = getattr(view, "need", None)
    if named is not None:
        return named
    module = getattr(getattr(view, "view_class", view), "__module__", "")
    known = [start for start in OF_LIBRARIES if module == start or module.startswith(f"{start}.")]
    return OF_LIBRARIES[max(known, key=len)] if known else None


def denies_by_default(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: no view is reached without a need; whoever is not signed in is asked to, but for open pages."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, view: View, args: object, kwargs: object) -> HttpResponse | None:  # noqa: ARG001
        need = need_of(view)
        if need is None:
            raise Http404
        if need == EVERYONE or request.user.is_authenticated:
            return None
        return redirect_to_login(request.get_full_path())

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware
