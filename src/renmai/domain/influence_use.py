"""What an influence did for a deal, who confirmed it, and whether it counts (docs/metrics/ledger-of-use.md)."""

from datetime import date
from enum import StrEnum


class UseGrade(StrEnum):
    """The deal came to us through it, or it helped a deal that we had."""

    SOURCED = "sourced"
    ASSISTED = "assisted"


class UseState(StrEnum):
    """Where a use stands: it counts, counts but was confirmed after the close, or waits for one of the two."""

    COUNTS = "counts"
    LATE = "late"
    WAITS_FOR_OWNER = "waits_for_owner"
    WAITS_FOR_EMPLOYEE = "waits_for_employee"

    @property
    def counts(self) -> bool:
        return self in (UseState.COUNTS, UseState.LATE)


def state_of(owner_confirmed: date | None, employee_confirmed: date | None, closed: date | None) -> UseState:
    """`closed` is when the deal was won or lost, None while it is open.

    Where neither confirmed nobody was asked: the use came in with a bundle, and counts.
    """
    if owner_confirmed is None and employee_confirmed is None:
        return UseState.COUNTS
    if owner_confirmed is None:
        return UseState.WAITS_FOR_OWNER
    if employee_confirmed is None:
        return UseState.WAITS_FOR_EMPLOYEE
    return (
        UseState.LATE if closed is not None and max(owner_confirmed, employee_confirmed) > closed else UseState.COUNTS
    )
