"""Changing the facts of a customer (spec 1.1, 1.2)."""

from collections.abc import Iterator
from datetime import datetime

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.actions.coded import fill_new
from renmai.store.actions.keeping import keep, refuse_changed
from renmai.store.actions.revision import recording
from renmai.store.cells import Cells, cells_of, fill
from renmai.store.models import Customer, Employee


def add_customer(cells: Cells, *, by: Employee, now: datetime) -> Customer:
    """Keep a new customer, which nobody owns yet. Raises `RenmaiError` with the `column` that cannot be so.

    As `edit_customer`, and CODE_TAKEN.
    """
    with recording("add customer", by.code, now) as record:
        customer = Customer()
        fill_new(customer, "customers", cells)
        _check(customer)
        keep(record, customer, None)
        return customer


def edit_customer(customer: Customer, wanted: Cells, seen: Cells, *, by: Employee, now: datetime) -> int | None:
    """Give the customer other facts; the revision's number, None if nothing changed.

    `wanted` and `seen` are cells by column of the bundle: what is to hold, and what the form
    showed. Raises `ConflictError` for a value that somebody else changed meanwhile, and
    `RenmaiError` with the `column` that cannot be so: MISSING_VALUE, END_BEFORE_START,
    UNKNOWN_CUSTOMER, CUSTOMER_CIRCLE.
    """
    with recording("edit customer", by.code, now) as record:
        found = Customer.unscoped.get(pk=customer.pk)
        held = cells_of(found)
        refuse_changed(found, held, wanted, seen)
        _fill(found, wanted)
        _check(found)
        keep(record, found, held)
        return record.made


def _fill(customer: Customer, wanted: Cells) -> None:
    try:
        fill(customer, wanted)
    except Customer.DoesNotExist:
        raise RenmaiError(ErrorCode.UNKNOWN_CUSTOMER, column="parent", customer=wanted["parent"]) from None


def _check(customer: Customer) -> None:
    if not customer.name:
        raise RenmaiError(ErrorCode.MISSING_VALUE, column="name")
    if customer.closed_on and customer.closed_on <= customer.created_on:
        raise RenmaiError(ErrorCode.END_BEFORE_START, column="closed_on", start=customer.created_on.isoformat())
    above = [customer.name]
    for parent in _ancestors(customer):
        above.append(parent.name)
        if parent.pk == customer.pk:
            raise RenmaiError(ErrorCode.CUSTOMER_CIRCLE, column="parent", path=" → ".join(above))


def _ancestors(customer: Customer) -> Iterator[Customer]:
    """From the parent up, to the top or, in a circle, to the customer itself."""
    parent = customer.parent
    while parent is not None:
        yield parent
        parent = None if parent.pk == customer.pk else parent.parent
