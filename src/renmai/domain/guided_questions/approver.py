"""Approver 一票批准人: whether one yes of the person makes a deal (docs/metrics/guided-questions.md).

Built like the veto, but more careful: not to know whether somebody else must agree is unknown.
"""

from typing import Final

from renmai.domain.guided_questions.base import NO, UNKNOWN, YES, Ask, Guide

_NOT_ALONE: Final = Ask("needs_others", yes=NO, no=YES, unknown=UNKNOWN)
_IN_PRACTICE: Final = Ask("others_follow", yes=_NOT_ALONE, no=NO, unknown=UNKNOWN)
_BEFORE: Final = Ask("has_decided", yes=_NOT_ALONE, no=_IN_PRACTICE, unknown=_IN_PRACTICE)

GUIDE: Final = Guide("approver", Ask("signs", yes=_NOT_ALONE, no=_BEFORE, unknown=_BEFORE))
