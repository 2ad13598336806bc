"""Handing a customer over: one owner ends, the next begins, on the same day (spec 1.2)."""

from datetime import date, datetime

from django.db.models import Q

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.actions.keeping import conflict, drop, keep
from renmai.store.actions.revision import Recording, recording
from renmai.store.cells import cells_of
from renmai.store.models import Customer, Employee, Ownership


def hand_over(
    customer: Customer, owner: Employee, on: date, *, seen: str, by: Employee, today: date, now: datetime
) -> int | None:
    """Make the employee owner of the customer from this day on; the revision's number.

    The owner of that day ends on it, and the new one takes over to the same end; an ownership
    planned for later stays. `seen` is the code of today's owner that the form showed, blank for
    none. Raises `ConflictError` if that is another one by now, and `RenmaiError` with the `column` that
    cannot be so: SAME_OWNER, NOT_EMPLOYED, DAY_BEFORE_CREATED.
    """
    with recording("hand over", by.code, now) as record:
        keep_owner(record, customer, owner, on, seen=seen, today=today)
        return record.made


def keep_owner(record: Recording, customer: Customer, owner: Employee, on: date, *, seen: str, today: date) -> None:
    """One handing over within a recorded action; raises as `hand_over` does."""
    current = owner_on(customer, on)
    _refuse_changed(owner_on(customer, today), seen)
    _check(customer, current, owner, on)
    _replace(record, current, Ownership(customer=customer, employee=owner, valid_from=on, valid_to=None))


def owner_on(customer: Customer, day: date) -> Ownership | None:
    """Who owns the customer on the day, for actions."""
    lasting = Q(valid_to__gt=day) | Q(valid_to=None)
    rows = Ownership.unscoped.filter(lasting, customer=customer, valid_from__lte=day)
    found: Ownership | None = rows.select_related("customer", "employee").first()
    return found


def _refuse_changed(current: Ownership | None, seen: str) -> None:
    held = cells_of(current) if current else {"employee": ""}
    if current and held["employee"] != seen:
        raise conflict(current, held, "employee", seen)


def _check(customer: Customer, current: Ownership | None, owner: Employee, on: date) -> None:
    if current and current.employee_id == owner.pk:
        raise RenmaiError(ErrorCode.SAME_OWNER, column="employee", employee=owner.name)
    if (owner.joined_on and on < owner.joined_on) or (owner.left_on and owner.left_on <= on):
        raise RenmaiError(ErrorCode.NOT_EMPLOYED, column="employee", employee=owner.name, date=on.isoformat())
    if on < customer.created_on:
        raise RenmaiError(ErrorCode.DAY_BEFORE_CREATED, column="valid_from", start=customer.created_on.isoformat())


def _replace(record: Recording, current: Ownership | None, fresh: Ownership) -> None:
    fresh.valid_to = current.valid_to if current else _next_start(fresh)
    if current and current.valid_from == fresh.valid_from:
        drop(record, current)  # it would last for no day
    elif current:
        held = cells_of(current)
        current.valid_to = fresh.valid_from
        keep(record, current, held)
    keep(record, fresh, None)


def _next_start(fresh: Ownership) -> date | None:
    later = Ownership.unscoped.filter(customer_id=fresh.customer_id, valid_from__gt=fresh.valid_from)
    start: date | None = later.order_by("valid_from").values_list("valid_from", flat=True).first()
    return start
