"""My account: password, second step with recovery codes, where I am signed in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from allauth.account.views import PasswordChangeView, PasswordSetView, ReauthenticateView
from allauth.mfa.adapter import get_adapter as second_step
from allauth.mfa.base.views import ReauthenticateView as CodeAgainView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.usersessions.models import UserSession
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext
from django.views import View
from django.views.decorators.http import require_http_methods, require_safe

from renmai.store.models import Account
from renmai.web.access import Viewer, viewer_required
from renmai.web.notices import tell
from renmai.web.pages.account.device import device
from renmai.web.pages.sign_in.forms import (
    ChangeForm,
    FirstPasswordForm,
    PasswordAgainForm,
    SecondStepAgainForm,
    SecondStepForm,
)


@dataclass(frozen=True, slots=True)
class Session:
    """One browser that is signed in."""

    pk: int
    device: str
    address: str
    since: datetime
    is_this: bool


@dataclass(frozen=True, slots=True)
class MyAccount:
    username: str
    has_password: bool
    has_second_step: bool
    sessions: int


def in_frame(view: type[View]) -> Callable[..., HttpResponse]:
    """A view of the library, for whoever may see pages at all, with the frame around it."""
    shown = view.as_view()

    @viewer_required
    def framed(request: HttpRequest, viewer: Viewer, /, **parts: Any) -> HttpResponse:
        del viewer
        return cast(HttpResponse, shown(request, **parts))

    return framed


@require_safe
@viewer_required
def my_account(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    del viewer
    account = _account(request)
    context = MyAccount(
        username=account.username,
        has_password=account.has_usable_password(),
        has_second_step=second_step().is_mfa_enabled(account, ["totp"]),
        sessions=len(UserSession.objects.purge_and_list(account)),
    )
    return render(request, "pages/account/account.html", {"page": context})


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def my_sessions(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Where one is signed in; any of them can be ended, or all but this one."""
    del viewer
    found = {session.pk: session for session in UserSession.objects.purge_and_list(_account(request))}
    if request.method == "POST":
        return _end(request, found)
    sessions = [
        Session(one.pk, device(one.user_agent), one.ip, one.created_at, one.is_current())
        for one in sorted(found.values(), key=lambda one: one.created_at, reverse=True)
    ]
    return render(request, "pages/account/sessions.html", {"sessions": sessions})


def _end(request: HttpRequest, found: dict[int, UserSession]) -> HttpResponse:
    asked = request.POST.get("session", "")
    if asked == "others":
        ended = [session for session in found.values() if not session.is_current()]
    else:
        ended = [session for pk, session in found.items() if str(pk) == asked]
        if not ended:
            raise Http404
    for session in ended:
        session.end()
    tell(request, gettext("Signed out there."))
    return redirect("usersessions_list")


def _account(request: HttpRequest) -> Account:
    account = request.user
    assert isinstance(account, Account)  # noqa: S101 whoever is no account has no viewer
    return account


class ChangePassword(PasswordChangeView):  # type: ignore[misc]
    template_name = "pages/account/password.html"
    form_class = ChangeForm
    success_url = reverse_lazy("my-account")


class FirstPassword(PasswordSetView):  # type: ignore[misc]
    """For who has only come through the company's sign-in so far."""

    template_name = "pages/account/password.html"
    form_class = FirstPasswordForm
    success_url = reverse_lazy("my-account")


class PasswordAgain(ReauthenticateView):  # type: ignore[misc]
    template_name = "pages/account/again.html"
    form_class = PasswordAgainForm


class CodeAgain(CodeAgainView):  # type: ignore[misc]
    template_name = "pages/account/again.html"
    form_class = SecondStepAgainForm


class SecondStepOn(ActivateTOTPView):  # type: ignore[misc]
    template_name = "pages/account/second_step_on.html"
    form_class = SecondStepForm


class SecondStepOff(DeactivateTOTPView):  # type: ignore[misc]
    template_name = "pages/account/second_step_off.html"
    success_url = reverse_lazy("my-account")


class RecoveryCodes(ViewRecoveryCodesView):  # type: ignore[misc]
    template_name = "pages/account/recovery_codes.html"


class NewRecoveryCodes(GenerateRecoveryCodesView):  # type: ignore[misc]
    template_name = "pages/account/new_recovery_codes.html"
