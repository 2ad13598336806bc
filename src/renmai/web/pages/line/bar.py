"""The view bar: whose customers, against whom, on which day, compared how, filtered by what."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils.translation import gettext, pgettext

from renmai.analytics.customer_places import words_seen
from renmai.analytics.visible import ViewChoice, view_choices
from renmai.domain.periods import Period
from renmai.domain.question import OURS, Question, View, ViewKind
from renmai.web.access import Viewer
from renmai.web.arranged import NAMES as LISTED
from renmai.web.layout.context import Choice
from renmai.web.parameters import Asked
from renmai.web.typed import typed

INDENT = "\u2003"
KEPT = ("period", "chart", "months", "persons", *LISTED)


@dataclass(frozen=True, slots=True)
class Link:
    """One position of a switch; `key` lets the focus find it again after the page changed."""

    key: str
    url: str
    label: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class ScopeChoice:
    """A view in the picker; `typed` is how a Latin keyboard finds it."""

    value: str
    label: str
    is_current: bool
    typed: str


@dataclass(frozen=True, slots=True)
class Bar:
    kinds: list[Link]
    scopes: list[ScopeChoice]
    competitors: list[Choice]
    periods: list[Link]
    as_of: str
    previous: str
    year_ago: str
    industries: list[Choice]
    regions: list[Choice]
    focus: bool
    kept: dict[str, str]
    """What the form does not ask but must not lose."""


def bar(viewer: Viewer, asked: Asked) -> Bar:
    question, choices = asked.question, view_choices(viewer.panel, viewer.scope)
    filters = question.filters
    days = question.comparison
    competitors = viewer.panel.competitors if not question.ours else []
    return Bar(
        kinds=list(_kinds(viewer, asked, choices)),
        scopes=_scopes(viewer, asked, choices),
        competitors=[Choice(code, name, code == question.party) for code, name in competitors],
        periods=[_period(asked, period) for period in Period],
        as_of=days.as_of.isoformat(),
        previous=days.previous.isoformat(),
        year_ago=days.year_ago.isoformat(),
        industries=_values(words_seen(viewer.panel, viewer.scope, "industry"), filters.industry),
        regions=_values(words_seen(viewer.panel, viewer.scope, "region"), filters.region),
        focus=filters.focus,
        kept={name: value for name, value in asked.parameters().items() if name in KEPT},
    )


def _kinds(viewer: Viewer, asked: Asked, choices: list[ViewChoice]) -> Iterable[Link]:
    question = asked.question
    for kind in (ViewKind.PERSONAL, ViewKind.TEAM, ViewKind.COMPANY):
        view = _view_of_kind(viewer, question.view, kind, choices)
        if view:
            yield Link(
                kind.value,
                asked.asking(view=view, party=OURS).query(),
                kind_label(kind),
                question.ours and question.view.kind is kind,
            )
    if viewer.panel.competitors:
        party = viewer.panel.competitors[0][0] if question.ours else question.party
        label = pgettext("view of a competitor", "Competitor")
        yield Link("competitor", asked.asking(party=party).query(), label, not question.ours)


def kind_label(kind: ViewKind) -> str:
    return {
        ViewKind.PERSONAL: pgettext("view", "Personal"),
        ViewKind.TEAM: pgettext("view", "Team"),
        ViewKind.COMPANY: pgettext("view", "Company"),
    }[kind]


def _view_of_kind(viewer: Viewer, current: View, kind: ViewKind, choices: list[ViewChoice]) -> View | None:
    """Where a kind leads: the view at hand, oneself, else the first one that may be seen."""
    of_kind = [View.parse(choice.view) for choice in choices if choice.view.startswith(kind.value)]
    myself = View(ViewKind.PERSONAL, viewer.employee.code)
    for preferred in (current, myself):
        if preferred in of_kind:
            return preferred
    return of_kind[0] if of_kind else None


def _scopes(viewer: Viewer, asked: Asked, choices: list[ViewChoice]) -> list[ScopeChoice]:
    """The views of the kind at hand; a competitor is looked at from any of them."""
    question = asked.question
    shown = [choice for choice in choices if not question.ours or View.parse(choice.view).kind is question.view.kind]
    return scopes_of(viewer, question, shown, flat=question.ours and question.view.kind is ViewKind.PERSONAL)


def scopes_of(viewer: Viewer, question: Question, shown: list[ViewChoice], *, flat: bool = False) -> list[ScopeChoice]:
    """Some views to pick from, as the tree that they are unless `flat`."""
    least = min((choice.depth for choice in shown), default=0)
    today = viewer.today.toordinal()
    return [
        ScopeChoice(
            choice.view,
            _told(choice, today) if flat else INDENT * (choice.depth - least) + _told(choice, today),
            choice.view == str(question.view),
            typed(choice.name),
        )
        for choice in shown
    ]


def _told(choice: ViewChoice, today: int) -> str:
    """Whose view it is: namesakes are told apart by team, and who has left is said to have."""
    name = scope_name(choice)
    if choice.stop <= today:
        name = gettext("%(name)s (left)") % {"name": name}
    return f"{name} · {choice.team}" if choice.team else name


@lru_cache(maxsize=20_000)
def scope_name(choice: ViewChoice) -> str:
    return choice.name or gettext("Whole company")


def period_label(period: Period) -> str:
    return {
        Period.MONTH: pgettext("period", "Month"),
        Period.QUARTER: pgettext("period", "Quarter"),
        Period.YEAR: pgettext("period", "Year"),
    }[period]


def _period(asked: Asked, period: Period) -> Link:
    query = replace(asked, question=replace(asked.question, period=period), page=1).query()
    return Link(f"period-{period.value}", query, period_label(period), asked.question.period is period)


def _values(values: list[str], current: str | None) -> list[Choice]:
    return [Choice(value, value, value == current) for value in values]
