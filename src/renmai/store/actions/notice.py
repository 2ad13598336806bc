"""What somebody wants to be told, and that they were told. It changes no figure: no revision."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.notices.base import SPAN, Notice, NoticeKind
from renmai.domain.notices.digest import HOURS, Cadence
from renmai.domain.notices.snooze import LENGTHS
from renmai.store.actions.hasty import hastily
from renmai.store.models import Customer, Employee, NoticeSetting, NoticeSnooze, NoticeTold, NoticeWish
from renmai.store.models.notice import Channel

KEPT: Final = 3 * SPAN
"""How long it is remembered that a notice was told: longer than it could be told again."""


def note_told(employee: Employee, channel: Channel, notices: Iterable[Notice], now: datetime) -> None:
    """These are not new any more in this channel. A database that is busy loses the note, not the page."""
    rows = [NoticeTold(employee=employee, channel=channel, key=notice.key, at=now) for notice in notices]
    if rows:
        hastily(lambda: NoticeTold.objects.bulk_create(rows, ignore_conflicts=True))


def forget_told(now: datetime) -> None:
    """Drop what was told too long ago to be told again."""
    NoticeTold.objects.filter(at__lt=now - KEPT).delete()


def save_wish(
    employee: Employee,
    *,
    digest: str,
    hour: str,
    language: str,
    languages: Collection[str],
    off: Mapping[str, set[str]],
) -> None:
    """How the employee wants to be told; `off` has the kinds switched off by channel.

    Raises `RenmaiError(BAD_VALUE)` with the `column` that cannot be so.
    """
    given = {"digest": digest, "hour": hour, "language": language}
    allowed: dict[str, set[str]] = {
        "digest": {*Cadence},
        "hour": {str(one) for one in HOURS},
        "language": {"", *languages},
    }
    for column, value in given.items():
        if value not in allowed[column]:
            raise RenmaiError(ErrorCode.BAD_VALUE, column=column, name=column, value=value[:40])
    silent = [
        NoticeSetting(employee=employee, kind=kind.value, channel=channel.value)
        for channel in Channel
        for kind in NoticeKind
        if kind.value in off.get(channel.value, ())
    ]
    with transaction.atomic():
        wish = {"digest": digest, "hour": int(hour), "language": language}
        NoticeWish.objects.update_or_create(employee=employee, defaults=wish)
        NoticeSetting.objects.filter(employee=employee).delete()
        NoticeSetting.objects.bulk_create(silent, ignore_conflicts=True)


def stop_digest(employee: Employee) -> None:
    """No digest any more, until the employee asks for it again."""
    NoticeWish.objects.update_or_create(employee=employee, defaults={"digest": Cadence.OFF.value})


def snooze(employee: Employee, kind: str, customer: Customer | None, length: str, *, today: date) -> NoticeSnooze:
    """Tell nothing of a kind, or of a customer, for a day, a week or a month; again: from today on.

    Raises `RenmaiError(BAD_VALUE)` for another kind or length.
    """
    if length not in LENGTHS:
        raise RenmaiError(ErrorCode.BAD_VALUE, column="length", name="length", value=length[:40])
    if (customer is None) != (kind in set(NoticeKind)) or (customer is not None and kind):
        raise RenmaiError(ErrorCode.BAD_VALUE, column="kind", name="kind", value=kind[:40])
    until: date = today + LENGTHS.get(length, timedelta())
    made, _ = NoticeSnooze.objects.update_or_create(
        employee=employee, kind=kind, customer=customer, defaults={"until": until}
    )
    return made


def wake(snoozed: NoticeSnooze) -> None:
    """Tell of it again."""
    snoozed.delete()
