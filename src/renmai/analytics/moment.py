"""The state of every person and customer on a day, towards one party (spec 1.2).

Slabs memoise their moments, which so survive every write elsewhere; the panel joins them.
Shapes: P persons, C customers, T days; customers are always the last axis.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import states as st
from renmai.analytics.facts import Flags, Ids, States
from renmai.analytics.panel import Panel
from renmai.analytics.slab import Slab
from renmai.analytics.table import Table
from renmai.domain.grade import Grade

Counts = NDArray[Any]
"""Integers, as small as the slab allows."""

GRADES: Final = tuple(Grade)
"""A grade's code is its place here."""


@dataclass(frozen=True, slots=True, eq=False)
class Moment(Table):
    """The customers on one day.

    `known`, `total` (the sum of the known values), `average` (NaN of none) and `grade` (codes of
    `GRADES`) are [3, C]; everything else is [C]. `owner` is an employee's id, 0 for none.
    """

    exists: Flags
    owner: Ids
    people: Counts
    known: Counts
    total: Counts
    average: NDArray[np.float64]
    grade: NDArray[np.int8]


@dataclass(frozen=True, slots=True, eq=False)
class SlabMoment:
    """`states` [P]: every person's packed state, `ABSENT` where the person does not count."""

    states: States
    customers: Moment


def slab_moments(slab: Slab, days: Sequence[int], party: int) -> list[SlabMoment]:
    """The moments of some days, computing together those that are not memoised."""
    kept = {day: slab.memo.get((day, party)) for day in days}
    missing = [day for day, moment in kept.items() if moment is None]
    if missing:
        for day, moment in zip(missing, _compute(slab, missing, party), strict=True):
            kept[day] = slab.memo.put((day, party), moment)
    return [kept[day] for day in days]  # type: ignore[misc]  # none is missing any more


def _compute(slab: Slab, days: list[int], party: int) -> list[SlabMoment]:
    states = person_states(slab, days, party)
    degrees = _degree_counts(slab, states)
    known, total, average, grade = graded(degrees)
    people = degrees[:, 0].sum(axis=1, dtype=np.int64)
    exists = _lasting(slab.customers.start, slab.customers.stop, days)
    return [
        SlabMoment(
            states[t],
            Moment(
                exists[t],
                _owners(slab, day),
                people[t],
                known[t],
                total[t],
                average[t],
                grade[t],
            ),
        )
        for t, day in enumerate(days)
    ]


def _lasting(start: NDArray[np.int32], stop: NDArray[np.int32], days: Sequence[int]) -> NDArray[np.bool_]:
    """[T, n]: which intervals hold on which day."""
    at = np.array(days, dtype=np.int32)[:, None]
    return (start <= at) & (at < stop)


def person_states(slab: Slab, days: Sequence[int], party: int) -> States:
    """[T, P]: the packed state of every person; `ABSENT` where the person does not count."""
    states = _states_towards(slab, days, party)
    return st.with_votes_of(states, _states_towards(slab, days, 0)) if party else states


def _states_towards(slab: Slab, days: Sequence[int], party: int) -> States:
    present = _lasting(slab.people.start, slab.people.stop, days)
    states = np.where(present, np.uint16(st.UNKNOWN), np.uint16(st.ABSENT))
    table = slab.towards(party)
    for row, day in zip(states, days, strict=True):
        held = np.flatnonzero((table.start <= day) & (day < table.stop))
        row[table.person[held]] = table.state[held]
    return states


def _degree_counts(slab: Slab, states: States) -> Counts:
    """[T, 3, 6, C]: how many of each customer's persons have each degree code; `states` is [T, P]."""
    (days, people), size = states.shape, len(slab.customers)
    edges, small = slab.person_edges, _smallest_lane(slab)
    table = st.LANE_TABLE[small]
    # One row of zeros more: a sum may begin after the last person.
    rows = np.zeros((people + 1, table.shape[1]), dtype=np.uint64)
    sums = np.empty((days, size, table.shape[1]), dtype=np.uint64)
    for day, held in enumerate(states):  # one day at a time stays in the cache
        np.take(table, held, axis=0, out=rows[:people], mode="clip")
        np.add.reduceat(rows, edges[:-1], axis=0, out=sums[day])
    sums[:, edges[:-1] == edges[1:]] = 0
    counts = sums.view(small)[..., : st.DEGREE_LANES].swapaxes(1, 2)
    return np.ascontiguousarray(counts).reshape(days, 3, 6, size)


def _smallest_lane(slab: Slab) -> type[st.Lane]:
    """The smallest lanes that can count any customer's persons."""
    most = int(np.diff(slab.person_edges).max(initial=0))
    return next(lane for lane in st.LANE_TABLE if most <= np.iinfo(lane).max)


def graded(degrees: Counts) -> tuple[Counts, Counts, NDArray[np.float64], NDArray[np.int8]]:
    """Known, total, average and grade, each [..., C], of counts [..., 6, C] by degree code."""
    # Twice as many persons as a byte can count, for and against, still fit 16 bits.
    wide = np.int16 if degrees.dtype == np.uint8 else np.int64
    by_code: list[Counts] = [degrees[..., code, :].astype(wide) for code in range(5)]
    oppose, neutral, support = by_code[0] + by_code[1], by_code[2], by_code[3] + by_code[4]
    known = oppose + neutral + support
    total = support + by_code[4] - oppose - by_code[0]
    grade = _grades(support, neutral, oppose, total)
    # Sums over customers are taken from these, and must not overflow.
    known, total = known.astype(np.int64), total.astype(np.int64)
    return known, total, _averages(total, known), grade


def _averages(total: Counts, known: Counts) -> NDArray[np.float64]:
    """The mean of the known values, NaN of none."""
    with np.errstate(invalid="ignore"):
        return np.asarray(total / known, dtype=np.float64)


def _grades(support: Counts, neutral: Counts, oppose: Counts, total: Counts) -> NDArray[np.int8]:
    """Codes of `GRADES`: the table of spec 1.5 for whole columns, its last test first."""
    excellent, good, medium, poor, ungraded = range(5)
    known = support + neutral + oppose
    better = (support > oppose) | (oppose == 0) | ((support == oppose) & (total > 0))
    code = np.where(better, np.int8(good), np.int8(medium))
    code[2 * oppose > known] = poor
    code[2 * support > known] = excellent
    code[known == 0] = ungraded
    return code


def _owners(slab: Slab, day: int) -> Ids:
    table = slab.ownerships
    held = (table.start <= day) & (day < table.stop)
    owners = np.zeros(len(slab.customers), dtype=np.int64)
    owners[table.customer[held]] = table.employee[held]
    return owners


def moments(panel: Panel, days: Sequence[date], party: int) -> list[Moment]:
    """One moment per day; slabs compute what they have not memoised, several days at a time."""
    ordinals = [day.toordinal() for day in days]
    kept = {day: panel.memo.get(("moment", day, party)) or _patched(panel, day, party) for day in ordinals}
    missing = [day for day, moment in kept.items() if moment is None]
    if missing:
        of_slabs = [slab_moments(slab, missing, party) for slab in panel.slabs]
        for t, day in enumerate(missing):
            joined = Moment.joined([NO_CUSTOMERS, *(of_slab[t].customers for of_slab in of_slabs)], axis=-1)
            kept[day] = panel.memo.put(("moment", day, party), joined)
    return [kept[day] for day in ordinals]  # type: ignore[misc]  # none is missing any more


def _patched(panel: Panel, day: int, party: int) -> Moment | None:
    """The moment of the panel before, with the customers of the changed slabs written over."""
    key = ("moment", day, party)
    before: Moment | None = panel.before.memo.get(key) if panel.before else None
    if before is None or panel.before is None:
        return None
    columns = {name: column.copy() for name, column in before.columns().items()}
    for number in panel.before.replaced:
        first, last = panel.customer_offsets[number : number + 2]
        fresh = slab_moments(panel.slabs[number], [day], party)[0].customers
        for name, column in fresh.columns().items():
            columns[name] = _overwritten(columns[name], column, slice(first, last))
    return panel.memo.put(key, Moment(**columns))


def _overwritten(column: NDArray[Any], fresh: NDArray[Any], run: slice) -> NDArray[Any]:
    if column.dtype != fresh.dtype:  # a slab may have outgrown its small integers
        column = column.astype(np.promote_types(column.dtype, fresh.dtype))
    column[..., run] = fresh
    return column


def moment(panel: Panel, day: date, party: int) -> Moment:
    return moments(panel, [day], party)[0]


NO_CUSTOMERS: Final = Moment(
    exists=np.zeros(0, np.bool_),
    owner=np.zeros(0, np.int64),
    people=np.zeros(0, np.int64),
    known=np.zeros((3, 0), np.int64),
    total=np.zeros((3, 0), np.int64),
    average=np.zeros((3, 0), np.float64),
    grade=np.zeros((3, 0), np.int8),
)
