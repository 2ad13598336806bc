"""Proposals as their person reads them: each change beside what is known today, behind the gate of the moment."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from renmai.domain.proposal import ASSESSED, ChangeState, ToldState
from renmai.domain.scope import Scope
from renmai.store.cells import Cells, cells_of
from renmai.store.models import Assessment, Customer, Employee, Proposal, ProposedChange

RELATED: Final = ("customer", "key_person", "opportunity__customer", "opportunity__owner", "revision")
Attitudes = Mapping[tuple[int, str], Assessment]
"""The assessment that holds today, by key person and party (blank: us)."""


@dataclass(frozen=True, slots=True)
class ToldChange:
    """One change and how it stands; `held` is what is known today of the values it would set.

    `is_seen` is false where its person may no longer see the customer: nothing of it is told then.
    """

    row: ProposedChange
    held: Cells
    state: ToldState
    is_seen: bool

    @property
    def is_open(self) -> bool:
        """Whether it can still be confirmed, though it may be outdated."""
        return self.state in (ToldState.WAITING, ToldState.OUTDATED)


@dataclass(frozen=True, slots=True)
class ToldProposal:
    proposal: Proposal
    changes: Sequence[ToldChange]

    @property
    def is_open(self) -> bool:
        return any(change.is_open for change in self.changes)


def proposals_of(
    employee: Employee, scope: Scope, today: date, *, waiting: bool | None = None, first: int = 0, most: int = 50
) -> list[ToldProposal]:
    """The employee's proposals, the latest first; those that wait, those that are settled or expired, or all (None).

    A handful of statements, whatever their number.
    """
    rows = Proposal.objects.of(employee)
    if waiting is not None:
        open_ones = waiting_ones(employee, today)
        rows = rows.filter(pk__in=open_ones) if waiting else rows.exclude(pk__in=open_ones)
    found = list(rows.order_by("-pk")[first : first + most])
    changes = ProposedChange.objects.of(employee).filter(proposal__in=found).select_related(*RELATED)
    told = told_changes(list(changes.order_by("proposal", "position")), found, scope, today)
    return [ToldProposal(one, [change for change in told if change.row.proposal_id == one.pk]) for one in found]


def one_proposal(employee: Employee, scope: Scope, today: date, code: str) -> ToldProposal | None:
    """None where there is none of the employee's."""
    found = Proposal.objects.of(employee).filter(code=code).first()
    if found is None:
        return None
    changes = ProposedChange.objects.of(employee).filter(proposal=found).select_related(*RELATED)
    return ToldProposal(found, told_changes(list(changes.order_by("position")), [found], scope, today))


def waiting_ones(employee: Employee, today: date) -> set[int]:
    """Keys of the proposals of which something waits for the employee."""
    open_ones = ProposedChange.objects.of(employee).filter(state=ChangeState.WAITING, proposal__open_until__gte=today)
    return set(open_ones.values_list("proposal", flat=True))


def told_changes(
    rows: Sequence[ProposedChange], proposals: Iterable[Proposal], scope: Scope, today: date
) -> list[ToldChange]:
    """The changes with what is known today, and whether their customers may be seen."""
    until = {one.pk: one.open_until for one in proposals}
    pks = {row.customer_id for row in rows}
    seen = set(Customer.objects.visible_to(scope, today).filter(pk__in=pks).values_list("pk", flat=True))
    attitudes = attitudes_on(rows, today)
    told = []
    for row in rows:
        held = held_now(row, attitudes)
        state = told_state(row, held, is_over=today > until[row.proposal_id])
        told.append(ToldChange(row, held, state, row.customer_id in seen))
    return told


def attitudes_on(rows: Iterable[ProposedChange], today: date) -> Attitudes:
    """How the persons whom changes are about stand today. One statement."""
    people = {row.key_person_id for row in rows if row.key_person_id}
    found = Assessment.unscoped.filter(key_person__in=people, effective_on__lte=today)
    rows_by_day = found.select_related("key_person", "party", "assessor").order_by("effective_on")
    return {(row.key_person_id, row.party.code if row.party else ""): row for row in rows_by_day}


def held_now(row: ProposedChange, attitudes: Attitudes) -> Cells:
    """What is known of the values that the change would set; nothing of what is new."""
    if row.file == "opportunities" and row.opportunity:
        held = cells_of(row.opportunity)
        return {column: held[column] for column in row.cells}
    if row.file == "assessments":
        attitude = _attitude(row, attitudes, row.cells.get("party", ""))
        return {column: attitude[column] for column in ASSESSED if column in row.cells}
    if row.file == "plan_steps" and row.cells.get("feature"):
        return {"from_value": _attitude(row, attitudes, "")[row.cells["feature"]]}
    return {}


def _attitude(row: ProposedChange, attitudes: Attitudes, party: str) -> Cells:
    found = attitudes.get((row.key_person_id or 0, party))
    return cells_of(found) if found else dict.fromkeys(ASSESSED, "")


def told_state(row: ProposedChange, held: Cells, *, is_over: bool) -> ToldState:
    """`outdated`: somebody has changed, since it was proposed, what it would set."""
    if row.state != ChangeState.WAITING:
        return ToldState(row.state)
    if is_over:
        return ToldState.EXPIRED
    return ToldState.OUTDATED if changed_since(row, held) else ToldState.WAITING


def changed_since(row: ProposedChange, held: Cells) -> list[str]:
    """Columns that are neither what they were when it was proposed, nor what it would make them."""
    return [name for name, was in row.seen.items() if held.get(name, was) not in (was, row.cells.get(name, was))]
