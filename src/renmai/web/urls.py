"""The pages."""

from typing import Final

from django.urls import URLPattern, URLResolver, path, register_converter
from django.views.i18n import set_language

from renmai.web.codes import CodeInPath
from renmai.web.pages.contact import view as contact
from renmai.web.pages.customer import view as customer
from renmai.web.pages.imports import view as imports
from renmai.web.pages.key_person import view as key_person
from renmai.web.pages.line import view as line
from renmai.web.pages.line.lines import LINES
from renmai.web.pages.opportunity import view as opportunity
from renmai.web.pages.preferences.view import set_theme
from renmai.web.pages.search import view as search
from renmai.web.pages.settings import view as settings
from renmai.web.pages.sign_in.view import SignIn, SignOut
from renmai.web.pages.today import view as today


class LineName:
    """One of the four lines; any other name is no page."""

    regex = "|".join(LINES)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(LineName, "line")
register_converter(CodeInPath, "code")

urlpatterns: Final[list[URLPattern | URLResolver]] = [
    path("", line.home, name="home"),
    path("sign-in", SignIn.as_view(), name="sign-in"),
    path("sign-out", SignOut.as_view(), name="sign-out"),
    path("language", set_language, name="set-language"),
    path("theme", set_theme, name="set-theme"),
    path("today", today.today, name="today"),
    path("search", search.search, name="search"),
    path("contact", contact.contact, name="contact"),
    path("customers/<code:code>", customer.customer, name="customer"),
    path("key-people/<code:code>", key_person.key_person, name="key-person"),
    path("opportunities/<code:code>", opportunity.opportunity, name="opportunity"),
    path("import", imports.imports, name="import"),
    path("settings", settings.settings, name="settings"),
    path("lines/<line:line>", line.dashboard, name="line"),
    path("lines/<line:line>/list", line.cell_list, name="line-list"),
    path("lines/customer/people", line.customer_people, name="customer-people"),
]
