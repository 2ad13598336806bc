"""What employees want to be told and how, and what they were told already."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings

from renmai.domain.notices.base import Notice
from renmai.domain.notices.digest import CADENCE, HOUR, Cadence
from renmai.domain.notices.snooze import Snooze, awake
from renmai.store.models import Employee, NoticeSetting, NoticeSnooze, NoticeTold, NoticeWish
from renmai.store.models.notice import Channel


@dataclass(frozen=True, slots=True)
class Wish:
    """How the digest is wanted; `language` is never blank."""

    digest: Cadence = CADENCE
    hour: int = HOUR
    language: str = ""


def wish_of(kept: NoticeWish | None) -> Wish:
    """The row as it counts; the defaults without one."""
    if kept is None:
        return Wish(language=settings.LANGUAGE_CODE)
    return Wish(Cadence(kept.digest), kept.hour, kept.language or settings.LANGUAGE_CODE)


@dataclass(frozen=True, slots=True)
class Muted:
    """What is not told in one channel: kinds switched off, and what is snoozed."""

    kinds: frozenset[str] = frozenset()
    snoozes: list[Snooze] = field(default_factory=list)

    def rest(self, notices: Collection[Notice], today: date) -> list[Notice]:
        """What is told."""
        return awake((notice for notice in notices if notice.kind.value not in self.kinds), self.snoozes, today)


def muted(employee: Employee, channel: Channel, today: date) -> Muted:
    """Two statements."""
    off = NoticeSetting.objects.filter(employee=employee, channel=channel).values_list("kind", flat=True)
    rows = NoticeSnooze.objects.filter(employee=employee, until__gt=today)
    found = rows.values_list("kind", "customer__code", "until")
    return Muted(frozenset(off), [Snooze(kind, customer or "", until) for kind, customer, until in found])


def told_keys(employee: Employee, *channels: Channel) -> set[str]:
    """The keys of what was told in any of these channels."""
    rows = NoticeTold.objects.filter(employee=employee, channel__in=channels)
    return set(rows.values_list("key", flat=True))
