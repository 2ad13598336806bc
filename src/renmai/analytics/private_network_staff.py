"""The two key figures of the influence line by team and by employee (spec 1.6; docs/metrics/private-network.md).

Of named relations and uses alone, so that a row says no more than its own view; the asker's own row also counts
what they have told nobody, as their own view does. Teams include the teams below. Rows do not add up: a person
known to two employees counts once in their team, and what nobody is named for counts for the company alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import states as st
from renmai.analytics.facts import NONE, Employee, Ids, Team
from renmai.analytics.influence_use import won_on
from renmai.analytics.key_person import customer_of_people, states_on
from renmai.analytics.metric import compare, ratio
from renmai.analytics.moment import moment
from renmai.analytics.panel import Panel
from renmai.analytics.private_network import sways_on
from renmai.analytics.scoping import all_existing
from renmai.domain.question import Question, View, ViewKind

Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]
"""Places of subjects beside what belongs to them."""


@dataclass(frozen=True, slots=True)
class StaffRow:
    """`known`, `uninsighted`, `potential`, `contribution_count` and `contribution_amount` as metrics.

    `depth` is how deep a team lies below the topmost ones of the view.
    """

    view: View
    name: str
    team: str
    depth: int
    figures: dict[str, Any]

    @property
    def says_something(self) -> bool:
        """Whether anything is known of the view on the as-of day or the day before it."""
        metrics = (self.figures[name] for name in ("known", "contribution_count"))
        return any(metric[slot] for metric in metrics for slot in ("value", "previous"))


@dataclass(frozen=True, slots=True)
class Staff:
    """Teams as a tree, and the employees of whom something is told, the most known persons first."""

    teams: list[StaffRow] = field(default_factory=list)
    employees: list[StaffRow] = field(default_factory=list)


def by_staff(panel: Panel, question: Question) -> Staff:
    """Towards us; the teams and employees of the question's view."""
    key = ("by staff", question.as_of, question.period, question.view, question.filters, question.own_of)
    return panel.memo.through(key, lambda: _by_staff(panel, question))


def _by_staff(panel: Panel, question: Question) -> Staff:
    employees = panel.roster.employees_in(question.view)
    placed = _placed_teams(panel, question.view)
    teams = [team for team, _ in placed]
    days = [_OnDay(panel, question, day, employees, teams).measures() for day in question.comparison.days]
    figures = [dict(compare(*measures)) for measures in zip(*days, strict=True)]
    names = {team.id: team.name for team in panel.roster.staff.teams}
    found = [
        StaffRow(View(ViewKind.PERSONAL, one.code), one.name, names.get(one.team, ""), 0, of)
        for one, of in zip(employees, figures, strict=False)
    ]
    told = sorted(
        (row for row in found if row.says_something), key=lambda row: (-row.figures["known"]["value"], row.view.code)
    )
    rest = figures[len(employees) :]
    return Staff(
        [
            StaffRow(View(ViewKind.TEAM, team.code), team.name, "", depth, of)
            for (team, depth), of in zip(placed, rest, strict=True)
        ],
        told,
    )


def _placed_teams(panel: Panel, view: View) -> list[tuple[Team, int]]:
    """The teams of the view as a tree, each with its depth."""
    if view.kind is ViewKind.PERSONAL:
        return []
    roster = panel.roster
    top = roster.children(None) if view.kind is ViewKind.COMPANY else [roster.team_of_code[view.code]]
    found: list[tuple[Team, int]] = []
    waiting = [(team, 0) for team in reversed(top)]
    while waiting:
        team, depth = waiting.pop()
        found.append((team, depth))
        waiting.extend((below, depth + 1) for below in reversed(roster.children(team)))
    return found


class _OnDay:
    """The measures of employees, then of teams, on one day."""

    def __init__(
        self, panel: Panel, question: Question, day: date, employees: Sequence[Employee], teams: Sequence[Team]
    ) -> None:
        self.panel, self.question, self.day = panel, question, day
        ordered = sorted(range(len(employees)), key=lambda at: employees[at].id)
        self.ids: Ids = np.array([employees[at].id for at in ordered], dtype=np.int64)
        self.at = np.array(ordered, dtype=np.int64)
        self.above = _above(panel, employees, teams)
        self.size = len(employees) + len(teams)
        self.employees = len(employees)
        me = panel.roster.employee_of_code.get(question.own_of)
        self.me = me.id if me else NONE

    def measures(self) -> list[dict[str, Any]]:
        known, uninsighted = self._known()
        people = int(self._everybody().sum())
        used, amount, won, won_amount = self._contribution()
        return [
            {
                "known": known[at],
                "uninsighted": uninsighted[at],
                "potential": ratio(known[at], people),
                "contribution_count": ratio(used[at], won),
                "contribution_amount": ratio(amount[at], won_amount),
            }
            for at in range(self.size)
        ]

    def _everybody(self) -> NDArray[Any]:
        at = moment(self.panel, self.day, 0)
        return np.asarray(at.people[all_existing(self.panel, self.question, at)])

    def _known(self) -> tuple[list[int], list[int]]:
        found = sways_on(self.panel, self.day).ours
        customers = all_existing(self.panel, self.question, moment(self.panel, self.day, 0))
        found = found.rows(customers[customer_of_people(self.panel)[found.place]])
        subject, place = self._pairs(found.outer, found.giver, found.place.astype(np.int64))
        blind = ~st.INSIGHTED[states_on(self.panel, self.day, 0)[place]]
        return self._counts(subject), self._counts(subject[blind])

    def _contribution(self) -> tuple[list[int], list[int], int, int]:
        """By subject, wins with a use and their amount in units; of the company all wins and their amount."""
        used, sums, won, won_amount = np.zeros(self.size, np.int64), [0] * self.size, 0, 0
        for slab in self.panel.slabs:
            table, amount = slab.uses, slab.opportunities.amount
            wins = won_on(slab, self.question, self.day)
            won, won_amount = won + int(wins.sum()), won_amount + int(amount[wins].sum())
            kept = table.rows(wins[table.opportunity] & (table.day <= slab.opportunities.closed[table.opportunity]))
            subject, deal = self._pairs(kept.employee, kept.giver, kept.opportunity.astype(np.int64))
            used += np.bincount(subject, minlength=self.size)
            for one, units in zip(subject.tolist(), amount[deal].tolist(), strict=True):
                sums[one] += int(units)
        return used.tolist(), sums, won, won_amount

    def _counts(self, subject: NDArray[np.int64]) -> list[int]:
        counts: list[int] = np.bincount(subject, minlength=self.size).tolist()
        return counts

    def _pairs(self, named: Ids, giver: Ids, what: NDArray[np.int64]) -> Pairs:
        """Each subject beside each thing of theirs, once; to teams come named relations alone."""
        own = giver == self.me if self.me else np.zeros(len(named), np.bool_)
        one, of_one = self._employees(np.where(own, giver, named), what)
        mine, of_mine = self._employees(named, what)
        above = self.above[mine]
        held = above >= 0
        of_team = np.broadcast_to(of_mine[:, None], above.shape)[held]
        pairs = np.concatenate([one, above[held]]), np.concatenate([of_one, of_team])
        width = int(what.max(initial=0)) + 1
        keys = np.unique(pairs[0] * width + pairs[1])
        return keys // width, keys % width

    def _employees(self, ids: Ids, what: NDArray[np.int64]) -> Pairs:
        """The places of employees of the view beside what is theirs; nobody else's."""
        if not len(self.ids):
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        place = np.minimum(np.searchsorted(self.ids, ids), len(self.ids) - 1)
        mine = self.ids[place] == ids
        return self.at[place[mine]], what[mine]


_NOBODY: Final = -1


def _above(panel: Panel, employees: Sequence[Employee], teams: Sequence[Team]) -> NDArray[np.int64]:
    """[employees, levels]: the places of each employee's team and those above it in the view, -1 for none."""
    parents = {team.id: team.parent for team in panel.roster.staff.teams}
    place = {team.id: len(employees) + at for at, team in enumerate(teams)}
    paths = []
    for one in employees:
        path, team = [], one.team
        while team:
            path += [place[team]] if team in place else []
            team = parents.get(team, NONE)
        paths.append(path)
    deepest = max(map(len, paths), default=0)
    return np.array([path + [_NOBODY] * (deepest - len(path)) for path in paths], dtype=np.int64).reshape(
        len(paths), deepest
    )
