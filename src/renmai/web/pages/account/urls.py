"""Addresses around signing in. The library looks them up by its own names, so those stay."""

from typing import Final

from allauth.mfa.recovery_codes.views import DownloadRecoveryCodesView
from allauth.socialaccount.providers.openid_connect import views as company
from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from renmai.web.pages.account import notices, tokens, view
from renmai.web.pages.sign_in.view import (
    Cancelled,
    Closed,
    Forgotten,
    ForgottenSent,
    NewPassword,
    NewPasswordDone,
    SecondStep,
    SignIn,
    SignOut,
)


class Base36(StringConverter):
    """A number as the library writes it before the key of a link."""

    regex = "[0-9A-Za-z]+"


register_converter(Base36, "base36")

URLS: Final[list[URLPattern]] = [
    path("sign-in", SignIn.as_view(), name="account_login"),
    path("sign-in/second-step", SecondStep.as_view(), name="mfa_authenticate"),
    path("sign-in/closed", Closed.as_view(), name="account_inactive"),
    path("sign-in/cancelled", Cancelled.as_view(), name="socialaccount_login_cancelled"),
    path("sign-in/<slug:provider_id>", company.login, name="openid_connect_login"),
    path("sign-in/<slug:provider_id>/back", company.callback, name="openid_connect_callback"),
    path("sign-out", SignOut.as_view(), name="account_logout"),
    path("password/forgotten", Forgotten.as_view(), name="account_reset_password"),
    path("password/sent", ForgottenSent.as_view(), name="account_reset_password_done"),
    path("password/new/<base36:uidb36>-<str:key>", NewPassword.as_view(), name="account_reset_password_from_key"),
    path("password/done", NewPasswordDone.as_view(), name="account_reset_password_from_key_done"),
    path("account", view.my_account, name="my-account"),
    path("account", view.my_account, name="mfa_index"),
    path("account/password", view.in_frame(view.ChangePassword), name="account_change_password"),
    path("account/first-password", view.in_frame(view.FirstPassword), name="account_set_password"),
    path("account/password-again", view.in_frame(view.PasswordAgain), name="account_reauthenticate"),
    path("account/code-again", view.in_frame(view.CodeAgain), name="mfa_reauthenticate"),
    path("account/second-step", view.in_frame(view.SecondStepOn), name="mfa_activate_totp"),
    path("account/second-step/off", view.in_frame(view.SecondStepOff), name="mfa_deactivate_totp"),
    path("account/recovery-codes", view.in_frame(view.RecoveryCodes), name="mfa_view_recovery_codes"),
    path("account/recovery-codes/new", view.in_frame(view.NewRecoveryCodes), name="mfa_generate_recovery_codes"),
    path("account/recovery-codes/file", view.in_frame(DownloadRecoveryCodesView), name="mfa_download_recovery_codes"),
    path("account/notices", notices.my_notices, name="my-account-notices"),
    path("account/tokens", tokens.my_tokens, name="my-account-tokens"),
    path("account/tokens/new", tokens.new_token, name="my-account-tokens-new"),
    path("account/tokens/<int:pk>/revoke", tokens.revoke, name="my-account-tokens-revoke"),
    path("account/sessions", view.my_sessions, name="usersessions_list"),
]
