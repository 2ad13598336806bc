"""Calls of the API that may come twice: under which key something was made."""

from django.db import models


class KeptCall(models.Model):
    """What a call with an idempotency key has made. The answer is not kept: it is told anew from the row (ADR 0031).

    `sender` tells an employee's tokens apart, `fingerprint` is the SHA-256 of what was asked, `made` what
    was made, as its address names it.
    """

    employee = models.ForeignKey("store.Employee", on_delete=models.CASCADE, related_name="+")
    sender = models.CharField(max_length=30)
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    made = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()

    objects = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["employee", "sender", "key"], name="kept_call_once")]
        indexes = [models.Index(fields=["made_at"], name="kept_call_age")]
