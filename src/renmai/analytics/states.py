"""One key person's attitude in one number: three degrees and two votes (spec 1.1).

`pack` folds them into 0 … 1943; the tables below unfold a whole column with one look-up.
`ABSENT` stands for a person who does not count on the day.
"""

from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics.facts import Flags, States
from renmai.domain.stance import DEGREES, VOTES

UNKNOWN_DEGREE: Final = 5
"""Degree codes: stance + 2 for the five stances, then unknown, then absent."""
ABSENT_DEGREE: Final = 6
NO, YES, UNKNOWN_VOTE, ABSENT_VOTE = 0, 1, 2, 3
VOTE_WORDS: Final = ("no", "yes", "unknown")
"""By vote code."""
VOTE_STATES: Final = 9
"""The votes are the lowest digits: `state % VOTE_STATES`."""
UNKNOWN: Final = 6**3 * VOTE_STATES - 1
"""Nothing is known."""
ABSENT: Final = UNKNOWN + 1


def pack(degrees: NDArray[np.int8], votes: NDArray[np.int8]) -> States:
    """Fold degree codes [3, n] (0 … 5) and vote codes [2, n] (0 … 2) into states [n]."""
    codes = degrees.astype(np.uint16)
    folded = ((codes[0] * 6 + codes[1]) * 6 + codes[2]) * VOTE_STATES
    folded = folded + votes[0].astype(np.uint16) * 3 + votes[1].astype(np.uint16)
    return np.asarray(folded, dtype=np.uint16)


def with_votes_of(states: States, ours: States) -> States:
    """The degrees of `states` and the votes of `ours` (votes are the person's own, spec 1.4)."""
    folded = states // VOTE_STATES * VOTE_STATES + ours % VOTE_STATES
    return np.where(states == ABSENT, ABSENT, folded).astype(np.uint16)


def _degree_table() -> NDArray[np.uint8]:
    every = [degrees for *degrees, _ in product(range(6), range(6), range(6), range(VOTE_STATES))]
    return np.array([*every, [ABSENT_DEGREE] * 3], dtype=np.uint8).T.copy()


def _vote_table() -> NDArray[np.uint8]:
    every = [divmod(votes, 3) for *_, votes in product(range(6), range(6), range(6), range(VOTE_STATES))]
    return np.array([*every, (ABSENT_VOTE, ABSENT_VOTE)], dtype=np.uint8).T.copy()


DEGREE_CODE: Final = _degree_table()
"""[3, states]: the code of each degree."""
VOTE_CODE: Final = _vote_table()
"""[2, states]: the code of veto and approver."""
DEGREE_KNOWN: Final[NDArray[np.bool_]] = DEGREE_CODE < UNKNOWN_DEGREE
VOTE_KNOWN: Final[NDArray[np.bool_]] = VOTE_CODE < UNKNOWN_VOTE
STANCE: Final[NDArray[np.int8]] = np.where(DEGREE_KNOWN, DEGREE_CODE.astype(np.int8) - 2, 0).astype(np.int8)
"""[3, states]: the stance as a number, 0 where it is unknown."""
INSIGHTED: Final[Flags] = np.asarray(DEGREE_KNOWN.all(axis=0) & VOTE_KNOWN.all(axis=0))
DEGREE_LANES: Final = 18
"""3 degrees × 6 codes."""
LANES: Final = 24
"""Padded, so that lanes of a byte fill whole 64-bit words."""
Lane = np.uint8 | np.uint16 | np.uint32


def _lane_table(small: type[Lane]) -> NDArray[np.uint64]:
    """[states, words]: a 1 in each of the three lanes in which a person of that state is counted.

    Added as 64-bit words, lanes add up side by side; none overflows into the next as long as
    there are fewer persons than `small` can count.
    """
    table = np.zeros((ABSENT + 1, LANES), dtype=small)
    present = np.arange(ABSENT)
    for lane, code in enumerate(DEGREE_CODE[:, present]):
        table[present, lane * 6 + code] = 1
    return table.view(np.uint64)


LANE_TABLE: Final[dict[type[Lane], NDArray[np.uint64]]] = {
    small: _lane_table(small) for small in (np.uint8, np.uint16, np.uint32)
}
"""Smallest first."""
KNOWN_FEATURES: Final[NDArray[np.uint8]] = (DEGREE_KNOWN.sum(axis=0) + VOTE_KNOWN.sum(axis=0)).astype(np.uint8)
"""[states]: how many of the five assessed features are known."""


def cells_of(state: int) -> dict[str, str]:
    """A packed state as an assessment of the bundle writes it, by column; blank is unknown."""
    degrees = {degree: str(int(STANCE[d, state])) if DEGREE_KNOWN[d, state] else "" for d, degree in enumerate(DEGREES)}
    votes = {vote: VOTE_WORDS[int(VOTE_CODE[v, state])] for v, vote in enumerate(VOTES)}
    return degrees | {vote: "" if word == "unknown" else word for vote, word in votes.items()}
