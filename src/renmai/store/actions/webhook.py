"""Setting up webhooks, and noting what became of each try. Only whoever claimed a webhook tells it anything."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Final
from urllib.parse import urlsplit

from django.db.models import Q

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.webhook import EVENTS, is_given_up, pause_after
from renmai.store.actions.notice import KEPT
from renmai.store.actions.revision import recording
from renmai.store.models import Webhook, WebhookCall
from renmai.store.webhook import host_of

FILE: Final = "webhooks"
MOST: Final = 20
LONGEST: Final = 2000
BUSY: Final = timedelta(minutes=5)
"""A claim ends by itself: whoever was killed keeps nothing back for longer."""


def add_webhook(url: str, events: Sequence[str], *, may_be_local: bool, actor: str, now: datetime) -> Webhook:
    """Tell this address from now on. Raises `RenmaiError` with its `column`: BAD_VALUE, TOO_LONG, NOTHING_CHOSEN,
    TOO_MANY_WEBHOOKS.

    `may_be_local` lets the address be without TLS on this machine.
    """
    _check(url, may_be_local=may_be_local)
    chosen = [event for event in EVENTS if event in set(events)]
    if not chosen:
        raise RenmaiError(ErrorCode.MISSING_VALUE, column="events")
    with recording("add webhook", actor, now) as record:
        if Webhook.objects.count() >= MOST:
            raise RenmaiError(ErrorCode.TOO_MANY_WEBHOOKS, column="url", most=MOST)
        made = Webhook(url=url, nonce=token_hex(16), events=chosen, made_at=now, told=record.number)
        made.save()
        record.audit(FILE, [str(made.pk)], None, {"address": host_of(url)})
        return made


def _check(url: str, *, may_be_local: bool) -> None:
    if len(url) > LONGEST:
        raise RenmaiError(ErrorCode.TOO_LONG, column="url", longest=LONGEST)
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise RenmaiError(ErrorCode.BAD_VALUE, column="url", name="url", value=url[:80]) from None
    is_plain = url.isascii() and url.isprintable() and " " not in url
    is_https = parts.scheme == "https" or (may_be_local and parts.scheme == "http")
    if not (is_plain and is_https and host) or parts.username or parts.password or parts.fragment:
        raise RenmaiError(ErrorCode.BAD_VALUE, column="url", name="url", value=url[:80])


def switch_webhook(webhook: Webhook, *, on: bool, actor: str, now: datetime) -> None:
    """Off: nothing is sent. On again: it begins where it stopped."""
    with recording("switch webhook", actor, now) as record:
        row = Webhook.objects.select_for_update().get(pk=webhook.pk)
        if (row.off_at is None) == on:
            return
        row.off_at, row.given_up = None if on else now, False
        row.tries, row.failing_since, row.next_at = 0, None, None
        row.save()
        states = ("closed", "open") if on else ("open", "closed")
        record.audit(FILE, [str(row.pk)], {"state": states[0]}, {"state": states[1]})


def remove_webhook(webhook: Webhook, *, actor: str, now: datetime) -> None:
    with recording("remove webhook", actor, now) as record:
        record.audit(FILE, [str(webhook.pk)], {"address": host_of(webhook.url)}, None)
        Webhook.objects.filter(pk=webhook.pk).delete()


def claim_webhook(webhook: Webhook, now: datetime) -> Webhook | None:
    """The webhook, to be told by the caller alone; None if another run is at it, or it is not its time."""
    free = Q(busy_until=None) | Q(busy_until__lte=now)
    due = Q(next_at=None) | Q(next_at__lte=now)
    rows = Webhook.objects.filter(free & due, pk=webhook.pk, off_at=None)
    return Webhook.objects.get(pk=webhook.pk) if rows.update(busy_until=now + BUSY) else None


def release_webhook(webhook: Webhook) -> None:
    Webhook.objects.filter(pk=webhook.pk).update(busy_until=None)


def note_passed(webhook: Webhook, number: int, now: datetime) -> None:
    """Everything up to this revision was told, or had nothing for it; the claim goes on."""
    webhook.told = number
    Webhook.objects.filter(pk=webhook.pk).update(
        told=number, tries=0, failing_since=None, next_at=None, busy_until=now + BUSY
    )


def note_failed(webhook: Webhook, now: datetime) -> bool:
    """It was not taken: a later try tells it again. Whether the webhook was given up."""
    webhook.tries += 1
    webhook.failing_since = webhook.failing_since or now
    webhook.next_at = now + pause_after(webhook.tries)
    webhook.given_up = is_given_up(webhook.failing_since, now)
    webhook.off_at = now if webhook.given_up else None
    webhook.save(update_fields=["tries", "failing_since", "next_at", "given_up", "off_at"])
    return webhook.given_up


def note_call(
    webhook: Webhook, number: int | None, now: datetime, *, is_taken: bool, status: int | None, problem: str = ""
) -> None:
    """For the page of recent deliveries; old ones go."""
    WebhookCall.objects.create(
        webhook=webhook, number=number, at=now, is_taken=is_taken, status=status, problem=problem[:200]
    )
    WebhookCall.objects.filter(webhook=webhook, at__lt=now - KEPT).delete()
