"""Planned steps: a value of a key person that somebody wants to reach by a day, or something that is to be done.

Values are cells of the bundle: `-2` … `2` of a degree, `yes` or `no` of a vote, blank where unknown. What is to be
done moves no value: its feature, goal and value before are blank.
"""

from enum import StrEnum
from typing import Final

from renmai.domain.issues import ProblemKind
from renmai.domain.stance import DEGREES, VOTES, Stance, VoteAnswer

STEP_FEATURES: Final[tuple[str, ...]] = (*DEGREES, *VOTES)
"""What a step may be about: what an assessment says."""
DEGREE_CELLS: Final = tuple(str(stance.value) for stance in Stance)
VOTE_CELLS: Final = (VoteAnswer.YES.value, VoteAnswer.NO.value)
CELLS: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys(DEGREES, DEGREE_CELLS),
    **dict.fromkeys(VOTES, VOTE_CELLS),
}
"""By feature the values that are known ones."""


class StepStatus(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


def fits(feature: str, cell: str) -> bool:
    """Whether a cell is a value of the feature; blank, unknown, fits every one."""
    return not cell or cell in CELLS.get(feature, ())


def is_met(feature: str, before: str, goal: str, now: str) -> bool:
    """Whether a value has reached the goal: a degree may go beyond it, away from where it was.

    A value that was unknown is reached from below: nobody plans for opposition. Unknown meets nothing, and
    what moves no value has nothing to meet.
    """
    if not feature:
        return False
    if not now or feature in VOTES:
        return now == goal
    if before and int(before) > int(goal):
        return int(now) <= int(goal)
    return int(now) >= int(goal)


def settling_problem(status: str | None, planned: str | None, settled: str | None) -> ProblemKind | None:
    """What is wrong with when it was settled; ISO days, blank where not told, None where in doubt."""
    if settled and status == StepStatus.OPEN:
        return ProblemKind.SETTLED_ON_OPEN
    if settled and planned and settled < planned:
        return ProblemKind.END_BEFORE_START
    return None
