"""Persons and customers whom one colleague alone can reach (spec 4.2; docs/metrics/private-network.md).

Counted at customers in scope. One who is named counts with the name, as long as nobody else of ours, named or
not, reaches the person. Somebody whom one colleague alone can reach who is not named counts in the company's
figures, without a name; whether several relations that name nobody are one colleague's is told nowhere else.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import facts as f
from renmai.analytics.facts import Flags, Ids
from renmai.analytics.key_person import customer_of_people
from renmai.analytics.metric import compare, money
from renmai.analytics.moment import moment
from renmai.analytics.opportunity import open_opportunities
from renmai.analytics.panel import Panel
from renmai.analytics.private_network import Sways, people_in_scope, sways_on
from renmai.analytics.scoping import in_scope
from renmai.domain.question import Question, ViewKind

SEVERAL: Final = 0
"""Nobody, or more than one."""
UNNAMED: Final = -1
"""One colleague who has not agreed to be named."""


@dataclass(frozen=True, slots=True, eq=False)
class Sole:
    """Who alone reaches each key person [P], and alone anybody at each customer [C]: an id, `SEVERAL` or `UNNAMED`."""

    people: Ids
    customers: Ids


def sole_on(panel: Panel, question: Question, day: date) -> Sole:
    """Of persons at the customers in scope on the day, and of these customers."""
    key = ("sole influence", day, question.view, question.filters, question.own_of if question.own else "")
    return panel.memo.through(key, lambda: _sole_on(panel, question, day))


def _sole_on(panel: Panel, question: Question, day: date) -> Sole:
    found = sways_on(panel, day).ours
    named = _named(panel, question, found)
    counts_unnamed = question.view.kind is ViewKind.COMPANY
    customer = customer_of_people(panel)
    people = _sole(panel.person_offsets[-1], found.place, named, found.giver, counts_unnamed=counts_unnamed)
    at = _sole(panel.customer_offsets[-1], customer[found.place], named, found.giver, counts_unnamed=counts_unnamed)
    customers = in_scope(panel, question, moment(panel, day, 0))
    return Sole(np.where(people_in_scope(panel, question, day), people, SEVERAL), np.where(customers, at, SEVERAL))


def _named(panel: Panel, question: Question, found: Sways) -> Ids:
    """[n]: who is named; in one's own view oneself always is."""
    if not question.own:
        return found.outer
    me = panel.roster.employee_of_code[question.own_of].id
    return np.where(found.giver == me, me, found.outer)


def _sole(size: int, subject: NDArray[Any], named: Ids, giver: Ids, *, counts_unnamed: bool) -> Ids:
    """[size]: the one who is named, if it is one and nobody unnamed beside; else the one of whom no name is known."""
    low, high = _bounds(size, subject, named)
    sole: Ids = np.where(low == high, high, SEVERAL)
    if counts_unnamed:
        one, other = _bounds(size, subject, giver)
        sole = np.where((high == f.NONE) & (one == other) & (other != f.NONE), UNNAMED, sole)
    return sole


def _bounds(size: int, subject: NDArray[Any], ids: Ids) -> tuple[Ids, Ids]:
    low, high = np.full(size, np.iinfo(np.int64).max, dtype=np.int64), np.zeros(size, dtype=np.int64)
    np.minimum.at(low, subject, ids)
    np.maximum.at(high, subject, ids)
    return low, high


@dataclass(frozen=True, slots=True)
class Standing:
    """What hangs on one colleague alone; `people`, `customers` and `amount` (open) are metrics.

    `code` and `name` are blank of whoever has not agreed to be named.
    """

    code: str
    name: str
    figures: dict[str, Any]

    @property
    def rank(self) -> tuple[Any, ...]:
        value = {name: metric["value"] for name, metric in self.figures.items()}
        return -value["amount"], -value["people"], self.code


def standings(panel: Panel, question: Question) -> list[Standing]:
    """Everybody on whom something hangs alone on the as-of day, the most open amount first."""
    own_of = question.own_of if question.own else ""
    key = ("sole standings", question.as_of, question.period, question.view, question.filters, own_of)
    return panel.memo.through(key, lambda: _standings(panel, question))


def _standings(panel: Panel, question: Question) -> list[Standing]:
    counted = [_counted(panel, question, day) for day in question.comparison.days]
    made = [_standing(panel, one, [on_day.get(one, _NOTHING) for on_day in counted]) for one in counted[0]]
    return sorted(made, key=lambda one: one.rank)


_NOTHING: Final = {"people": 0, "customers": 0, "amount": money(0)}


def _standing(panel: Panel, employee: int, days: list[dict[str, Any]]) -> Standing:
    known = panel.roster.employee_of_id.get(employee)
    return Standing(known.code if known else "", known.name if known else "", dict(compare(*days)))


def _counted(panel: Panel, question: Question, day: date) -> dict[int, dict[str, Any]]:
    """By who it is: persons, customers and their open amount. Whoever has a customer alone has a person there."""
    sole, amount = sole_on(panel, question, day), open_opportunities(panel, day).amount
    people, customers = (_numbers(column) for column in (sole.people, sole.customers))
    sums: dict[int, int] = {}
    held = np.flatnonzero(sole.customers)
    for employee, units in zip(sole.customers[held].tolist(), amount[held].tolist(), strict=True):
        sums[employee] = sums.get(employee, 0) + int(units)
    return {
        one: {"people": number, "customers": customers.get(one, 0), "amount": money(sums.get(one, 0))}
        for one, number in people.items()
    }


def _numbers(column: Ids) -> dict[int, int]:
    ids, numbers = np.unique(column[column != SEVERAL], return_counts=True)
    return dict(zip(ids.tolist(), numbers.tolist(), strict=True))


def figures(panel: Panel, question: Question) -> dict[str, Any]:
    """Of everybody together, as metrics."""
    return dict(compare(*(dict(_sums(panel, question, day)) for day in question.comparison.days)))


def _sums(panel: Panel, question: Question, day: date) -> Iterator[tuple[str, Any]]:
    sole, amount = sole_on(panel, question, day), open_opportunities(panel, day).amount
    yield "people", int((sole.people != SEVERAL).sum())
    yield "customers", int((sole.customers != SEVERAL).sum())
    yield "amount", money(sum(int(units) for units in amount[sole.customers != SEVERAL].tolist()))


def held_by(column: Ids, employee: int | None) -> Flags:
    """Which subjects hang on one colleague by id, or `UNNAMED`; on anybody at all for None."""
    return np.asarray(column != SEVERAL if employee is None else column == employee)
