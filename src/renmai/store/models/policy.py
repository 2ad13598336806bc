"""What a company has set otherwise than the policy's defaults."""

from django.db import models

from renmai.store.models.recorded import Recorded


class PolicyOverride(Recorded):
    """One threshold of `domain.policy` by name; an empty value is the default again.

    `reason`: why it was last changed, in the administrator's words.
    """

    name = models.CharField(max_length=40, unique=True)
    value = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    reason = models.TextField(blank=True)

    objects = models.Manager()
