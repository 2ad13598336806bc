"""One customer's coverage as a matrix: key persons × our people who matter there (docs/metrics/coverage.md)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from renmai.analytics.coverage import persons
from renmai.analytics.customer import owner_on
from renmai.analytics.facts import Employee
from renmai.analytics.panel import Panel
from renmai.analytics.slab import Slab
from renmai.domain.account_team import TeamRole
from renmai.domain.coverage import TEAM_MATE_DAYS

ROLES = tuple(TeamRole)


@dataclass(frozen=True, slots=True)
class Mate:
    """One of us; `roles` in the account team on the day, in their order; `covers` key persons lately."""

    id: int
    code: str
    name: str
    roles: tuple[str, ...]
    is_owner: bool
    is_employed: bool
    covers: int


@dataclass(frozen=True, slots=True)
class Met:
    """What there was between one of us and a key person: activities, and days since the last."""

    count: int
    days: int


@dataclass(frozen=True, slots=True)
class Person:
    """A key person; `by_mate` holds whoever of us ever met them, by employee's id; `covered_by` of us lately."""

    id: int
    code: str
    by_mate: Mapping[int, Met]
    covered_by: int
    known_to: int

    @property
    def last(self) -> tuple[int, int] | None:
        """Days since the last contact, and the employee (the one who met them most often, if several did that day)."""
        found = min(((met.days, -met.count, mate) for mate, met in self.by_mate.items()), default=None)
        return (found[0], found[2]) if found else None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Key persons who count on the day, by code; our people: account team, owner, then whoever met somebody last."""

    people: list[Person]
    mates: list[Mate]
    covered: int
    single: int
    never: int
    stale_days: int


def matrix(panel: Panel, day: date, more: tuple[int, ...] = ()) -> Matrix:
    """Of a panel of one customer; `more` of us (by id) are asked for beside those who matter."""
    slab, at = panel.slabs[0], day.toordinal()
    each = persons(panel, slab, at)
    employees, met = panel.roster.employee_of_id, _met(slab, at)
    there = np.flatnonzero(each.counts).tolist()
    people = [
        Person(
            id=int(slab.people.id[place]),
            code=str(slab.people.code[place]),
            by_mate=met.get(place, {}),
            covered_by=int(each.by[place]),
            known_to=sum(_employed(employees[mate], at) for mate in met.get(place, {})),
        )
        for place in there
    ]
    return Matrix(
        people=people,
        mates=_mates(panel, at, met, people, more),
        covered=int((each.by > 0).sum()),
        single=int((each.by == 1).sum()),
        never=int(each.never.sum()),
        stale_days=panel.policy.stale_days,
    )


def _met(slab: Slab, day: int) -> dict[int, dict[int, Met]]:
    """By key person's position, then by employee; rows are ordered by day, so the last one stays."""
    table = slab.contacts
    found: dict[int, dict[int, Met]] = {}
    rows = np.flatnonzero(table.day <= day)
    for person, employee, on in zip(
        table.person[rows].tolist(), table.employee[rows].tolist(), table.day[rows].tolist(), strict=True
    ):
        mates = found.setdefault(person, {})
        mates[employee] = Met(mates[employee].count + 1 if employee in mates else 1, day - on)
    return found


def _employed(employee: Employee, day: int) -> bool:
    return employee.start <= day < employee.stop


def _mates(
    panel: Panel, day: int, met: Mapping[int, Mapping[int, Met]], people: list[Person], more: tuple[int, ...]
) -> list[Mate]:
    roles, owner = team_on(panel, day), owner_on(panel, date.fromordinal(day))
    last: dict[int, int] = {}
    for mates in met.values():
        for mate, one in mates.items():
            last[mate] = min(last.get(mate, one.days), one.days)
    recent = [mate for mate, days in last.items() if days <= TEAM_MATE_DAYS]
    chosen = dict.fromkeys([*roles, *([owner] if owner else []), *recent, *more])
    made = [_mate(panel, day, panel.roster.employee_of_id[mate], roles.get(mate, ()), people) for mate in chosen]
    return sorted(made, key=lambda mate: (_rank(mate), last.get(mate.id, day), mate.code))


def _mate(panel: Panel, day: int, employee: Employee, roles: tuple[str, ...], people: list[Person]) -> Mate:
    stale, employed = panel.policy.stale_days, _employed(employee, day)
    lately = [one for one in people if employee.id in one.by_mate and one.by_mate[employee.id].days <= stale]
    return Mate(
        id=employee.id,
        code=employee.code,
        name=employee.name,
        roles=roles,
        is_owner=employee.id == owner_on(panel, date.fromordinal(day)),
        is_employed=employed,
        covers=len(lately) if employed else 0,
    )


def _rank(mate: Mate) -> int:
    """Account team in the order of its roles, then the owner, then everybody else."""
    if mate.roles:
        return ROLES.index(TeamRole(mate.roles[0]))
    return len(ROLES) if mate.is_owner else len(ROLES) + 1


def team_on(panel: Panel, day: int) -> dict[int, tuple[str, ...]]:
    """Roles in the account team of a panel of one customer on the day, by employee's id, in their order."""
    table = panel.slabs[0].account_team
    held = np.flatnonzero((table.start <= day) & (day < table.stop))
    pairs = sorted(zip(table.role[held].tolist(), table.employee[held].tolist(), strict=True))
    found: dict[int, tuple[str, ...]] = {}
    for role, employee in pairs:
        found[employee] = (*found.get(employee, ()), ROLES[role].value)
    return found


def contact_days(panel: Panel, customer: str) -> dict[tuple[int, int], list[date]]:
    """On which days one of us met a key person of a customer: by the store's keys of person and employee."""
    found = panel.find_customer(customer)
    if found is None:
        return {}
    slab, at = found
    first, last = slab.person_edges[at : at + 2].tolist()
    table = slab.contacts
    rows = slice(*np.searchsorted(table.person, [first, last]).tolist())
    days: dict[tuple[int, int], list[date]] = {}
    ids = slab.people.id[table.person[rows]].tolist()
    for person, employee, day in zip(ids, table.employee[rows].tolist(), table.day[rows].tolist(), strict=True):
        days.setdefault((person, employee), []).append(date.fromordinal(day))
    return days


def suggested(found: Matrix) -> set[tuple[str, int]]:
    """Whom a next round could bring together: (key person's code, employee's id), by the roles of the account team.

    Whoever is not covered is suggested to the account role, else to the owner; whoever hangs on one of us
    alone to the first of solution, delivery, account and owner who is somebody else.
    """
    made = set()
    for person in found.people:
        if person.covered_by > 1:
            continue
        order = ACCOUNT_FIRST if not person.covered_by else ACCOUNT_LAST
        mates = [mate for corner in order for mate in found.mates if mate.is_employed and _stands(mate, corner)]
        other = next((mate for mate in mates if not _covers(found, person, mate)), None)
        if other:
            made.add((person.code, other.id))
    return made


OWNER: Final = "owner"
ACCOUNT_FIRST: Final = (TeamRole.ACCOUNT.value, OWNER)
ACCOUNT_LAST: Final = (TeamRole.SOLUTION.value, TeamRole.DELIVERY.value, *ACCOUNT_FIRST)


def _stands(mate: Mate, corner: str) -> bool:
    return mate.is_owner if corner == OWNER else corner in mate.roles


def _covers(found: Matrix, person: Person, mate: Mate) -> bool:
    met = person.by_mate.get(mate.id)
    return met is not None and met.days <= found.stale_days
