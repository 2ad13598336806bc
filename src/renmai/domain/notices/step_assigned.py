"""Somebody else planned a step that one is to see to."""

from collections.abc import Iterator
from datetime import date

from renmai.domain.notices.base import Notice, NoticeKind, Place, key_of, once
from renmai.domain.notices.cases import Cases
from renmai.domain.notices.grouping import grouped
from renmai.domain.notices.step_due import plan_of


def find(cases: Cases, today: date) -> Iterator[Notice]:
    """One notice for what a colleague planned at one customer on one day."""
    del today
    given = [step for step in cases.steps if step.by not in ("", cases.receiver)]
    for (customer, day, _), steps in grouped(given, lambda step: (step.customer, step.kept_on, step.by)):
        yield Notice(
            kind=NoticeKind.STEP_ASSIGNED,
            told="assigned",
            day=day,
            key=key_of(NoticeKind.STEP_ASSIGNED, *sorted(step.code for step in steps)),
            place=Place.PLAN,
            code=plan_of(steps),
            customer=customer,
            customer_name=steps[0].customer_name,
            names=once(step.person or step.customer_name for step in steps),
            count=len(steps),
            who=once(step.by_name for step in steps),
            on=min(step.due_on for step in steps),
        )
