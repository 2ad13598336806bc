"""Veto holder 一票否決人: whether one no of the person stops a deal (docs/metrics/guided-questions.md).

Any one sign of the power leads to the question that takes it back; not to know that one leaves the
vote standing.
"""

from typing import Final

from renmai.domain.guided_questions.base import NO, UNKNOWN, YES, Ask, Guide

_OVERRULED: Final = Ask("overruled", yes=NO, no=YES, unknown=YES)
_IN_PRACTICE: Final = Ask("asked_first", yes=_OVERRULED, no=NO, unknown=UNKNOWN)
_BEFORE: Final = Ask("has_stopped", yes=_OVERRULED, no=_IN_PRACTICE, unknown=_IN_PRACTICE)

GUIDE: Final = Guide("veto", Ask("can_stop", yes=_OVERRULED, no=_BEFORE, unknown=_BEFORE))
