"""Signing in and one's own account: allauth's views under our addresses. There is no sign-up."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as social
from django.urls import path, re_path

from trigpoint.web.account.contact import my_contact
from trigpoint.web.account.emails import my_emails
from trigpoint.web.account.organisation import from_organisation, to_organisation
from trigpoint.web.account.views import (
    change_password,
    my_account,
    new_password,
    set_up_second_step,
    sign_in,
    sign_out_everywhere,
    where_signed_in,
)

urlpatterns = [
    path("sign-in/", sign_in, name="account_login"),
    path("sign-in/second-step/", mfa.authenticate, name="mfa_authenticate"),
    path("sign-out/", account.logout, name="account_logout"),
    path("sign-in/inactive/", account.account_inactive, name="account_inactive"),
    path("sign-in/again/", account.reauthenticate, name="account_reauthenticate"),
    path("sign-in/again/second-step/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("sign-in/password/", account.password_reset, name="account_reset_password"),
    path("sign-in/password/sent/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^sign-in/password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        new_password,
        name="account_reset_password_from_key",
    ),
    path("sign-in/password/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("sign-in/<slug:provider_id>/", to_organisation, name="openid_connect_login"),
    path("sign-in/<slug:provider_id>/callback/", from_organisation, name="openid_connect_callback"),
    path("sign-in/with/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("sign-in/with/error/", social.login_error, name="socialaccount_login_error"),
    path("account/", my_account, name="my_account"),
    path("account/e-mails/", my_emails, name="my_emails"),
    path("account/contact/", my_contact, name="my_contact"),
    path("account/password/", change_password, name="account_change_password"),
    path("account/second-step/", mfa.index, name="mfa_index"),
    path("account/second-step/set-up/", set_up_second_step, name="mfa_activate_totp"),
    path("account/second-step/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/recovery-codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/recovery-codes/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/recovery-codes/file/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("account/sessions/", where_signed_in, name="usersessions_list"),
    path("account/sessions/sign-out/", sign_out_everywhere, name="sign_out_everywhere"),
]
