"""What a webhook is told of one revision: events by noun, with the codes of what changed and nothing else.

Read from the trail, which is written in the same transaction as the facts: nothing can be forgotten, and of what was
rolled back there is no revision.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from renmai.domain.webhook import ERASED, MANY, MOST_EVENTS, NOUNS, event_of
from renmai.store.cells import KEYS
from renmai.store.models import AuditEntry, Revision, Webhook

IMPORT: Final = "import"
AT_ONCE: Final = 200
"""Revisions looked at in one go."""
ERASURES: Final = "erasures"
TOLD_KEYS: Final = frozenset(
    {"code", "customer", "key_person", "opportunity", "employee", "party", "effective_on", "valid_from", "chosen_on"}
)
"""Parts of a key that are codes or days."""


@dataclass(frozen=True, slots=True)
class Told:
    """A revision with its events for one webhook; no events: nothing is sent."""

    revision: Revision
    events: Sequence[Mapping[str, Any]]


def waiting_for(webhook: Webhook) -> Iterator[Told]:
    """The revisions that the webhook was not told of yet, in their order; also those that have nothing for it."""
    rows = Revision.objects.filter(number__gt=webhook.told).order_by("number")[:AT_ONCE]
    for revision in rows:
        yield Told(revision, events_of(revision, webhook.events))


def events_of(revision: Revision, wanted: Sequence[str]) -> list[dict[str, Any]]:
    """By noun and key; one `many.changed` for an import, and for whatever changed too much to be told one by one."""
    erased = _erased(revision) if ERASED in wanted else []
    if revision.action == IMPORT:
        return [{"event": MANY}]
    if revision.everything:
        return erased or [{"event": MANY}]
    found = list(revision.entries.filter(file__in=NOUNS).order_by("pk")[: MOST_EVENTS + 1])
    if len(found) > MOST_EVENTS:
        return [{"event": MANY}]
    events = [_event(entry) for entry in found]
    return [event for event in events if event["event"] in wanted]


def _erased(revision: Revision) -> list[dict[str, Any]]:
    """Whoever holds a copy has to know whom to forget."""
    rows = revision.entries.filter(file=ERASURES).order_by("pk")
    return [
        {"event": ERASED, "key": {"code": str(row.key[0])}, "file": (row.after or {}).get("what", "")} for row in rows
    ]


def _event(entry: AuditEntry) -> dict[str, Any]:
    names = KEYS.get(entry.file, ("code",))
    key = {name: str(part) for name, part in zip(names, entry.key, strict=True) if name in TOLD_KEYS}
    return {"event": event_of(entry.file, entry.before, entry.after), "key": key, "file": entry.file}


def host_of(url: str) -> str:
    """What may be shown of an address: the rest may be a key."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/…"
