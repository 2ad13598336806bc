"""Influence 影響力: whether somebody can deeply sway the person (docs/metrics/guided-questions.md).

Deep is whoever would be followed today, and there is a reason to say so: it has happened, or there
is a bond.
"""

from typing import Final

from renmai.domain.guided_questions.base import NO, UNKNOWN, YES, Ask, Guide

_TODAY: Final = Ask("would_change", yes=YES, no=NO, unknown=UNKNOWN)
_BELIEF: Final = Ask("would_change", yes=UNKNOWN, no=NO, unknown=UNKNOWN)
_STILL: Final = Ask("bond", yes=YES, no=UNKNOWN, unknown=UNKNOWN)
_HAPPENED: Final = Ask("would_change", yes=YES, no=NO, unknown=_STILL)
_NEVER: Final = Ask("bond", yes=_TODAY, no=NO, unknown=_BELIEF)
_NOT_KNOWN: Final = Ask("bond", yes=_TODAY, no=_BELIEF, unknown=_BELIEF)

GUIDE: Final = Guide("influence", Ask("has_happened", yes=_HAPPENED, no=_NEVER, unknown=_NOT_KNOWN))
