"""Planning steps with key persons, and saying what became of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.plan_step import CELLS, STEP_FEATURES, StepStatus, fits
from renmai.store.actions.coding import new_code
from renmai.store.actions.keeping import keep, refuse_changed
from renmai.store.actions.revision import recording
from renmai.store.cells import cells_of
from renmai.store.models import Customer, Employee, KeyPerson, Opportunity, PlanStep

LONGEST_NOTE: Final = 2000


@dataclass(frozen=True, slots=True)
class Move:
    """What is to become of one value of a key person; cells of the bundle, blank `before` is unknown."""

    person: KeyPerson
    feature: str
    before: str
    goal: str


@dataclass(frozen=True, slots=True)
class Intent:
    """Who sees to it, until when and how; for an opportunity, or the customer as such."""

    owner: Employee
    due_on: date
    opportunity: Opportunity | None = None
    note: str = ""


def add_plan_steps(
    customer: Customer, moves: Sequence[Move], intent: Intent, *, by: Employee, today: date, now: datetime
) -> int | None:
    """Keep one open step for each move, all in one revision; its number.

    Raises `RenmaiError` with the `column` that cannot be so: UNKNOWN_KEY_PERSON or OTHER_CUSTOMER for
    somebody or something of another customer, BAD_VALUE for a goal that is no value of the feature or is
    reached already, DAY_PAST for a day that has gone by, TOO_LONG.
    """
    _check_intent(customer, intent, today)
    with recording("plan steps", by.code, now) as record:
        first = new_code(record, "plan_steps", "PS") if moves else ""
        for at, move in enumerate(moves):
            _check_move(customer, move)
            keep(record, _new(f"{first}-{at}" if at else first, customer, move, intent), None)
        return record.made


def _new(code: str, customer: Customer, move: Move, intent: Intent) -> PlanStep:
    return PlanStep(
        code=code,
        customer=customer,
        opportunity=intent.opportunity,
        key_person=move.person,
        feature=move.feature,
        from_value=move.before,
        goal=move.goal,
        owner=intent.owner,
        due_on=intent.due_on,
        note=intent.note,
    )


def _check_intent(customer: Customer, intent: Intent, today: date) -> None:
    if intent.due_on < today:
        raise RenmaiError(ErrorCode.DAY_PAST, column="due_on", date=intent.due_on)
    if intent.opportunity and intent.opportunity.customer_id != customer.pk:
        raise RenmaiError(ErrorCode.OTHER_CUSTOMER, column="opportunity")
    _check_length("note", intent.note)


def _check_move(customer: Customer, move: Move) -> None:
    if move.person.customer_id != customer.pk:
        raise RenmaiError(ErrorCode.UNKNOWN_KEY_PERSON, column="key_person", person=move.person.code)
    if move.feature not in STEP_FEATURES:
        raise RenmaiError(ErrorCode.BAD_VALUE, column="feature", name="feature", value=move.feature)
    if move.goal not in CELLS[move.feature] or move.goal == move.before or not fits(move.feature, move.before):
        raise RenmaiError(ErrorCode.BAD_VALUE, column="goal", name="goal", value=move.goal)


def _check_length(column: str, text: str) -> None:
    if len(text) > LONGEST_NOTE:
        raise RenmaiError(ErrorCode.TOO_LONG, column=column, longest=LONGEST_NOTE)


def settle_plan_step(
    step: PlanStep,
    status: StepStatus,
    seen: Mapping[str, str],
    *,
    result: str = "",
    by: Employee,
    now: datetime,
) -> int | None:
    """Finish the step, drop it, or open it again; the revision's number, None if it is so already.

    `result` says what came of it; blank leaves what was said before. `seen` is the `status` that was
    shown: raises `ConflictError` if somebody changed it meanwhile, and `RenmaiError` TOO_LONG.
    """
    _check_length("result", result)
    with recording("settle step", by.code, now) as record:
        found = PlanStep.unscoped.select_related("customer", "opportunity", "key_person", "owner").get(pk=step.pk)
        held = cells_of(found)
        refuse_changed(found, held, {"status": status.value}, seen)
        found.status, found.result = status.value, result or found.result
        keep(record, found, held)
        return record.made
