"""What every page shows around its content."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy

from renmai.web.access import Viewer
from renmai.web.layout import keys
from renmai.web.layout.sections import NETWORK, SECTIONS, Section, has_customers
from renmai.web.notices import Notice, told
from renmai.wording.terms import LINES, Text

THEME_COOKIE: Final = "theme"
THEMES: Final[dict[str, Text]] = {
    "auto": gettext_lazy("As the device"),
    "light": gettext_lazy("Light"),
    "dark": gettext_lazy("Dark"),
}
HTML_LANGUAGES: Final = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en": "en"}
RAIL: Final = {"customer": "g c", "key-person": "g p", "decision-chain": "g d", "influence": "g i"}
"""The lines in their order, and the keys that lead there."""
QUESTION: Final = ("view", "competitor", "as_of", "period", "industry", "region", "focus")
"""What a line hands on to the next: the question, not where on its page one is."""
ON_PHONES: Final = ("customer", "influence")
"""A thumb's row has place for two; the others stand above the page."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values of a switch."""

    value: str
    label: Text
    is_current: bool
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One destination; a line keeps the question that is being asked.

    `place` is where the rail shows it: at its end (`last`), not on phones (`wide`) or only there (`phone`).
    """

    url: str
    label: Text
    icon: str
    is_current: bool = False
    key: str = ""
    place: str = ""


@dataclass(frozen=True)
class Frame:
    """What surrounds a page. Notices are used up by whoever asks, so only a template that shows them does."""

    request: HttpRequest
    viewer: Viewer | None
    html_lang: str
    theme: str
    language_name: str
    languages: list[Choice]
    themes: list[Choice]

    keys = keys.GROUPS

    @property
    def initial(self) -> str:
        return self.viewer.employee.name[:1] if self.viewer else ""

    @property
    def may_record(self) -> bool:
        """Whether the viewer could have customers to record about."""
        return self.viewer is not None and has_customers(self.viewer)

    @property
    def notices(self) -> list[Notice]:
        """What waits to be said; an island that takes a part of the page gets it from the middleware."""
        return [] if "HX-Request" in self.request.headers else told(self.request)

    @property
    def is_at_notices(self) -> bool:
        """Whoever looks at the notices has no new ones."""
        return self._here == "notices"

    @cached_property
    def entries(self) -> list[Entry]:
        """The rail: today, the lines, the sections, and what administrators mind."""
        today = Entry(reverse("today"), pgettext_lazy("page", "Today"), "today", self._is_at("today"), "g t")
        customers, *lines = _lines(self.request)
        me = Entry(reverse("my-account"), pgettext_lazy("place", "Me"), "me", self._is_at("my-account"), place="phone")
        return [today, customers, *self._phone(), *lines, *self._sections(), me, *self._administration()]

    @property
    def lines(self) -> list[Entry]:
        """All four lines, where one of them is looked at."""
        lines = _lines(self.request)
        return lines if any(entry.is_current for entry in lines) else []

    @property
    def places(self) -> list[Entry]:
        """What the menu of the account leads to."""
        mine = Entry(reverse("my-account"), gettext_lazy("My account"), "me")
        proposals = Entry(reverse("proposals"), gettext_lazy("Proposals"), "check")
        return [mine, proposals, *(replace(entry, place="") for entry in (*self._sections(), *self._administration()))]

    @property
    def section(self) -> Section | None:
        """The section that the page belongs to."""
        here = self._here
        return next((section for section in SECTIONS if section.is_at(here)), None)

    @property
    def parts(self) -> list[Choice]:
        """The pages of that section which are open to the viewer; `value` is the address."""
        section, here = self.section, self._here
        if section is None or self.viewer is None:
            return []
        return [Choice(reverse(part.name), part.label, part.is_at(here)) for part in section.parts_for(self.viewer)]

    def _sections(self) -> Iterator[Entry]:
        for section in SECTIONS:
            parts = section.parts_for(self.viewer) if self.viewer else []
            if parts:
                here = section.is_at(self._here)
                yield Entry(reverse(parts[0].name), section.label, section.icon, here, section.key, "wide")

    def _phone(self) -> list[Entry]:
        """In thumb reach: recording for who sells, the private network for everybody else."""
        if self.viewer is None:
            return []
        if not self.may_record:
            network = Entry(reverse("network-people"), NETWORK.label, NETWORK.icon, NETWORK.is_at(self._here))
            return [replace(network, place="phone")]
        return [Entry(reverse("contact"), gettext_lazy("Record"), "plus", self._is_at("contact"), place="phone")]

    def _administration(self) -> list[Entry]:
        if not (self.viewer and self.viewer.is_admin):
            return []
        return [
            Entry(reverse("import"), gettext_lazy("Import"), "import", self._is_at("import"), place="wide"),
            Entry(
                reverse("settings"),
                gettext_lazy("Settings"),
                "settings",
                self._is_at("settings") or self._is_at("audit"),
                place="wide last",
            ),
        ]

    def _is_at(self, name: str) -> bool:
        """Whether the page is this one or belongs to it: `settings-teams` to `settings`."""
        return self._here == name or self._here.startswith(f"{name}-")

    @property
    def _here(self) -> str:
        """The name of the page's address."""
        match = self.request.resolver_match
        return (match.url_name or "") if match else ""


def frame(request: HttpRequest) -> dict[str, Frame]:
    """The context processor behind `frame` in every template."""
    language = get_language() or settings.LANGUAGE_CODE
    theme = request.COOKIES.get(THEME_COOKIE, "auto")
    theme = theme if theme in THEMES else "auto"
    names = dict(settings.LANGUAGES)
    return {
        "frame": Frame(
            request=request,
            viewer=getattr(request, "viewer", None),
            html_lang=HTML_LANGUAGES[language],
            theme=theme,
            language_name=names[language],
            languages=[Choice(code, name, code == language, HTML_LANGUAGES[code]) for code, name in names.items()],
            themes=[Choice(code, name, code == theme) for code, name in THEMES.items()],
        )
    }


def _lines(request: HttpRequest) -> list[Entry]:
    match = request.resolver_match
    current = match.kwargs.get("line") if match else None
    kept = {name: request.GET[name] for name in QUESTION if name in request.GET}
    query = f"?{urlencode(kept)}" if kept and current else ""
    return [
        Entry(
            reverse("line", args=[line]) + query,
            LINES[line].short,
            line,
            line == current,
            key,
            "" if line in ON_PHONES else "wide",
        )
        for line, key in RAIL.items()
    ]
