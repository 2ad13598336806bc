"""What a notice is: something that came to be at one's own customers, steps or opportunities.

Notices are derived from facts whenever somebody looks; nothing of them is stored but that they were told.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Final

SPAN: Final = timedelta(days=14)
"""How long a notice is told after it came to be."""


class NoticeKind(StrEnum):
    """The whole family, in the order in which they are told on one day."""

    SURVEY_OPEN = "survey_open"
    STEP_DUE = "step_due"
    CLOSE_DUE = "close_due"
    READING_WORSE = "reading_worse"
    OWNERSHIP_CHANGED = "ownership_changed"
    STEP_ASSIGNED = "step_assigned"
    USE_TO_CONFIRM = "use_to_confirm"
    PROPOSAL_WAITING = "proposal_waiting"
    VALUE_CHANGED = "value_changed"
    TOP_ACTION = "top_action"
    GROWING_STALE = "growing_stale"
    HELP_ASKED = "help_asked"
    HELP_ANSWERED = "help_answered"
    WEBHOOK_GIVEN_UP = "webhook_given_up"


class Place(StrEnum):
    """The page that a notice opens."""

    CUSTOMER = "customer"
    OPPORTUNITY = "opportunity"
    KEY_PERSON = "key_person"
    PLAN = "plan"
    HISTORY = "history"
    CUSTOMERS = "customers"
    STALE = "stale"
    TODAY = "today"
    HELP = "help"
    USES = "uses"
    SURVEY = "survey"
    PROPOSALS = "proposals"
    WEBHOOKS = "webhooks"


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to be told. `key` is the same as long as there is nothing new to say.

    `told` says which sentence of the kind. `customer` is blank where several or none are meant. `code` is
    that of what `place` opens, blank for pages without one. `names` are of key persons, opportunities,
    customers or surveys, each once; `count` how many things are summarised; `who` are names of colleagues.
    """

    kind: NoticeKind
    told: str
    day: date
    key: str
    place: Place
    code: str = ""
    customer: str = ""
    customer_name: str = ""
    names: tuple[str, ...] = ()
    count: int = 1
    who: tuple[str, ...] = ()
    before: str = ""
    now: str = ""
    on: date | None = None


def key_of(kind: NoticeKind, *parts: str) -> str:
    """What tells a notice from every other of its receiver; 32 characters that name nobody."""
    return sha256("\x00".join((kind.value, *parts)).encode()).hexdigest()[:32]


def once(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, in the order of its first."""
    return tuple(dict.fromkeys(name for name in names if name))


def is_recent(day: date, today: date) -> bool:
    """Whether what came to be on the day is still told."""
    return today - SPAN < day <= today
