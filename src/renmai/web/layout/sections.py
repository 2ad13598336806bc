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
    return viewer.scope.everything or bool(viewer.scope.teams)


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
    (),
)
TEAM: Final = Section(
    pgettext_lazy("section", "Team"),
    "team",
    "g r",
    (
        Part("review", pgettext_lazy("section", "Weekly review"), has_customers),
        Part("scorecards", pgettext_lazy("section", "Scorecards"), leads),
    ),
)
SECTIONS: Final = (STRATEGY, TEAM)
