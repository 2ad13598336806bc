"""Planning steps with customers and their key persons, and saying what became of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.plan_step import CELLS, STEP_FEATURES, StepStatus, fits
from renmai.store.actions.coding import new_code
from renmai.store.actions.keeping import keep, refuse_changed
from renmai.store.actions.revision import recording
from renmai.store.actions.tactic import is_company_tactic
from renmai.store.cells import cells_of
from renmai.store.models import Customer, Employee, KeyPerson, Opportunity, PlanStep

LONGEST_NOTE: Final = 2000


@dataclass(frozen=True, slots=True)
class Move:
    """What is to become of one value of a key person; cells of the bundle, blank `before` is unknown.

    Without a feature something is to be done: with the person, or for None with the customer as such.
    """

    person: KeyPerson | None
    feature: str = ""
    before: str = ""
    goal: str = ""


@dataclass(frozen=True, slots=True)
class Intent:
    """Who sees to it, until when and how; for an opportunity, or the customer as such.

    `tactic` is the code of the company's tactic that is followed, blank: none.
    """

    owner: Employee
    due_on: date
    opportunity: Opportunity | None = None
    note: str = ""
    tactic: str = ""


def add_plan_steps(
    customer: Customer, moves: Sequence[Move], intent: Intent, *, by: Employee, today: date, now: datetime
) -> int | None:
    """Keep one open step for each move, all in one revision; its number.

    Raises `RenmaiError` with the `column` that cannot be so: UNKNOWN_KEY_PERSON or OTHER_CUSTOMER for
    somebody or something of another customer, BAD_VALUE for a goal that is no value of the feature or is
    reached already, MISSING_VALUE where nothing is said of what is to be done, UNKNOWN_TACTIC, DAY_PAST for a
    day that has gone by, TOO_LONG.
    """
    _check_intent(customer, intent, today)
    if not (intent.note or intent.tactic or all(move.feature for move in moves)):
        raise RenmaiError(ErrorCode.MISSING_VALUE, column="note")
    with recording("plan steps", by.code, now) as record:
        first = new_code(record, "plan_steps", "PS") if moves else ""
        for at, move in enumerate(moves):
            _check_move(customer, move)
            step = _new(move, intent)
            step.code, step.customer, step.planned_on = f"{first}-{at}" if at else first, customer, today
            keep(record, step, None)
        return record.made


def _new(move: Move, intent: Intent) -> PlanStep:
    return PlanStep(
        opportunity=intent.opportunity,
        key_person=move.person,
        feature=move.feature,
        from_value=move.before,
        goal=move.goal,
        owner=intent.owner,
        due_on=intent.due_on,
        note=intent.note,
        tactic=intent.tactic,
    )


def _check_intent(customer: Customer, intent: Intent, today: date) -> None:
    if intent.due_on < today:
        raise RenmaiError(ErrorCode.DAY_PAST, column="due_on", date=intent.due_on)
    if intent.opportunity and intent.opportunity.customer_id != customer.pk:
        raise RenmaiError(ErrorCode.OTHER_CUSTOMER, column="opportunity")
    _check_length("note", intent.note)
    if intent.tactic and not is_company_tactic(intent.tactic):
        raise RenmaiError(ErrorCode.UNKNOWN_TACTIC, column="tactic", tactic=intent.tactic)


def _check_move(customer: Customer, move: Move) -> None:
    if move.person and move.person.customer_id != customer.pk:
        raise RenmaiError(ErrorCode.UNKNOWN_KEY_PERSON, column="key_person", person=move.person.code)
    if not (move.feature or move.before or move.goal):
        return
    if move.feature not in STEP_FEATURES or move.person is None:
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
    today: date,
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
        if status.value != held["status"]:
            found.settled_on = _settled_on(found, today)
        keep(record, found, held)
        return record.made


def _settled_on(step: PlanStep, today: date) -> date | None:
    """Today, None for a step that is open again; nothing is settled before it was planned."""
    if step.status == StepStatus.OPEN:
        return None
    return max(today, step.planned_on or today)
