"""One's own account: roles held, and the ways to password, second step and sessions."""

from allauth.account.decorators import reauthentication_required
from allauth.account.forms import ChangePasswordForm, ResetPasswordKeyForm
from allauth.account.views import LoginView, PasswordChangeView, PasswordResetFromKeyView
from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.views import ActivateTOTPView
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST, require_safe
from django.views.generic.edit import FormView

from trigpoint.people.contacts import contacts_of
from trigpoint.people.devices import revoke_devices
from trigpoint.web.account.browsers import WhereSignedIn
from trigpoint.web.account.presenters import roles_held
from trigpoint.web.edge.access import for_everyone, for_signed_in
from trigpoint.web.edge.devices import remember
from trigpoint.web.edge.guesses import FROM_MACHINE, spared_device
from trigpoint.web.edge.sessions import WHY, end_sessions
from trigpoint.web.edge.sign_in import note_second_step
from trigpoint.web.edge.signed_in import SignedInRequest


@for_signed_in
@require_safe
def my_account(request: SignedInRequest) -> HttpResponse:
    """Who I am here, and what I may change about it."""
    roles = roles_held(request.user, request.standing)
    contact = contacts_of([request.user.id]).get(request.user.id)
    return render(request, "account/mine.html.jinja", {"person": request.user, "held": roles, "contact": contact})


@for_signed_in
@require_POST
def sign_out_everywhere(request: SignedInRequest) -> HttpResponse:
    """End every session of mine, on every machine, this one as well."""
    end_sessions(request.user)
    revoke_devices(request.user)
    logout(request)
    return redirect("account_login")


class SignIn(LoginView):  # type: ignore[misc]
    """The sign-in page, which says why it is shown where somebody was signed out."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Slow down one machine that tries many addresses, but for a device of whoever signs in."""
        typed, refused = request.POST.get("login", ""), None
        if request.method == "POST" and not spared_device(request, typed):
            refused = ratelimit.consume_or_429(request, action=FROM_MACHINE)
        answer: HttpResponseBase = refused or super().dispatch(request, *args, **kwargs)
        return answer

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """The values of the page."""
        values: dict[str, object] = super().get_context_data(**kwargs)
        return values | {"why": WHY.get(self.request.GET.get("why", ""), "")}


class NewPassword(PasswordResetFromKeyView):  # type: ignore[misc]
    """A new password by the link in an e-mail, which shows whose address it is: so this device is known from now on."""

    def form_valid(self, form: ResetPasswordKeyForm) -> HttpResponse:
        """Keep the password, which revokes every other device, and know this one."""
        answer: HttpResponse = super().form_valid(form)
        remember(self.request, answer, self.reset_user)
        return answer


class ChangePassword(PasswordChangeView):  # type: ignore[misc]
    """A new password in place of one that is known."""

    def form_valid(self, form: ChangePasswordForm) -> HttpResponse:
        """Keep the password, which revokes every other device, and know this one."""
        answer: HttpResponse = super().form_valid(form)
        remember(self.request, answer, form.user)
        return answer


@method_decorator(reauthentication_required(app="allauth.mfa"), name="dispatch")
class SetUpSecondStep(ActivateTOTPView):  # type: ignore[misc]
    """Set up a second step, or set it up again on another phone, without a moment in which there is none."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Pass over allauth's own step, which sends whoever has a second step to remove it first."""
        return FormView.dispatch(self, request, *args, **kwargs)

    def form_valid(self, form: ActivateTOTPForm) -> HttpResponse:
        """Take the new key in place of the old one, and end sessions that were opened without it."""
        with transaction.atomic():
            Authenticator.objects.filter(user=self.request.user, type=Authenticator.Type.TOTP).delete()
            answer: HttpResponse = super().form_valid(form)
        note_second_step(self.request)
        end_sessions(self.request.user, but=self.request.session.session_key or "")
        return answer


sign_in = for_everyone(SignIn.as_view())
new_password = for_everyone(NewPassword.as_view())
change_password = for_signed_in(ChangePassword.as_view())
set_up_second_step = for_signed_in(SetUpSecondStep.as_view())
where_signed_in = for_signed_in(WhereSignedIn.as_view())
