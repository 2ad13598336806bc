"""A cell: what one number of a line stands for, and so the list it opens."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from renmai.domain.contest import Standing
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.grade import Grade
from renmai.domain.stance import DEGREES, VOTES, StanceGroup, VoteAnswer

UNINSIGHTED: Final = "uninsighted"
KNOWN: Final = "known"
BELOW_GOOD: Final = "below_good"
MEMBERS: Final = "members"
LEAD: Final = "lead"
CONTESTED: Final = "contested"


@dataclass(frozen=True, slots=True)
class Cell:
    """`measure` is a degree, a vote or `uninsighted`; `value` a grade, stance group or vote.

    Degrees also know `below_good`, which is medium and poor, and `known`; with a `span` only of
    persons known all the time from its first to its last day (see `same_persons`).
    `members` are the persons of decision chains.
    Against a competitor also `lead`, its value a degree and who leads, and `contested`.
    """

    measure: str
    value: str = ""
    span: tuple[date, date] | None = None

    def __str__(self) -> str:
        days = [day.isoformat() for day in self.span or ()]
        return ":".join(part for part in (self.measure, self.value, *days) if part)

    @classmethod
    def parse(cls, text: str) -> "Cell":
        """Read `closeness:good`, `price:oppose`, `veto:yes`, `uninsighted`, `lead:price:theirs`, `contested`,
        `price:known:2026-01-31:2026-09-30`.

        Raises `RenmaiError(UNKNOWN_CELL)` for anything else.
        """
        measure, _, value = text.partition(":")
        cell = cls(measure, KNOWN, _span(value)) if _span(value) else cls(measure, value)
        if not (cell.is_graded or cell.is_grouped or cell.is_of_people or cell.is_lead or cell.is_contested):
            raise RenmaiError(ErrorCode.UNKNOWN_CELL, cell=text)
        return cell

    def require(self, *, offered: bool) -> None:
        """Raises `RenmaiError(UNKNOWN_CELL)` where the line has no such number."""
        if not offered:
            raise RenmaiError(ErrorCode.UNKNOWN_CELL, cell=str(self))

    @property
    def is_graded(self) -> bool:
        """Opens customers or chains."""
        return self.measure in DEGREES and self.value in {*Grade, BELOW_GOOD}

    @property
    def grades(self) -> tuple[Grade, ...]:
        """Of a graded cell."""
        return (Grade.MEDIUM, Grade.POOR) if self.value == BELOW_GOOD else (Grade(self.value),)

    @property
    def is_vote(self) -> bool:
        return self.measure in VOTES and self.value in set(VoteAnswer)

    @property
    def is_grouped(self) -> bool:
        """Opens persons."""
        return (
            (self.measure in DEGREES and self.value in {*StanceGroup, KNOWN})
            or self.is_vote
            or (self.measure == UNINSIGHTED and not self.value)
        )

    @property
    def is_members(self) -> bool:
        return self.measure == MEMBERS and not self.value

    @property
    def is_of_people(self) -> bool:
        """Opens persons in the graded lines too: those behind an average, and those of whom it does not know."""
        return self.is_members or (self.measure in DEGREES and self.value in (KNOWN, StanceGroup.UNKNOWN))

    @property
    def is_lead(self) -> bool:
        """Opens the subjects of any line, in a competitor's view."""
        degree, standing = self.lead
        return self.measure == LEAD and degree in DEGREES and standing in set(Standing)

    @property
    def lead(self) -> tuple[str, str]:
        """The degree, and who leads in it."""
        degree, _, standing = self.value.partition(":")
        return degree, standing

    @property
    def is_contested(self) -> bool:
        """Opens key persons, in a competitor's view."""
        return self.measure == CONTESTED and not self.value


def _span(value: str) -> tuple[date, date] | None:
    """The days of `known:SINCE:UNTIL`; None for anything else."""
    word, _, days = value.partition(":")
    since, _, until = days.partition(":")
    try:
        return (date.fromisoformat(since), date.fromisoformat(until)) if word == KNOWN else None
    except ValueError:
        return None
