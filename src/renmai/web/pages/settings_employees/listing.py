"""Finding people: by name (also as it is typed), code, title or address, by team, role and state."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import pgettext_lazy

from renmai.analytics.panel import Panel
from renmai.analytics.search import Colleagues, words_of
from renmai.store.models import Employee, Role, Team
from renmai.wording.terms import Text

PAGE_SIZE: Final = 50
STATES: Final[dict[str, Text]] = {
    "here": pgettext_lazy("state of employees", "In service"),
    "left": pgettext_lazy("state of employees", "Have left"),
    "all": pgettext_lazy("state of employees", "All"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for; blank: no matter what."""

    q: str
    team: str
    role: str
    state: str
    page: str

    @property
    def query(self) -> str:
        """All but the page, for the links of the pager."""
        return urlencode({"q": self.q, "team": self.team, "role": self.role, "state": self.state})

    @property
    def narrows(self) -> bool:
        return bool(self.q or self.team or self.role) or self.state != "here"


def asked(given: QueryDict) -> Asked:
    state = given.get("state", "here")
    role = given.get("role", "")
    return Asked(
        given.get("q", "").strip()[:200],
        given.get("team", "")[:500],
        role if role in Role.values else "",
        state if state in STATES else "here",
        given.get("page", "1"),
    )


def found(panel: Panel, wanted: Asked, today: date) -> "Page[Employee]":
    rows = Employee.objects.select_related("team", "account").order_by("name", "code")
    rows = rows.filter(_state(wanted.state, today))
    if wanted.team:
        rows = rows.filter(team__code__in=_with_below(wanted.team))
    if wanted.role:
        rows = rows.filter(role=wanted.role)
    for word in words_of(wanted.q):
        rows = _with_word(panel, rows, word)
    return Paginator(rows, PAGE_SIZE).get_page(wanted.page)


def _state(state: str, today: date) -> Q:
    here = Q(left_on=None) | Q(left_on__gt=today)
    return {"here": here, "left": Q(left_on__lte=today)}.get(state, Q())


def _with_word(panel: Panel, rows: QuerySet[Employee], word: str) -> QuerySet[Employee]:
    colleagues = Colleagues(panel)
    named: list[Any] = colleagues.ids[colleagues.named(word)].tolist()
    written = Q(code__icontains=word) | Q(title__icontains=word) | Q(email__icontains=word)
    return rows.filter(written | Q(name__icontains=word) | Q(pk__in=named))


def _with_below(code: str) -> set[str]:
    """The team and all teams below it."""
    above = dict(Team.objects.values_list("code", "parent__code"))
    wanted = {code}
    while more := {team for team, parent in above.items() if parent in wanted} - wanted:
        wanted |= more
    return wanted
