"""What every page shows around its content."""

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy

from renmai.web.access import Viewer
from renmai.wording.terms import LINES, Text

THEME_COOKIE: Final = "theme"
THEMES: Final[dict[str, Text]] = {
    "auto": gettext_lazy("As the device"),
    "light": gettext_lazy("Light"),
    "dark": gettext_lazy("Dark"),
}
HTML_LANGUAGES: Final = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en": "en"}
RAIL: Final = ("customer", "key-person", "decision-chain", "influence")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values of a switch."""

    value: str
    label: Text
    is_current: bool
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One destination of the rail; a line keeps the question that is being asked."""

    url: str
    label: Text
    icon: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Frame:
    viewer: Viewer | None
    html_lang: str
    theme: str
    language_name: str
    languages: list[Choice]
    themes: list[Choice]
    entries: list[Entry]

    @property
    def initial(self) -> str:
        return self.viewer.employee.name[:1] if self.viewer else ""


def frame(request: HttpRequest) -> dict[str, Frame]:
    """The context processor behind `frame` in every template."""
    language = get_language() or settings.LANGUAGE_CODE
    theme = request.COOKIES.get(THEME_COOKIE, "auto")
    theme = theme if theme in THEMES else "auto"
    names = dict(settings.LANGUAGES)
    return {
        "frame": Frame(
            viewer=getattr(request, "viewer", None),
            html_lang=HTML_LANGUAGES[language],
            theme=theme,
            language_name=names[language],
            languages=[Choice(code, name, code == language, HTML_LANGUAGES[code]) for code, name in names.items()],
            themes=[Choice(code, name, code == theme) for code, name in THEMES.items()],
            entries=_entries(request),
        )
    }


def _entries(request: HttpRequest) -> list[Entry]:
    match = request.resolver_match
    current = match.kwargs.get("line") if match else None
    kept = request.GET.copy()
    for name in ("cell", "page", "chart", "customer"):
        kept.pop(name, None)
    query = f"?{kept.urlencode()}" if kept and current else ""
    return [Entry(reverse("line", args=[line]) + query, LINES[line].short, line, line == current) for line in RAIL]
