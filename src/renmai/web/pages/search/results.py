"""What a search found, in words and with the way to each."""

from dataclasses import dataclass, field
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, pgettext

from renmai.analytics.facts import Employee
from renmai.analytics.found import Found, Hits, find
from renmai.analytics.key_person import by_slab
from renmai.analytics.panel import Panel
from renmai.analytics.slab import Slab
from renmai.analytics.visible import widest_view
from renmai.domain.question import View, ViewKind
from renmai.web.access import Viewer
from renmai.web.numbers import COUNT
from renmai.wording.terms import Text


@dataclass(frozen=True, slots=True)
class Result:
    """`under` tells it apart from its namesakes, `past` says that it is no more; `url` may be empty."""

    name: str
    under: str
    url: str
    focus: bool = False
    past: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """One kind; `more_url` leads to the list of all of them where not all are shown."""

    key: str
    title: Text
    icon: str
    count: str
    results: list[Result]
    more_url: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """`groups` are those in which something was found; `asked` is False where nothing was asked."""

    query: str
    asked: bool
    groups: list[Group] = field(default_factory=list)


TITLES: Final = {
    "customer": gettext_lazy("Customers"),
    "key-person": gettext_lazy("Key persons"),
    "decision-chain": gettext_lazy("Opportunities"),
    "me": gettext_lazy("Colleagues"),
}
"""By the icon of the kind, which for the first three is also the line that lists it."""


def results(viewer: Viewer, query: str, most: int) -> Results:
    found = find(viewer.panel, viewer.scope, viewer.today, query, most)
    if found is None:
        return Results(query, asked=False)
    groups = [
        _group(viewer, query, "customer", found.customers, _customers(viewer.panel, found)),
        _group(viewer, query, "key-person", found.people, _people(viewer.panel, found)),
        _group(viewer, query, "decision-chain", found.opportunities, _opportunities(viewer.panel, found)),
        _group(viewer, query, "me", found.colleagues, _colleagues(viewer, found)),
    ]
    return Results(query, asked=True, groups=[group for group in groups if group.results])


def _group(viewer: Viewer, query: str, key: str, hits: Hits, shown: list[Result]) -> Group:
    more = ""
    if hits.total > len(shown) and key != "me":
        view = str(widest_view(viewer.panel, viewer.scope))
        more = reverse("line", args=[key], query={"view": view, "q": query}) + "#list"
    return Group(key, TITLES[key], key, COUNT.value(hits.total), shown, more)


def _rows(hits: Hits, panel: Panel, offsets: list[int]) -> list[tuple[Slab, int, bool]]:
    """Slab, position and presence of each hit."""
    at = by_slab(hits.places, offsets)
    return [(panel.slabs[number], place, bool(there)) for (number, place), there in zip(at, hits.present, strict=True)]


def _customers(panel: Panel, found: Found) -> list[Result]:
    return [
        _result("customer", slab.customers, at, _joined(slab.customers.code[at], slab.customers.industry[at]), there)
        for slab, at, there in _rows(found.customers, panel, panel.customer_offsets)
    ]


def _people(panel: Panel, found: Found) -> list[Result]:
    made = []
    for slab, at, there in _rows(found.people, panel, panel.person_offsets):
        people = slab.people
        under = _joined(slab.customers.name[people.customer[at]], people.department[at], people.title[at])
        made.append(_result("key-person", people, at, under, there))
    return made


def _opportunities(panel: Panel, found: Found) -> list[Result]:
    made = []
    for slab, at, there in _rows(found.opportunities, panel, panel.opportunity_offsets):
        table = slab.opportunities
        under = _joined(slab.customers.name[table.customer[at]], table.code[at], table.stage[at])
        made.append(_result("opportunity", table, at, under, there))
    return made


def _result(page: str, table: Any, at: int, under: str, there: bool) -> Result:
    past = pgettext("opportunity", "closed") if page == "opportunity" else gettext("no longer there")
    url = reverse(page, args=[str(table.code[at])])
    return Result(str(table.name[at]), under, url, bool(table.focus[at]), "" if there else past)


def _colleagues(viewer: Viewer, found: Found) -> list[Result]:
    employees = viewer.panel.roster.staff.employees
    return [_colleague(viewer, employees[place]) for place in found.colleagues.places.tolist()]


def _colleague(viewer: Viewer, employee: Employee) -> Result:
    """Their customers can be opened by whoever may look at them; for others the name is all."""
    teams = {team.id: team.name for team in viewer.panel.roster.staff.teams}
    view = View(ViewKind.PERSONAL, employee.code)
    url = reverse("line", args=["customer"], query={"view": str(view)}) if viewer.scope.sees(view) else ""
    return Result(employee.name, teams.get(employee.team, ""), url)


def _joined(*texts: object) -> str:
    return " · ".join(str(text) for text in texts if str(text))
