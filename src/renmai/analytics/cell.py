"""A cell: what one number of a line stands for, and so the list it opens."""

from dataclasses import dataclass
from typing import Final

from renmai.domain.contest import Standing
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.grade import Grade
from renmai.domain.stance import DEGREES, VOTES, StanceGroup, VoteAnswer

UNINSIGHTED: Final = "uninsighted"
LEAD: Final = "lead"
CONTESTED: Final = "contested"


@dataclass(frozen=True, slots=True)
class Cell:
    """`measure` is a degree, a vote or `uninsighted`; `value` a grade, stance group or vote.

    Against a competitor also `lead`, its value a degree and who leads, and `contested`.
    """

    measure: str
    value: str = ""

    def __str__(self) -> str:
        return f"{self.measure}:{self.value}" if self.value else self.measure

    @classmethod
    def parse(cls, text: str) -> "Cell":
        """Read `closeness:good`, `price:oppose`, `veto:yes`, `uninsighted`, `lead:price:theirs`, `contested`.

        Raises `RenmaiError(UNKNOWN_CELL)` for anything else.
        """
        measure, _, value = text.partition(":")
        cell = cls(measure, value)
        if not (cell.is_graded or cell.is_grouped or cell.is_lead or cell.is_contested):
            raise RenmaiError(ErrorCode.UNKNOWN_CELL, cell=text)
        return cell

    def require(self, *, offered: bool) -> None:
        """Raises `RenmaiError(UNKNOWN_CELL)` where the line has no such number."""
        if not offered:
            raise RenmaiError(ErrorCode.UNKNOWN_CELL, cell=str(self))

    @property
    def is_graded(self) -> bool:
        """Opens customers or chains."""
        return self.measure in DEGREES and self.value in set(Grade)

    @property
    def is_vote(self) -> bool:
        return self.measure in VOTES and self.value in set(VoteAnswer)

    @property
    def is_grouped(self) -> bool:
        """Opens persons."""
        return (
            (self.measure in DEGREES and self.value in set(StanceGroup))
            or self.is_vote
            or (self.measure == UNINSIGHTED and not self.value)
        )

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
