"""The kinds of actions: one per line and principle, each about one type of subject.

A kind's code is its place here, which is also its place among equals in the ranked list.
"""

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from renmai.domain.principles import RULES
from renmai.domain.principles.base import Line, Principle, Rule, SubjectType


class Kind(NamedTuple):
    subject: SubjectType
    rule: Rule[Any]


KINDS: Final = tuple(
    Kind(*RULES[line, principle]) for line in Line for principle in Principle if (line, principle) in RULES
)
CODES: Final = {(kind.rule.line, kind.rule.principle): code for code, kind in enumerate(KINDS)}
SUBJECTS: Final = tuple(SubjectType)
SUBJECT_OF_KIND: Final[NDArray[np.int64]] = np.array([SUBJECTS.index(kind.subject) for kind in KINDS])
"""[kinds]: the code of the type of subject, its place in `SUBJECTS`."""

EVERY_PERSON: Final = CODES[Line.CUSTOMER, Principle.EVERY_PERSON]
AHEAD: Final = CODES[Line.CUSTOMER, Principle.AHEAD]
MEND: Final = CODES[Line.CUSTOMER, Principle.MEND]
BREAKTHROUGH: Final = CODES[Line.CUSTOMER, Principle.BREAKTHROUGH]
ALL_GUNS: Final = CODES[Line.CUSTOMER, Principle.ALL_GUNS]
STEER: Final = CODES[Line.CUSTOMER, Principle.STEER]
ALWAYS_UP: Final = CODES[Line.CUSTOMER, Principle.ALWAYS_UP]
EVERYONE_HELPS: Final = CODES[Line.INFLUENCE, Principle.EVERYONE_HELPS]
WIN_OVER: Final = CODES[Line.INFLUENCE, Principle.BREAKTHROUGH]
"""The influence line's way of breaking through."""
