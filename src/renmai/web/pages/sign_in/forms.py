"""The forms around signing in: the library's, in our words and with our fields."""

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.contrib.auth.password_validation import password_validators_help_text_html
from django.forms import BaseForm
from django.utils.functional import lazy
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy

from renmai.store.models import Account

PASSWORD_RULES = lazy(lambda: mark_safe(password_validators_help_text_html()), SafeString)()  # noqa: S308 Django's own HTML


def in_our_words(form: BaseForm, **labels: Any) -> None:
    """Label the fields of a library's form and let them look like ours."""
    for name, field in form.fields.items():
        field.label = labels.get(name, field.label)
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs["class"] = "form-control"


class SignInForm(LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self, login=gettext_lazy("Sign-in name"), password=gettext_lazy("Password"))
        self.fields["password"].help_text = ""

    def add_prefix(self, field_name: str) -> str:
        """Password managers know `username`; the library says `login`."""
        prefixed: str = super().add_prefix("username" if field_name == "login" else field_name)
        return prefixed


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self, code=gettext_lazy("Code of the app, or a recovery code"))


class PasswordAgainForm(ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self, password=gettext_lazy("Password"))
        self.fields["password"].help_text = ""


class SecondStepAgainForm(CodeAgainForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self, code=gettext_lazy("Code of the app, or a recovery code"))


class ForgottenForm(ResetPasswordForm):  # type: ignore[misc]
    """The address is the employee's: accounts keep none of their own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self, email=gettext_lazy("E-mail address"))

    def clean_email(self) -> str:
        address: str = self.cleaned_data["email"].strip()
        self.users = list(Account.objects.filter(employee__email__iexact=address, is_active=True))
        return address


def _new_password(form: BaseForm) -> None:
    in_our_words(
        form,
        oldpassword=gettext_lazy("Current password"),
        password1=gettext_lazy("New password"),
        password2=gettext_lazy("New password again"),
    )
    form.fields["password1"].help_text = PASSWORD_RULES
    if "oldpassword" in form.fields:
        form.fields["oldpassword"].help_text = ""


class NewPasswordForm(ResetPasswordKeyForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _new_password(self)


class ChangeForm(ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _new_password(self)


class FirstPasswordForm(SetPasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _new_password(self)


class SecondStepForm(ActivateTOTPForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self, code=gettext_lazy("Code that the app shows"))
