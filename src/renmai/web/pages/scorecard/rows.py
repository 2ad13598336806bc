"""All scorecards that the viewer may see: teams with their salespeople, or in order of a figure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from renmai.analytics.facts import Employee
from renmai.analytics.scorecard import Books
from renmai.analytics.visible import ViewChoice, view_choices
from renmai.domain.question import View, ViewKind
from renmai.domain.scorecard import ComponentName, total, weighed
from renmai.web.access import Viewer
from renmai.web.pages.line.bar import scope_name
from renmai.web.pages.scorecard.asked import PAGE_SIZE, TOTAL, Asked
from renmai.web.pages.scorecard.scores import Score, Scores, scores
from renmai.web.pages.scorecard.steps import steps_of
from renmai.wording.scorecard import COMPONENTS
from renmai.wording.terms import Text

IDLE: Final = 50
"""Names of salespeople without customers."""


@dataclass(frozen=True, slots=True)
class Row:
    """`depth` is how deep the view lies among teams, 0 in an order of figures."""

    name: str
    under: str
    url: str
    is_person: bool
    depth: int
    total: Score
    scores: list[Score]


@dataclass(frozen=True, slots=True)
class Head:
    """`way` is the order that it is in now: 1 rising, −1 falling."""

    label: Text
    formula: Text
    weight: int
    url: str
    way: int


@dataclass(frozen=True, slots=True)
class Found:
    """The rows of one page of `total`; `idle` are salespeople without customers on any of the three days, by name
    and address of their card."""

    rows: list[Row]
    total: int
    idle: list[tuple[str, str]]


Listed = tuple[ViewChoice, View]


def rows(viewer: Viewer, asked: Asked) -> Found:
    """Teams and people that have or had customers; every one a card."""
    steps = steps_of(viewer, asked.question)
    books = Books(viewer.panel, asked.question, steps)
    listed = [(choice, View.parse(choice.view)) for choice in _choices(viewer, asked)]
    kept = [one for one in listed if books.has_customers(one[1])]
    idle = [one for one in listed if not books.has_customers(one[1]) and _sells(viewer, one[1], asked)]
    if asked.sort:
        number = partial(_number, viewer, books, asked.sort.removeprefix("-"))
        # Asked of every card: a second time, and the other way round, nobody waits for it.
        key = ("sorted cards", asked.question, asked.sort.removeprefix("-"), viewer.scope, tuple(steps))
        numbers = viewer.panel.memo.through(key, lambda: {view: number(view) for _, view in kept})
        kept = _sorted(kept, asked.sort, numbers)
    least = min((choice.depth for choice, _ in kept), default=0)
    return Found(
        [
            _row(
                asked, one, scores(books.cards(one[1]), viewer.panel.policy), 0 if asked.sort else one[0].depth - least
            )
            for one in kept[asked.first_row : asked.first_row + PAGE_SIZE]
        ],
        len(kept),
        [(scope_name(choice), asked.card_url(view)) for choice, view in idle[:IDLE]],
    )


def _choices(viewer: Viewer, asked: Asked) -> Iterator[ViewChoice]:
    for choice in view_choices(viewer.panel, viewer.scope):
        employee = _employee(viewer, View.parse(choice.view))
        if employee is None or employee.start <= asked.question.as_of.toordinal():
            yield choice


def _employee(viewer: Viewer, view: View) -> Employee | None:
    return viewer.panel.roster.employee_of_code[view.code] if view.kind is ViewKind.PERSONAL else None


def _sells(viewer: Viewer, view: View, asked: Asked) -> bool:
    """Whether it is somebody in service who sells: a new one may have no customers yet."""
    employee = _employee(viewer, view)
    return employee is not None and employee.sales and asked.question.as_of.toordinal() < employee.stop


def _row(asked: Asked, listed: Listed, found: Scores, depth: int) -> Row:
    choice, view = listed
    return Row(
        name=scope_name(choice),
        under=choice.team,
        url=asked.card_url(view),
        is_person=view.kind is ViewKind.PERSONAL,
        depth=depth,
        total=found.total,
        scores=[found.of[name] for name in ComponentName],
    )


def _sorted(found: list[Listed], sort: str, numbers: Mapping[View, float | None]) -> list[Listed]:
    """What has no figure comes last, either way; equal ones as they stand among the teams."""
    is_falling = sort.startswith("-")
    if sort.removeprefix("-") == "name":
        return sorted(found, key=lambda one: scope_name(one[0]), reverse=is_falling)
    known = [one for one in found if numbers[one[1]] is not None]
    unknown = [one for one in found if numbers[one[1]] is None]
    sign = -1 if is_falling else 1
    return [*sorted(known, key=lambda one: sign * (numbers[one[1]] or 0.0)), *unknown]


def _number(viewer: Viewer, books: Books, name: str, view: View) -> float | None:
    """The score of the as-of day."""
    if name == "name":
        return None
    parts = weighed(books.card(view), viewer.panel.policy)
    return total(parts) if name == TOTAL else next(part.score for part in parts if part.name.value == name)


def heads(viewer: Viewer, asked: Asked) -> list[Head]:
    """Of the components; a click puts the highest first, a second one the lowest."""
    policy = viewer.panel.policy
    return [
        Head(words.short, words.formula, policy.weight_of(name.value), *ordered(asked, name.value))
        for name, words in COMPONENTS.items()
    ]


def ordered(asked: Asked, name: str) -> tuple[str, int]:
    """Where the head of a column leads, and the order it is in now."""
    now = {name: 1, f"-{name}": -1}.get(asked.sort, 0)
    first = name if name == "name" else f"-{name}"
    other = f"-{name}" if name == "name" else name
    return asked.url(sort=other if asked.sort == first else first, page=1), now
