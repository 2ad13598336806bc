"""What somebody said about an action: done, put off, or not to be done (spec 1.8, docs/adr/0017)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from renmai.domain.principles.base import Principle


class MarkStatus(StrEnum):
    DONE = "done"
    SNOOZED = "snoozed"
    DISMISSED = "dismissed"


class Ending(StrEnum):
    """Why a mark holds no more: its cause is gone, or somebody opened the action again or marked it anew."""

    GONE = "gone"
    REOPENED = "reopened"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark, on the action with this line, principle and subject.

    `cause` and `priority` are the action's when it was marked. A mark holds on days from `marked_on`
    until the day before `ended_on` (None: it has not ended); `until` is the day on which a snoozed
    action comes back, None for the others. `customer` is None where none is meant. `who` is a name.
    """

    code: str
    line: str
    principle: str
    subject_type: str
    subject: str
    customer: str | None
    status: MarkStatus
    cause: str
    priority: int
    marked_on: date
    until: date | None = None
    ended_on: date | None = None
    ending: Ending | None = None
    reason: str = ""
    who: str = ""

    def stands(self, on: date) -> bool:
        """Whether it had been made by that day, and had not ended."""
        return self.marked_on <= on and (self.ended_on is None or on < self.ended_on)

    def hides(self, cause: str, priority: int, on: date, done_days: int) -> bool:
        """Whether the action, with the cause and priority it has on that day, is left out.

        done: while the cause is the same, for `done_days` days; snoozed: until its day, unless the
        action became more urgent; dismissed: while the cause is the same.
        """
        if not self.stands(on) or cause != self.cause:
            return False
        match self.status:
            case MarkStatus.DONE:
                return (on - self.marked_on).days < done_days
            case MarkStatus.SNOOZED:
                return self.until is not None and on < self.until and priority <= self.priority
            case MarkStatus.DISMISSED:
                return True


def asks_for_reason(status: MarkStatus, principle: str) -> bool:
    """Whether nobody may mark so without saying why: what is not done, and a fall, whose cause is noted (spec 7.2)."""
    return status is MarkStatus.DISMISSED or (status is MarkStatus.DONE and principle == Principle.ALWAYS_UP)
