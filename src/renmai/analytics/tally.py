"""A set of persons counted by attitude: what every figure about persons comes from (spec 1.6)."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import states as st
from renmai.analytics.facts import States
from renmai.analytics.metric import ratio
from renmai.domain.stance import DEGREES, VOTES, StanceGroup

GROUP_CODES: Final = {
    StanceGroup.UNKNOWN: (5,),
    StanceGroup.SUPPORT: (3, 4),
    StanceGroup.NEUTRAL: (2,),
    StanceGroup.OPPOSE: (0, 1),
}
"""Degree codes of each group (see `states`)."""


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """`held` [states]: how many persons are in each state; who is absent is not counted."""

    held: NDArray[np.int64]

    @classmethod
    def of(cls, states: States) -> "Tally":
        return cls(np.bincount(states, minlength=st.ABSENT + 1)[: st.ABSENT])

    @property
    def people(self) -> int:
        return int(self.held.sum())

    @property
    def uninsighted(self) -> int:
        return self.people - int(self.held @ st.INSIGHTED[:-1])

    def means(self) -> dict[str, float | None]:
        """The mean of each degree's known values."""
        total, known = st.STANCE[:, :-1] @ self.held, st.DEGREE_KNOWN[:, :-1] @ self.held
        return {degree: ratio(int(total[d]), int(known[d])) for d, degree in enumerate(DEGREES)}

    def groups(self) -> dict[str, dict[str, int]]:
        """Persons per degree × stance group."""
        counts = [self._by_code(st.DEGREE_CODE[d], 6) for d in range(3)]
        return {
            degree: {group.value: sum(counts[d][code] for code in codes) for group, codes in GROUP_CODES.items()}
            for d, degree in enumerate(DEGREES)
        }

    def votes(self) -> dict[str, dict[str, int]]:
        """Persons per vote × answer."""
        return {
            vote: dict(zip(st.VOTE_WORDS, self._by_code(st.VOTE_CODE[v], 3), strict=True))
            for v, vote in enumerate(VOTES)
        }

    def _by_code(self, codes: NDArray[Any], kinds: int) -> list[int]:
        return [int(self.held[codes[:-1] == code].sum()) for code in range(kinds)]
