"""Claiming a message before it is sent, so that two servers or two runs never send it twice.

A claim is a row that only one can insert. Whoever is killed after claiming sends nothing more in that
period: it cannot be told from outside whether the message had left. What it would have told is told in
the next period, since only a message that was sent marks its notices as told.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction

from renmai.domain.notices.base import Notice
from renmai.store.actions.notice import KEPT
from renmai.store.models import Delivery, DeliveryState, Employee, NoticeRun, NoticeTold
from renmai.store.models.notice import Channel

PAUSE: Final = timedelta(minutes=5)
"""Until a message that could not be sent is tried again."""
TRIES: Final = 24
"""In one period; after that its notices wait for the next."""


def claim(receiver: str, period: str, now: datetime) -> Delivery | None:
    """The message of the period to be sent by the caller; None if that is, or was, somebody else's to do."""
    found = Delivery.objects.filter(receiver=receiver, period=period).first()
    if found is not None:
        return _claim_again(found, now)
    try:
        with transaction.atomic():
            return Delivery.objects.create(receiver=receiver, period=period, at=now)
    except IntegrityError:
        return None  # another run was quicker


def _claim_again(found: Delivery, now: datetime) -> Delivery | None:
    """A failed one, by whoever changes it first."""
    if found.state != DeliveryState.FAILED or found.tries >= TRIES or now - found.at < PAUSE:
        return None
    same = Delivery.objects.filter(pk=found.pk, state=DeliveryState.FAILED, tries=found.tries)
    won = same.update(state=DeliveryState.CLAIMED, tries=found.tries + 1, at=now)
    return Delivery.objects.get(pk=found.pk) if won else None


def note_sent(delivery: Delivery, employee: Employee | None, notices: Iterable[Notice], now: datetime) -> None:
    """It left; its notices are told, all in one transaction."""
    told = [NoticeTold(employee=employee, channel=Channel.MAIL, key=notice.key, at=now) for notice in notices]
    with transaction.atomic():
        _settle(delivery, DeliveryState.SENT, now)
        NoticeTold.objects.bulk_create(told, ignore_conflicts=True)


def note_nothing(delivery: Delivery, now: datetime) -> None:
    """There was nothing to say in this period."""
    _settle(delivery, DeliveryState.NOTHING, now)


def note_failed(delivery: Delivery, now: datetime) -> None:
    """It surely did not leave: a later run tries again."""
    _settle(delivery, DeliveryState.FAILED, now)


def _settle(delivery: Delivery, state: DeliveryState, now: datetime) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(state=state, at=now)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run sent, and what stood in its way."""

    mails: int
    posts: int
    problems: list[str]


def note_run(outcome: Outcome, now: datetime) -> None:
    """Remember the last run, and drop deliveries too old to matter."""
    Delivery.objects.filter(at__lt=now - KEPT).delete()
    NoticeRun.objects.update_or_create(
        pk=1,
        defaults={
            "finished_at": now,
            "mails": outcome.mails,
            "posts": outcome.posts,
            "problems": outcome.problems[:20],
        },
    )
