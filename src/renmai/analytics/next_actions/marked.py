"""What marks do to the ranked actions of a view (spec 1.8, docs/adr/0017).

Marks are given as data. Few actions are marked, so that only those are told in order to compare
their causes; whether a mark holds is said by `domain.principles.mark`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from renmai.analytics.next_actions.kinds import CODES, SUBJECTS
from renmai.analytics.next_actions.ranking import PLACES, Ranked, Rows
from renmai.analytics.next_actions.telling import actions
from renmai.analytics.panel import Panel
from renmai.domain.principles.base import Line, NextAction, Principle, SubjectType
from renmai.domain.principles.cause import cause
from renmai.domain.principles.mark import Ending, Mark, MarkStatus

NOWHERE = -1


@dataclass(frozen=True, slots=True)
class MarkedAction:
    """A mark with what it is about: `action` is None where nothing is found any more, or for another cause."""

    mark: Mark
    action: NextAction | None


@dataclass(frozen=True, slots=True)
class Marked:
    """`open` is what is left to do; `hidden` are the marks that hide an action.

    `done` are all that called something done lately, the latest first: a cause that is gone is
    success. `gone` are marks that stand although their cause is gone: to be closed.
    """

    open: Ranked
    hidden: tuple[MarkedAction, ...]
    done: tuple[MarkedAction, ...]
    gone: tuple[Mark, ...]

    def of_status(self, status: MarkStatus) -> list[MarkedAction]:
        """What is hidden by marks of one status, the most pressing first."""
        return [each for each in self.hidden if each.mark.status is status]


def marked(ranked: Ranked, marks: Sequence[Mark]) -> Marked:
    """The ranked actions without what is marked on the day of the question."""
    if not marks:
        return Marked(ranked, (), (), ())
    on, done_days = ranked.question.as_of, ranked.panel.policy.done_days
    found = _found(ranked, marks)
    hiding = [
        (row, MarkedAction(mark, action))
        for mark, (row, action) in zip(marks, found, strict=True)
        if action is not None and mark.hides(cause(action), action.priority, on, done_days)
    ]
    kept = np.ones(len(ranked), dtype=np.bool_)
    kept[[row for row, _ in hiding]] = False
    same = [
        MarkedAction(mark, action if action is not None and cause(action) == mark.cause else None)
        for mark, (_, action) in zip(marks, found, strict=True)
    ]
    return Marked(
        open=ranked.only(kept) if hiding else ranked,
        hidden=tuple(each for _, each in sorted(hiding, key=lambda pair: pair[0])),
        done=tuple(_done_lately(same, ranked)),
        gone=tuple(
            each.mark for each in same if each.action is None and each.mark.ended_on is None and each.mark.stands(on)
        ),
    )


def _done_lately(same: list[MarkedAction], ranked: Ranked) -> list[MarkedAction]:
    on, done_days = ranked.question.as_of, ranked.panel.policy.done_days
    done = [
        MarkedAction(each.mark, None if each.mark.ending is Ending.GONE else each.action)
        for each in same
        if each.mark.status is MarkStatus.DONE
        and 0 <= (on - each.mark.marked_on).days < done_days
        and each.mark.ending in (None, Ending.GONE)
    ]
    return sorted(done, key=lambda each: (each.mark.marked_on, each.mark.code), reverse=True)


def _found(ranked: Ranked, marks: Sequence[Mark]) -> list[tuple[int, NextAction | None]]:
    """By mark, the row of the marked action and the action; nothing where it is not in the list."""
    rows = _rows(ranked, np.array([_key(ranked.panel, mark) for mark in marks], dtype=np.int64))
    there = np.unique(rows[rows != NOWHERE])
    told = dict(zip(there.tolist(), actions(ranked, there), strict=True))
    return [(row, told.get(row)) for row in rows.tolist()]


def _rows(ranked: Ranked, keys: Rows) -> Rows:
    """The row of each key, or `NOWHERE`."""
    wanted = np.unique(keys)
    at = np.flatnonzero(np.isin(ranked.keys, wanted))
    rows = np.full(len(wanted), NOWHERE, dtype=np.intp)
    rows[np.searchsorted(wanted, ranked.keys[at])] = at
    return rows[np.searchsorted(wanted, keys)]


def _key(panel: Panel, mark: Mark) -> int:
    """As `Ranked.keys`; `NOWHERE` for a subject that is no more."""
    place = place_of(panel, SubjectType(mark.subject_type), mark.subject, mark.customer)
    kind = CODES.get((Line(mark.line), Principle(mark.principle)), NOWHERE)
    return NOWHERE if NOWHERE in (place, kind) else kind * int(PLACES) + place


def place_of(panel: Panel, subject: SubjectType, code: str, customer: str | None) -> int:
    """The place of a subject, as `Found` has it; `NOWHERE` if there is no such subject."""
    if subject is SubjectType.VIEW:
        return 0
    if subject is SubjectType.EMPLOYEE:
        employee = panel.roster.employee_of_code.get(code)
        return employee.id if employee else NOWHERE
    found = panel.find_customer(customer) if customer else None
    if found is None:
        return NOWHERE
    slab, at = found
    number = panel.slabs.index(slab)
    if subject is SubjectType.CUSTOMER:
        return panel.customer_offsets[number] + at if code == customer else NOWHERE
    table, offsets = (
        (slab.people, panel.person_offsets)
        if subject is SubjectType.KEY_PERSON
        else (slab.opportunities, panel.opportunity_offsets)
    )
    first, last = np.searchsorted(table.customer, [at, at + 1]).tolist()
    codes: list[str] = table.code[first:last].tolist()
    return offsets[number] + first + codes.index(code) if code in codes else NOWHERE


def name_of(panel: Panel, mark: Mark) -> str:
    """The name of what a mark is about, the code where there is no such subject any more."""
    subject = SubjectType(mark.subject_type)
    if subject is SubjectType.EMPLOYEE:
        employee = panel.roster.employee_of_code.get(mark.subject)
        return employee.name if employee else mark.subject
    place = place_of(panel, subject, mark.subject, mark.customer)
    if subject is SubjectType.VIEW or place == NOWHERE:
        return mark.subject if subject is not SubjectType.VIEW else ""
    tables = {
        SubjectType.CUSTOMER: ("customers", panel.customer_offsets),
        SubjectType.KEY_PERSON: ("people", panel.person_offsets),
        SubjectType.OPPORTUNITY: ("opportunities", panel.opportunity_offsets),
    }
    name, offsets = tables[subject]
    number = int(np.searchsorted(offsets, place, side="right")) - 1
    return str(getattr(panel.slabs[number], name).name[place - offsets[number]])


def subject_rows(ranked: Ranked, subject: SubjectType, place: int) -> Rows:
    """The rows of all actions about one subject."""
    return np.flatnonzero(ranked.subjects == SUBJECTS.index(subject) * PLACES + place)
