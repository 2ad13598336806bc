"""Snoozing: one kind, or everything about one customer, is not told until a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from renmai.domain.notices.base import Notice

LENGTHS: Final = {"day": timedelta(days=1), "week": timedelta(days=7), "month": timedelta(days=30)}


@dataclass(frozen=True, slots=True)
class Snooze:
    """Exactly one of `kind` and `customer` (codes) is not blank; from `until` on it is told again."""

    kind: str
    customer: str
    until: date

    def silences(self, notice: Notice, today: date) -> bool:
        same = self.kind == notice.kind if self.kind else self.customer == notice.customer
        return same and today < self.until


def awake(notices: Iterable[Notice], snoozes: Iterable[Snooze], today: date) -> list[Notice]:
    """The notices that no snooze silences."""
    kept = list(snoozes)
    return [notice for notice in notices if not any(snooze.silences(notice, today) for snooze in kept)]
