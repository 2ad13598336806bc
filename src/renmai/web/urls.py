"""The pages."""

from typing import Final

from django.urls import URLPattern, URLResolver, path, register_converter
from django.views.i18n import set_language

from renmai.web.pages.line import view as line
from renmai.web.pages.line.lines import LINES
from renmai.web.pages.preferences.view import set_theme
from renmai.web.pages.sign_in.view import SignIn, SignOut


class LineName:
    """One of the four lines; any other name is no page."""

    regex = "|".join(LINES)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(LineName, "line")

urlpatterns: Final[list[URLPattern | URLResolver]] = [
    path("", line.home, name="home"),
    path("sign-in", SignIn.as_view(), name="sign-in"),
    path("sign-out", SignOut.as_view(), name="sign-out"),
    path("language", set_language, name="set-language"),
    path("theme", set_theme, name="set-theme"),
    path("lines/<line:line>", line.dashboard, name="line"),
    path("lines/<line:line>/list", line.cell_list, name="line-list"),
    path("lines/customer/people", line.customer_people, name="customer-people"),
]
