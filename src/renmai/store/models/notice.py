"""Notices: what somebody wants to be told and how, what they were told, and what was sent when.

No facts: notices themselves are derived and never stored. All of it belongs to its employee alone.
"""

from django.db import models
from django.db.models import Q

from renmai.domain.notices.base import NoticeKind
from renmai.domain.notices.digest import CADENCE, HOUR, Cadence

KINDS = [(kind.value, kind.value) for kind in NoticeKind]
CADENCES = [(cadence.value, cadence.value) for cadence in Cadence]


class Channel(models.TextChoices):
    """`APP`: the page of notices; `MAIL`: the digest."""

    APP = "app"
    MAIL = "mail"


class NoticeWish(models.Model):
    """How an employee wants the digest; who has no row gets the defaults. Blank `language`: the company's."""

    employee = models.OneToOneField(
        "store.Employee", on_delete=models.CASCADE, primary_key=True, related_name="notice_wish"
    )
    digest = models.CharField(max_length=10, choices=CADENCES, default=CADENCE.value)
    hour = models.PositiveSmallIntegerField(default=HOUR)
    language = models.CharField(max_length=10, blank=True)

    objects = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(digest__in=[name for name, _ in CADENCES]), name="notice_wish_digest"),
            models.CheckConstraint(condition=Q(hour__lt=24), name="notice_wish_hour"),
        ]


class NoticeSetting(models.Model):
    """A kind that the employee switched off in one channel; no row: it is on."""

    employee = models.ForeignKey("store.Employee", on_delete=models.CASCADE, related_name="notice_settings")
    kind = models.CharField(max_length=20, choices=KINDS)
    channel = models.CharField(max_length=4, choices=Channel)

    objects = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["employee", "kind", "channel"], name="notice_setting_once")]


class NoticeSnooze(models.Model):
    """One kind, or one customer, that is not told before `until`; exactly one of them is given."""

    employee = models.ForeignKey("store.Employee", on_delete=models.CASCADE, related_name="notice_snoozes")
    kind = models.CharField(max_length=20, choices=KINDS, blank=True)
    customer = models.ForeignKey("store.Customer", null=True, on_delete=models.CASCADE, related_name="+")
    until = models.DateField()

    objects = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employee", "kind"], condition=~Q(kind=""), name="notice_snooze_kind"),
            models.UniqueConstraint(fields=["employee", "customer"], name="notice_snooze_customer"),
            models.CheckConstraint(
                condition=Q(kind="", customer__isnull=False) | (~Q(kind="") & Q(customer=None)),
                name="notice_snooze_one",
            ),
        ]


class NoticeTold(models.Model):
    """A notice that was shown, or mailed. `key` names nobody (`domain.notices.base.key_of`)."""

    employee = models.ForeignKey("store.Employee", on_delete=models.CASCADE, related_name="notices_told")
    channel = models.CharField(max_length=4, choices=Channel)
    key = models.CharField(max_length=32)
    at = models.DateTimeField()

    objects = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["employee", "channel", "key"], name="notice_told_once")]


class DeliveryState(models.TextChoices):
    """`CLAIMED`: somebody is at it, or was when it was killed; nobody else will be."""

    CLAIMED = "claimed"
    SENT = "sent"
    NOTHING = "nothing"
    FAILED = "failed"


class Delivery(models.Model):
    """One message to one receiver in one period. Whoever inserts the row may send: at most one does.

    `receiver` is `mail:` with the employee's key, or `robot:` with the robot's name.
    """

    receiver = models.CharField(max_length=80)
    period = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.CLAIMED)
    tries = models.PositiveSmallIntegerField(default=1)
    at = models.DateTimeField()

    objects = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["receiver", "period"], name="delivery_once"),
            models.CheckConstraint(condition=Q(state__in=DeliveryState.values), name="delivery_state"),
        ]


class NoticeRun(models.Model):
    """The last time somebody looked what was to be sent, and what came of it; one row."""

    finished_at = models.DateTimeField()
    mails = models.PositiveIntegerField(default=0)
    posts = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)

    objects = models.Manager()
