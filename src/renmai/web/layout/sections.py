"""Sections: pages that belong together, behind one entry of the rail, each under a tab of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import pgettext_lazy

from renmai.web.access import Viewer
from renmai.wording.terms import Text


def anybody(viewer: Viewer) -> bool:
    """Every employee in service."""
    del viewer
    return True


def has_customers(viewer: Viewer) -> bool:
    """Whether the viewer could have customers: who sells, leads or sees everything."""
    return viewer.employee.sales or leads(viewer)


def leads(viewer: Viewer) -> bool:
    """Whether the viewer answers for others: who leads a team or sees everything."""
    return viewer.leads


@dataclass(frozen=True, slots=True)
class Part:
    """One page; `name` is that of its address, and of all whose names begin with it and a hyphen."""

    name: str
    label: Text
    opens_to: Callable[[Viewer], bool] = anybody

    def is_at(self, here: str) -> bool:
        return here == self.name or here.startswith(f"{self.name}-")


@dataclass(frozen=True, slots=True)
class Section:
    """`icon` stands in the rail beside `label`, which leads to the first part that is open to the viewer."""

    label: Text
    icon: str
    key: str
    parts: tuple[Part, ...]

    def parts_for(self, viewer: Viewer) -> list[Part]:
        return [part for part in self.parts if part.opens_to(viewer)]

    def is_at(self, here: str) -> bool:
        return any(part.is_at(here) for part in self.parts)


STRATEGY: Final = Section(
    pgettext_lazy("section", "Strategy"),
    "strategy",
    "g s",
    (
        Part("strategies", pgettext_lazy("section", "Portfolio"), has_customers),
        Part("actions", pgettext_lazy("section", "Actions"), has_customers),
        Part("accounts", pgettext_lazy("section", "Account indicators"), has_customers),
        Part("coverage", pgettext_lazy("section", "Coverage"), has_customers),
        Part("playbook", pgettext_lazy("section", "Playbook"), has_customers),
        Part("tactic-effects", pgettext_lazy("section", "Effects of tactics"), has_customers),
    ),
)
TEAM: Final = Section(
    pgettext_lazy("section", "Team"),
    "team",
    "g r",
    (
        Part("review", pgettext_lazy("section", "Weekly review"), has_customers),
        Part("scorecards", pgettext_lazy("section", "Scorecards"), leads),
        Part("continuity", pgettext_lazy("section", "Continuity"), leads),
        Part("candidate-check", pgettext_lazy("section", "Candidate check"), leads),
    ),
)
NETWORK: Final = Section(
    pgettext_lazy("section", "Private network"),
    "network",
    "g n",
    (
        Part("network-overview", pgettext_lazy("section", "Overview")),
        Part("network-people", pgettext_lazy("section", "My people")),
        Part("network-survey", pgettext_lazy("section", "Survey")),
        Part("network-help", pgettext_lazy("section", "Asking for help")),
        Part("network-paths", pgettext_lazy("section", "Find a path"), has_customers),
        Part("network-uses", pgettext_lazy("section", "Ledger of use")),
        Part("network-looks", pgettext_lazy("section", "Who looked")),
    ),
)
SECTIONS: Final = (STRATEGY, TEAM, NETWORK)
