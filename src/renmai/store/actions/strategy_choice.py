"""Choosing a strategy for a customer, other than or like the recommended one, with a reason (spec 1.7)."""

from datetime import date, datetime
from typing import Final

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.strategies.base import Strategy
from renmai.store.actions.keeping import keep, refuse_changed
from renmai.store.actions.revision import recording
from renmai.store.cells import cells_of
from renmai.store.models import Customer, Employee, StrategyChoice

LONGEST_REASON: Final = 2000


def choose_strategy(
    customer: Customer, strategy: str, reason: str, seen: str, *, by: Employee, today: date, now: datetime
) -> int | None:
    """From today on this strategy is followed at the customer; the revision's number, None if it was so already.

    Blank: the choice is given up, and the recommendation followed. `seen` is what the form showed as chosen.
    Raises `ConflictError` if that is another one by now, and `RenmaiError` with the `column` that cannot
    be so: BAD_VALUE, MISSING_VALUE for a choice without a reason, TOO_LONG, DAY_BEFORE_CREATED.
    """
    _check(customer, strategy, reason, today)
    with recording("choose strategy", by.code, now) as record:
        held = _held(customer, today)
        if held is not None:
            refuse_changed(held, cells_of(held), {"strategy": strategy}, {"strategy": seen})
        if (held.strategy, held.reason) == (strategy, reason) if held else not strategy:
            return None
        row, before = _row_of_the_day(customer, held, today)
        row.strategy, row.reason, row.chosen_by = strategy, reason, by
        keep(record, row, before)
        return record.made


def _check(customer: Customer, strategy: str, reason: str, today: date) -> None:
    if strategy and strategy not in {one.value for one in Strategy}:
        raise RenmaiError(ErrorCode.BAD_VALUE, column="strategy", name="strategy", value=strategy)
    if strategy and not reason:
        raise RenmaiError(ErrorCode.MISSING_VALUE, column="reason")
    if len(reason) > LONGEST_REASON:
        raise RenmaiError(ErrorCode.TOO_LONG, column="reason", longest=LONGEST_REASON)
    if today < customer.created_on:
        start = customer.created_on.isoformat()
        raise RenmaiError(ErrorCode.DAY_BEFORE_CREATED, column="strategy", start=start)


def _held(customer: Customer, today: date) -> StrategyChoice | None:
    """The choice that holds today."""
    rows = StrategyChoice.unscoped.filter(customer=customer, chosen_on__lte=today)
    found: StrategyChoice | None = rows.select_related("customer", "chosen_by").order_by("-chosen_on").first()
    return found


def _row_of_the_day(
    customer: Customer, held: StrategyChoice | None, today: date
) -> tuple[StrategyChoice, dict[str, str] | None]:
    """Two choices of one day become one; the trail keeps the first."""
    if held is not None and held.chosen_on == today:
        return held, cells_of(held)
    return StrategyChoice(customer=customer, chosen_on=today), None
