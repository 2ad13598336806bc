"""A planned step of one's own is due within three days, or overdue from the day after its own."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from renmai.domain.notices.base import Notice, NoticeKind, Place, key_of, once
from renmai.domain.notices.cases import Cases, StepCase
from renmai.domain.notices.grouping import grouped

AHEAD: Final = timedelta(days=3)


def find(cases: Cases, today: date) -> Iterator[Notice]:
    """One notice for a customer's steps that are due, one for those that are overdue."""
    pressing = [step for step in cases.steps if step.due_on <= today + AHEAD]
    for (customer, is_overdue), steps in grouped(pressing, lambda step: (step.customer, step.due_on < today)):
        told = "overdue" if is_overdue else "due"
        yield Notice(
            kind=NoticeKind.STEP_DUE,
            told=told,
            day=min(today, max(map(_began_overdue if is_overdue else _began_due, steps))),
            key=key_of(NoticeKind.STEP_DUE, told, *sorted(f"{step.code} {step.due_on}" for step in steps)),
            place=Place.PLAN,
            code=plan_of(steps),
            customer=customer,
            customer_name=steps[0].customer_name,
            names=once(step.person or step.customer_name for step in steps),
            count=len(steps),
            on=min(step.due_on for step in steps),
        )


def plan_of(steps: list[StepCase]) -> str:
    """The opportunity whose plan all the steps stand in, blank: that of the customer."""
    deals = {step.opportunity for step in steps}
    return deals.pop() if len(deals) == 1 else ""


def _began_due(step: StepCase) -> date:
    return max(step.due_on - AHEAD, step.kept_on)


def _began_overdue(step: StepCase) -> date:
    return step.due_on + timedelta(days=1)
