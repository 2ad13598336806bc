"""Webhooks: addresses of other programs that are told what changed, and what became of telling them."""

from django.db import models


class Webhook(models.Model):
    """`told` is the last revision that it was told of, or that had nothing for it.

    The secret is not kept: it is made of `nonce` and the server's key (`output.webhooks.signing`).
    `failing_since`, `tries` and `next_at` say how it stands with an address that does not answer; `off_at` since when
    nothing is sent, and `given_up` whether nobody switched it off.
    """

    url = models.TextField()
    nonce = models.CharField(max_length=64, unique=True)
    events = models.JSONField()
    made_at = models.DateTimeField()
    told = models.BigIntegerField()
    tries = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    busy_until = models.DateTimeField(null=True)
    off_at = models.DateTimeField(null=True)
    given_up = models.BooleanField(default=False)

    objects = models.Manager()


class WebhookCall(models.Model):
    """One try to tell of a revision (None: a trial). `status` is the answer's, None where there was none."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="calls")
    number = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    is_taken = models.BooleanField()
    status = models.PositiveSmallIntegerField(null=True)
    problem = models.CharField(max_length=200, blank=True)

    objects = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["webhook", "-at"], name="webhook_call_latest")]
