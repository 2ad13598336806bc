"""Tokens: with which programs speak for an employee. No fact: a token belongs to its employee alone."""

from django.db import models
from django.db.models import Q

from renmai.domain.token import TokenScope


class Token(models.Model):
    """`secret_hash` is the SHA-256 of the secret, which is shown once and kept nowhere; `last_four` are its
    last characters.

    It works up to `expires_on`, that day included, unless `revoked_at` is said. `used_on` is a day, so that using
    it does not write each time.
    """

    employee = models.ForeignKey("store.Employee", on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=60)
    scope = models.CharField(max_length=10, choices=[(one.value, one.value) for one in TokenScope])
    secret_hash = models.CharField(max_length=64, unique=True)
    last_four = models.CharField(max_length=4)
    created_at = models.DateTimeField()
    expires_on = models.DateField()
    used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(scope__in=[one.value for one in TokenScope]), name="token_scope"),
        ]
