"""What the principles find, as columns: one row per action, without its evidence."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics.facts import AMOUNT_UNIT, Amounts, Flags
from renmai.analytics.opportunity import open_in
from renmai.analytics.slab import Slab
from renmai.analytics.table import Table
from renmai.domain.policy import DIGITS
from renmai.domain.principles.cases import less

Numbers = NDArray[Any]
"""Real numbers, NaN where there is none."""
NO_CUSTOMER: Final = -1
NEAR: Final = 2 * 10.0**-DIGITS
"""Numbers further apart than this stay so when they are rounded."""


@dataclass(frozen=True, slots=True, eq=False)
class Found(Table):
    """`kind` is a code of `KINDS`; `subject` and `customer` (`NO_CUSTOMER`: none is meant) are places.

    Places are those of a slab or of the panel, as the one says who has the table. The place of an
    employee is the id, that of a view 0.
    """

    kind: NDArray[np.int8]
    subject: NDArray[np.int64]
    customer: NDArray[np.int64]
    priority: NDArray[np.int8]
    amount: NDArray[np.float64]


NOTHING: Final = Found(
    kind=np.zeros(0, np.int8),
    subject=np.zeros(0, np.int64),
    customer=np.zeros(0, np.int64),
    priority=np.zeros(0, np.int8),
    amount=np.zeros(0),
)


def of_kind(kind: int, subject: Numbers, customer: Numbers, priority: Numbers, amount: Numbers) -> Found:
    """The rows of one kind; columns are as long as `subject`."""
    return Found(
        kind=np.full(len(subject), kind, np.int8),
        subject=subject.astype(np.int64),
        customer=customer.astype(np.int64),
        priority=priority.astype(np.int8),
        amount=np.asarray(amount, dtype=np.float64),
    )


def joined(parts: Iterable[Found]) -> Found:
    return Found.joined([NOTHING, *parts])


def at_stake(slab: Slab, day: int) -> NDArray[np.float64]:
    """[C]: the amount of each customer's open opportunities."""
    return in_money(open_in(slab, day).amount)


def in_money(units: Amounts) -> NDArray[np.float64]:
    """Amounts of units as the nearest number of the currency's unit."""
    return np.asarray(units / AMOUNT_UNIT, dtype=np.float64)


def lower(now: Numbers, before: Numbers) -> Flags:
    """Where `less` says so: a number that is not there is neither lower nor higher."""
    found: Flags = np.asarray(now < before)
    with np.errstate(invalid="ignore"):  # the largest amounts leave the numbers when they are taken apart
        near = np.flatnonzero(found & (before - now < NEAR))
    found.flat[near] = [less(*pair) for pair in zip(now.flat[near].tolist(), before.flat[near].tolist(), strict=True)]
    return found
