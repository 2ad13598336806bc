"""Sign-in and sign-out."""

from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest
from django.utils.translation import gettext_lazy


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": gettext_lazy("Name and password do not belong together. Capital letters matter."),
        "inactive": gettext_lazy("This account is closed. Ask your administrator."),
    }

    def __init__(self, request: HttpRequest | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"
        self.fields["username"].label = gettext_lazy("Sign-in name")
        self.fields["password"].label = gettext_lazy("Password")


class SignIn(LoginView):
    template_name = "pages/sign_in/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True


class SignOut(LogoutView):
    http_method_names = ["post", "options"]
