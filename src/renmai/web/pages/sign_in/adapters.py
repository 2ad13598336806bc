"""What allauth asks of us: who may come in, in which words, and what is kept secret."""

from typing import Any, Final, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from renmai.store.actions.account import create_account
from renmai.store.models import Account, Employee
from renmai.store.second_step import cipher
from renmai.web.notices import tell
from renmai.web.pages.error.view import problem

WORDS: Final = {
    "account/messages/password_changed.txt": gettext_lazy("Your password has been changed."),
    "account/messages/password_set.txt": gettext_lazy("Your password has been set."),
    "mfa/messages/totp_activated.txt": gettext_lazy("Two-step sign-in is on."),
    "mfa/messages/totp_deactivated.txt": gettext_lazy("Two-step sign-in is off."),
    "mfa/messages/recovery_codes_generated.txt": gettext_lazy(
        "New recovery codes have been made; the old ones are void."
    ),
}
"""What is said after an action of the library; of everything else nothing is said."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves; an account is an employee's."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": gettext_lazy("Sign-in name and password do not match. Capital letters matter."),
        "too_many_login_attempts": gettext_lazy("Too many wrong passwords. Wait five minutes, then try again."),
        "account_inactive": gettext_lazy("This account is closed. Ask your administrator."),
        "enter_current_password": gettext_lazy("This is not your current password."),
        "incorrect_password": gettext_lazy("This is not your password."),
        "rate_limited": gettext_lazy("Too many attempts. Wait a minute, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        del request
        return False

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        del level, args, kwargs
        words = WORDS.get(message_template or "")
        if words is not None:
            tell(request, str(words))


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The keys of the second step lie encrypted in the database."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("This code is wrong, or no longer valid. Codes change every 30 seconds."),
    }

    def encrypt(self, text: str) -> str:
        return cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return cipher().decrypt(encrypted_text.encode()).decode()


class CompanyAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Who comes from the company's provider is the employee with this e-mail address."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        del request, sociallogin
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Lead a first-timer to the employee's account; one is made if there is none."""
        if sociallogin.is_existing:
            return
        sociallogin.connect(request, _account_of(request, sociallogin))

    def on_authentication_error(self, request: HttpRequest, provider: Any, **details: Any) -> NoReturn:
        del provider, details
        raise ImmediateHttpResponse(
            problem(
                request,
                403,
                gettext("The company's sign-in did not work"),
                gettext("Try again, or use your Renmai password. If it stays so, tell your administrator."),
            )
        )


def _account_of(request: HttpRequest, login: SocialLogin) -> Account:
    claims = login.account.extra_data
    claims = {**claims.get("id_token", {}), **claims.get("userinfo", claims)}
    address = str(claims.get("email") or "").strip()
    employee = _only_employee(address) if address and claims.get("email_verified", True) is True else None
    if employee is None:
        raise ImmediateHttpResponse(
            problem(
                request,
                403,
                gettext("Nobody here has this e-mail address"),
                gettext(
                    "Ask your administrator to write your address into your entry: that is how you are recognised."
                ),
            )
        )
    account = Account.objects.filter(employee=employee).first()
    return account or create_account(employee.code, None, employee.code, actor=employee.code, now=timezone.now())


def _only_employee(address: str) -> Employee | None:
    """The one employee with this address; of two nobody can tell which it is."""
    found = Employee.objects.filter(email__iexact=address)[:2]
    return found[0] if len(found) == 1 else None
