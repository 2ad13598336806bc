"""Proposals: what an agent would change, in the words of the bundle, until its person confirms it.

A proposal is no fact: no figure counts it, and nobody but the person whom it waits for reads it. Private networks
are no part of it: nobody can propose whom an employee of ours can sway.
"""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Final

OPEN_FOR: Final = timedelta(days=14)
"""How long a proposal waits; after that it must be made again."""
MOST_CHANGES: Final = 20
"""Of one proposal: a person has to read them all."""
MOST_WAITING: Final = 50
"""Proposals of one person that wait; an agent that floods is refused further ones."""
LONGEST: Final = 2000
"""Characters of a reason, and of any value."""


class ChangeState(StrEnum):
    """What the person said of one change."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


class ToldState(StrEnum):
    """How a change stands today: `expired` and `outdated` are waiting ones that are confirmed as they are no more."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    EXPIRED = "expired"
    OUTDATED = "outdated"


ASSESSED: Final = ("closeness", "solution", "price", "veto", "approver")
CHANGES: Final[Mapping[str, tuple[str, ...]]] = {
    "assessments": ("party", "effective_on", *ASSESSED, "note"),
    "activities": ("kind", "occurred_on", "key_people", "note"),
    "plan_steps": ("feature", "goal", "due_on", "tactic", "note"),
    "opportunities": ("name", "stage", "amount", "status", "expected_on", "closed_on"),
    "key_people": ("name", "department", "title", "reports_to", "email", "phone"),
    "influences": ("kind", "influencer", "contact_name", "valid_from", "note"),
}
"""By file of the bundle, what a change of it may say."""
FIXED: Final = frozenset({"party", "key_people", "feature", "kind", "influencer", "reports_to", "tactic"})
"""What the person takes or leaves: everything else can be put right before it is confirmed."""
PROPOSED_KINDS: Final = ("internal", "competitor")
"""Kinds of influences that can be proposed: those of our own people are theirs to tell."""
