"""Webhooks: which changes another program is told of, and when one that does not answer is tried again or given up.

What is told are codes alone. Influences and what was won with them are no part of it: private networks never leave.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

NOUNS: Final[Mapping[str, str]] = {
    "customers": "customer",
    "key_people": "key_person",
    "opportunities": "opportunity",
    "assessments": "assessment",
    "activities": "activity",
    "plan_steps": "plan_step",
    "chain_members": "decision_chain",
    "ownerships": "ownership",
    "strategy_choices": "strategy_choice",
}
"""By file of the bundle, what its rows are called in events."""
CLOSED: Final = "opportunity.closed"
ERASED: Final = "person.erased"
MANY: Final = "many.changed"
TRIAL: Final = "trial"
EVENTS: Final = (
    *(f"{noun}.{what}" for noun in NOUNS.values() for what in ("created", "changed", "removed")),
    *(CLOSED, ERASED),
)
"""What a webhook can be made for. `many.changed` comes to every webhook, instead of more than anybody reads."""
MOST_EVENTS: Final = 100
"""Of one revision: an import, and whatever changed more, is told as `many.changed`."""

FIRST_PAUSE: Final = timedelta(minutes=1)
LONGEST_PAUSE: Final = timedelta(hours=6)
GIVEN_UP_AFTER: Final = timedelta(days=3)
"""Of failing without a break; the webhook is switched off then, and begins where it stopped once it is on again."""


def event_of(file: str, before: Mapping[str, str] | None, after: Mapping[str, str] | None) -> str:
    """What became of a row, by the cells that the trail keeps of it."""
    noun = NOUNS[file]
    if before is None:
        return f"{noun}.created"
    if after is None:
        return f"{noun}.removed"
    if file == "opportunities" and before.get("status") == "open" != after.get("status"):
        return CLOSED
    return f"{noun}.changed"


def pause_after(tries: int) -> timedelta:
    """How long to wait after so many tries that failed."""
    doubled: int = 2 ** min(tries - 1, 20)
    return min(FIRST_PAUSE * doubled, LONGEST_PAUSE)


def is_given_up(failing_since: datetime, now: datetime) -> bool:
    return now - failing_since >= GIVEN_UP_AFTER
