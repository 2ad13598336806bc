"""What the address of a customer's or an opportunity's page asks for: day, tab, part of a list."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from django.http import QueryDict

from renmai.domain.asking import read_question
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.periods import Period
from renmai.domain.question import COMPANY, Question
from renmai.web.access import Viewer
from renmai.wording.columns import Text

PAGE_SIZE: Final = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """One tab on one day; `person` and `file` narrow the history, `page` counts from 1."""

    question: Question
    is_today: bool
    tab: str
    first_tab: str
    person: str = ""
    file: str = ""
    page: int = 1

    def query(self, **changes: str) -> str:
        """The query string of the same page with some parameters changed; defaults are left out."""
        given = {
            "tab": "" if self.tab == self.first_tab else self.tab,
            "as_of": "" if self.is_today else self.question.as_of.isoformat(),
            "period": "" if self.question.period is Period.MONTH else self.question.period.value,
            "person": self.person,
            "kind": self.file,
            "page": str(self.page) if self.page > 1 else "",
        }
        kept = {name: value for name, value in (given | changes).items() if value}
        return f"?{urlencode(kept)}" if kept else ""

    def tab_query(self, tab: str) -> str:
        """Another tab of the same day."""
        return replace(self, tab=tab, person="", file="", page=1).query()

    def day_query(self, tab: str = "") -> str:
        """Another page about the same thing on the same day."""
        return replace(self, person="", file="", page=1).query(tab=tab)

    @property
    def first_row(self) -> int:
        return (self.page - 1) * PAGE_SIZE


def read_shown(given: QueryDict, viewer: Viewer, tabs: tuple[str, ...]) -> Shown:
    """Raises `RenmaiError` for what makes no sense. The view is the company: the gate is the fetcher's."""
    asked = read_question({name: given.get(name, "") for name in ("as_of", "period")}, viewer.today, COMPANY)
    tab = given.get("tab", "") or tabs[0]
    if tab not in tabs:
        raise RenmaiError(ErrorCode.BAD_VALUE, name="tab", value=tab)
    return Shown(
        asked,
        asked.as_of == viewer.today,
        tab,
        tabs[0],
        given.get("person", ""),
        given.get("kind", ""),
        _page(given.get("page", "")),
    )


def _page(text: str) -> int:
    if not text:
        return 1
    if not (text.isascii() and text.isdecimal() and len(text) < 10 and int(text) > 0):
        raise RenmaiError(ErrorCode.BAD_VALUE, name="page", value=text)
    return int(text)


@dataclass(frozen=True, slots=True)
class Pager:
    """Where one is in a list that is cut into pages."""

    first: int
    last: int
    total: int
    newer_url: str
    older_url: str


def pager(shown: Shown, total: int) -> Pager:
    return Pager(
        first=min(shown.first_row + 1, total),
        last=min(shown.first_row + PAGE_SIZE, total),
        total=total,
        newer_url=_page_query(shown, shown.page - 1) if shown.page > 1 else "",
        older_url=_page_query(shown, shown.page + 1) if shown.first_row + PAGE_SIZE < total else "",
    )


def _page_query(shown: Shown, page: int) -> str:
    return replace(shown, page=page).query() or "?"


@dataclass(frozen=True, slots=True)
class Tab:
    """A part of the page with an address of its own; `count` says how much is in it, None: not counted."""

    name: str
    label: Text
    url: str
    is_current: bool
    count: int | None = None


def tabs_of(labels: Mapping[str, Text], shown: Shown, counts: Mapping[str, int]) -> list[Tab]:
    return [
        Tab(name, label, shown.tab_query(name) or "?", name == shown.tab, counts.get(name))
        for name, label in labels.items()
    ]
