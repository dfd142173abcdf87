"""An organisation's own sign-in, by OpenID Connect: it opens accounts that there are, and makes none."""

from typing import Any, Final

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView, OAuth2View
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from trigpoint.people.models import Person
from trigpoint.web.account.checked_provider import CheckedProvider
from trigpoint.web.edge.access import for_everyone

LOGIN: Final = "login"


class OrganisationAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Who an organisation says somebody is, matched once by verified e-mail address and then by its own identifier.

    By the address alone, somebody new at the organisation who is given a leaver's address would get the leaver's
    account.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002 - allauth's
        """Nobody makes an account by themselves."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Go on only with somebody who has an account. Raises ImmediateHttpResponse with a page for anybody else."""
        if request.user.is_authenticated or sociallogin.state.get("process") != LOGIN:
            raise ImmediateHttpResponse(redirect("my_account"))
        if sociallogin.is_existing:
            return
        person = _person_with_address(sociallogin)
        if person is None:
            raise ImmediateHttpResponse(render(request, "account/signup_closed.html", status=403))
        sociallogin.connect(request, person)

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> object:
        """Keep nothing of what the organisation says besides."""
        sociallogin.account.extra_data = {}
        return super().populate_user(request, sociallogin, data)


@for_everyone
def to_organisation(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the organisation's sign-in."""
    return _answer_or_sorry(OAuth2LoginView, request, provider_id)


@for_everyone
def from_organisation(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Come back from the organisation's sign-in."""
    return _answer_or_sorry(OAuth2CallbackView, request, provider_id)


def _answer_or_sorry(view: type[OAuth2View], request: HttpRequest, provider_id: str) -> HttpResponse:
    """The answer of allauth, or a page that says so where the organisation's sign-in cannot be reached or believed."""
    try:
        answer: HttpResponse = view.adapter_view(CheckedProvider(request, provider_id))(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except (OSError, OAuth2Error):
        return render(request, "socialaccount/authentication_error.html", status=503)
    return answer


def _person_with_address(sociallogin: SocialLogin) -> Person | None:
    """The person whose address the organisation has verified, unless another identifier of it is theirs already."""
    # Some providers send texts: allauth reads "true" as true since 65.22, and every other text as false.
    verified = [address.email.lower() for address in sociallogin.email_addresses if address.verified is True]
    person = Person.objects.filter(email__in=verified, is_active=True).first()
    linked = SocialAccount.objects.filter(user=person, provider=sociallogin.account.provider)
    return None if person is None or linked.exists() else person
