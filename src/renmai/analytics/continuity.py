"""If somebody leaves: what would be left with nobody (docs/metrics/continuity.md, spec 4.1, 7.4).

Counted at customers that the viewer may see on the day, and nowhere else: whether somebody is the only one to
sway a person elsewhere would tell of other people's private networks. What an employee can sway there is told
as the influence line tells it, masked. A contact counts while whoever had it works here.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import facts as f
from renmai.analytics import states as st
from renmai.analytics.chain_moment import chain_moment
from renmai.analytics.customer_places import visible_customers
from renmai.analytics.facts import Amounts, Flags, Ids
from renmai.analytics.key_person import swayed_on
from renmai.analytics.metric import money, plain
from renmai.analytics.moment import moment, slab_moments
from renmai.analytics.opportunity import open_opportunities
from renmai.analytics.panel import Panel
from renmai.analytics.roster import Roster
from renmai.analytics.slab import Slab
from renmai.analytics.touch import KEPT_UP
from renmai.domain.question import Question
from renmai.domain.scope import Scope

FIGURES: Final = ("customers", "focus", "only_met", "only_sway", "chains", "alone", "outside")
WHY: Final = ("chains_met", "chains_swayed")
"""Of the chains: those whose members nobody else has met, and those whose members nobody else can sway."""
SUBJECTS: Final = {
    **dict.fromkeys(("customers", "focus", "alone"), "customers"),
    **dict.fromkeys(("chains", *WHY), "opportunities"),
}
"""The table of a figure's subjects; of every other one these are people."""
NOBODY: Final = 0
SOMEBODY: Final = np.iinfo(np.int64).max
"""Above every id: the lowest of none."""


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """Who holds what of one figure: `employee` [n] beside the subject's `place` [n] in the panel, no pair twice."""

    employee: Ids
    place: NDArray[np.intp]

    def of(self, employee: int) -> NDArray[np.intp]:
        return np.asarray(self.place[self.employee == employee])

    def counts(self) -> dict[int, int]:
        ids, numbers = np.unique(self.employee, return_counts=True)
        return dict(zip(ids.tolist(), numbers.tolist(), strict=True))


Holdings = dict[str, Held]


def holdings(panel: Panel, scope: Scope, day: date) -> Holdings:
    """By figure, who would leave what behind on the day."""
    key = ("continuity", day, scope)
    return panel.memo.through(key, lambda: _holdings(panel, scope, day))


def _holdings(panel: Panel, scope: Scope, day: date) -> Holdings:
    seen, owners = visible_customers(panel, scope, day), moment(panel, day, 0).owner
    parts: dict[str, list[Held]] = {
        name: [Held(np.zeros(0, np.int64), np.zeros(0, np.intp))] for name in (*FIGURES, *WHY)
    }
    for number, slab in enumerate(panel.slabs):
        run = slice(*panel.customer_offsets[number : number + 2])
        found = _Slab(slab, panel.roster, day.toordinal(), seen[run], owners[run]).holdings()
        for name, held in found.items():
            offset = _offset(panel, name, number)
            parts[name].append(Held(held.employee, held.place + offset))
    return {name: _joined(some) for name, some in parts.items()}


def _offset(panel: Panel, figure: str, number: int) -> int:
    offsets = {"customers": panel.customer_offsets, "opportunities": panel.opportunity_offsets}
    return offsets.get(SUBJECTS.get(figure, ""), panel.person_offsets)[number]


def _joined(parts: list[Held]) -> Held:
    return Held(np.concatenate([one.employee for one in parts]), np.concatenate([one.place for one in parts]))


@dataclass(frozen=True, slots=True, eq=False)
class _Bounds:
    """Of each subject the lowest and the highest id of who has to do with it; `SOMEBODY` and `NOBODY` of none."""

    low: Ids
    high: Ids

    @classmethod
    def of(cls, size: int, subject: NDArray[Any], low: Ids, high: Ids) -> "_Bounds":
        lowest, highest = np.full(size, SOMEBODY, dtype=np.int64), np.zeros(size, dtype=np.int64)
        np.minimum.at(lowest, subject, low)
        np.maximum.at(highest, subject, high)
        return cls(lowest, highest)

    @property
    def sole(self) -> Ids:
        """The only one, `NOBODY` of none and of several."""
        return np.where(self.low == self.high, self.high, NOBODY)


@dataclass(frozen=True, slots=True, eq=False)
class _Slab:
    """One slab on a day; `seen` and `owners` [C] are of its customers."""

    slab: Slab
    roster: Roster
    day: int
    seen: Flags
    owners: Ids

    def holdings(self) -> Holdings:
        customer = self.slab.people.customer
        contacts, sways = self._contacts(), self._sways()
        here = self.seen[customer] & (slab_moments(self.slab, [self.day], 0)[0].states != st.ABSENT)
        at_customer = self._at_customer(contacts)
        chains = dict(zip(WHY, (self._chains(contacts), self._chains(sways)), strict=True))
        return {
            "customers": _sole(np.where(self.seen, self.owners, NOBODY)),
            "focus": _sole(np.where(self.seen & self.slab.customers.focus, self.owners, NOBODY)),
            "only_met": _sole(np.where(here, contacts.sole, NOBODY)),
            "only_sway": _sole(np.where(here, sways.sole, NOBODY)),
            "chains": _distinct(_joined(list(chains.values()))),
            **chains,
            "alone": _sole(np.where(self.seen & (at_customer.sole == self.owners), self.owners, NOBODY)),
            "outside": self._outside(),
        }

    def _contacts(self) -> _Bounds:
        """[P]: who works here and has met the person lately."""
        table = self.slab.contacts
        staff = [one.id for one in self.roster.staff.employees if one.start <= self.day < one.stop]
        kept = (self.day - KEPT_UP < table.day) & (table.day <= self.day) & np.isin(table.employee, staff)
        by = table.employee[kept]
        return _Bounds.of(len(self.slab.people), table.person[kept], by, by)

    def _sways(self) -> _Bounds:
        """[P]: who of ours can sway the person."""
        table = self.slab.influences
        rows = swayed_on(self.slab, self.day)
        rows = rows[table.kind[rows] == f.OURS]
        return _Bounds.of(len(self.slab.people), table.person[rows], table.outer[rows], table.outer[rows])

    def _at_customer(self, contacts: _Bounds) -> _Bounds:
        """[C]: who has met anybody there lately."""
        return _Bounds.of(len(self.seen), self.slab.people.customer, contacts.low, contacts.high)

    def _chains(self, reach: _Bounds) -> Held:
        """Live chains of whose members nobody else reaches anybody."""
        table, size = self.slab.members, len(self.slab.opportunities)
        states = slab_moments(self.slab, [self.day], 0)[0].states
        live = chain_moment(self.slab, self.day, 0).live & self.seen[self.slab.opportunities.customer]
        rows = np.flatnonzero(live[table.opportunity] & (states[table.person] != st.ABSENT))
        chain, person = table.opportunity[rows], table.person[rows]
        return _sole(_Bounds.of(size, chain, reach.low[person], reach.high[person]).sole)

    def _outside(self) -> Held:
        """Persons swayed by anybody at customers that the viewer does not see."""
        table = self.slab.influences
        rows = swayed_on(self.slab, self.day)
        hidden = ~self.seen[self.slab.people.customer[table.person[rows]]]
        rows = rows[(table.kind[rows] == f.OURS) & (table.outer[rows] != f.NONE) & hidden]
        return _distinct(Held(table.outer[rows], table.person[rows].astype(np.intp)))


def _sole(employee: Ids) -> Held:
    """The subjects that have somebody."""
    place = np.flatnonzero(employee != NOBODY)
    return Held(employee[place], place)


def _distinct(held: Held) -> Held:
    pairs = np.unique(np.stack([held.employee, held.place.astype(np.int64)], axis=1), axis=0)
    return Held(pairs[:, 0], pairs[:, 1].astype(np.intp))


@dataclass(frozen=True, slots=True)
class Standing:
    """What one employee would leave behind; each figure is a metric of value, previous and change, `amount` too.

    `has_left`: no longer here on the day, and still the owner of something.
    """

    code: str
    name: str
    team: str
    has_left: bool
    figures: dict[str, dict[str, Any]]

    @property
    def rank(self) -> tuple[Any, ...]:
        """By the amount at stake, then by what hangs on this one person, then by code."""
        value = {name: metric["value"] for name, metric in self.figures.items()}
        return -value["amount"], -value["chains"], -value["only_met"], -value["only_sway"], self.code


def standings(panel: Panel, scope: Scope, question: Question) -> list[Standing]:
    """Everybody in the viewer's reach who would leave something behind, the most at stake first."""
    days = (question.as_of, question.comparison.previous)
    counted = [_counted(panel, scope, day) for day in days]
    teams = {team.id: team.name for team in panel.roster.staff.teams}
    found = [
        Standing(
            one.code,
            one.name,
            teams.get(one.team, ""),
            one.stop <= question.as_of.toordinal(),
            {name: _metric(*(on_day[name].get(one.id, 0) for on_day in counted)) for name in counted[0]},
        )
        for one in panel.roster.staff.employees
        if scope.everything or one.code in scope.employees
    ]
    return sorted((one for one in found if _holds_something(one)), key=lambda one: one.rank)


def _holds_something(one: Standing) -> bool:
    return any(metric["value"] for metric in one.figures.values())


def _metric(value: Any, previous: Any) -> dict[str, Any]:
    return {"value": plain(value), "previous": plain(previous), "change": plain(value - previous)}


def _counted(panel: Panel, scope: Scope, day: date) -> dict[str, dict[int, Any]]:
    held = holdings(panel, scope, day)
    counts: dict[str, dict[int, Any]] = {name: held[name].counts() for name in FIGURES}
    return counts | {"amount": _amounts(open_opportunities(panel, day).amount, held["customers"])}


def _amounts(amount: Amounts, owned: Held) -> dict[int, Any]:
    """Of the open opportunities at the customers owned."""
    total: dict[int, int] = {}
    for employee, units in zip(owned.employee.tolist(), amount[owned.place].tolist(), strict=True):
        total[employee] = total.get(employee, 0) + int(units)
    return {employee: money(units) for employee, units in total.items()}
