"""Every view names what it needs. One that names nothing is refused: the default is no.

What cannot be seen is 'not found', so that nobody learns what there is; what can be seen but not done is refused, with
the sentence that says why.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from trigpoint.people.access import no_role_allows, refuse_unless
from trigpoint.people.permissions import Permission
from trigpoint.web.edge.signed_in import SignedInRequest

P = ParamSpec("P")
View = Callable[..., HttpResponse]
EVERYONE, SIGNED_IN = "everyone", "whoever is signed in"

# Views of libraries cannot name their need; here it is named for them, by the start of their module.
OF_LIBRARIES = {
    "allauth.account.views": EVERYONE,
    "allauth.mfa": SIGNED_IN,
    "allauth.mfa.base.views": EVERYONE,
    "allauth.socialaccount": EVERYONE,
    "django.contrib.staticfiles.views": EVERYONE,
    "django.views.static": EVERYONE,
}


def for_everyone(view: Callable[Concatenate[HttpRequest, P], HttpResponse]) -> View:
    """A page that anybody may open, signed in or not."""
    return with_need(view, EVERYONE)


def for_signed_in(view: Callable[Concatenate[SignedInRequest, P], HttpResponse]) -> View:
    """A page about one's own account or work."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return view(cast("SignedInRequest", request), *args, **kwargs)

    return with_need(guarded, SIGNED_IN)


def requires_permission(
    permission: Permission,
) -> Callable[[Callable[Concatenate[SignedInRequest, P], HttpResponse]], View]:
    """A page for whoever has a permission in an organisation. The view asks again about the organisation at hand."""

    def decorate(view: Callable[Concatenate[SignedInRequest, P], HttpResponse]) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            signed_in = cast("SignedInRequest", request)
            refuse_unless(signed_in.standing.has_anywhere(permission), no_role_allows(permission))
            return view(signed_in, *args, **kwargs)

        return with_need(guarded, permission)

    return decorate


def with_need(view: View, need: Permission | str) -> View:
    """Mark a view with what it needs: a permission, EVERYONE or SIGNED_IN."""
    view.need = need  # type: ignore[attr-defined]
    return view


def need_of(view: Callable[..., Any]) -> Permission | str | None:
    """What a view needs; None for one that names nothing and so is open to nobody."""
    need: Permission | str | None = getattr(view, "need", None)
    if need is not None:
        return need
    module = getattr(getattr(view, "view_class", view), "__module__", "")
    starts = [start for start in OF_LIBRARIES if module == start or module.startswith(f"{start}.")]
    return OF_LIBRARIES[max(starts, key=len)] if starts else None


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
