"""Coming in and going out: password, second step, the company's sign-in, a forgotten password."""

from typing import Any

from allauth.account.views import (
    AccountInactiveView,
    LoginView,
    LogoutView,
    PasswordResetDoneView,
    PasswordResetFromKeyDoneView,
    PasswordResetFromKeyView,
    PasswordResetView,
)
from allauth.mfa.base.views import AuthenticateView
from allauth.socialaccount.views import LoginCancelledView
from django.conf import settings

from renmai.web.pages.sign_in.forms import CodeForm, ForgottenForm, NewPasswordForm, SignInForm


class SignIn(LoginView):  # type: ignore[misc]
    template_name = "pages/sign_in/sign_in.html"
    form_class = SignInForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        return found | {"company": settings.COMPANY_SIGN_IN, "next": self.get_next_url() or ""}


class SecondStep(AuthenticateView):  # type: ignore[misc]
    template_name = "pages/sign_in/second_step.html"
    form_class = CodeForm


class SignOut(LogoutView):  # type: ignore[misc]
    http_method_names = ["post", "options"]


class Closed(AccountInactiveView):  # type: ignore[misc]
    template_name = "pages/sign_in/closed.html"


class Cancelled(LoginCancelledView):  # type: ignore[misc]
    template_name = "pages/sign_in/cancelled.html"


class Forgotten(PasswordResetView):  # type: ignore[misc]
    """By e-mail where the company has set it up; else the administrator makes a link."""

    template_name = "pages/sign_in/forgotten.html"
    form_class = ForgottenForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        return found | {"sends_mail": bool(settings.MAIL.host)}


class ForgottenSent(PasswordResetDoneView):  # type: ignore[misc]
    template_name = "pages/sign_in/forgotten_sent.html"


class NewPassword(PasswordResetFromKeyView):  # type: ignore[misc]
    """Where a link of an administrator or an e-mail leads; it works once, for three days."""

    template_name = "pages/sign_in/new_password.html"
    form_class = NewPasswordForm


class NewPasswordDone(PasswordResetFromKeyDoneView):  # type: ignore[misc]
    template_name = "pages/sign_in/new_password_done.html"
