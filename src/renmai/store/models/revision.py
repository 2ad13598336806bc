"""Revisions: one per action, with the customers it changed (spec 5.2)."""

from django.db import models


class Revision(models.Model):
    """One committed action. `number` grows by one per action and is the age of every figure.

    `structure` means that employees, teams, competitors or the policy have changed, `everything` that
    any customer may have, too.
    """

    number = models.BigIntegerField(primary_key=True)
    action = models.CharField(max_length=40)
    actor = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    everything = models.BooleanField(default=False)
    structure = models.BooleanField(default=False)

    objects = models.Manager()


class ChangedCustomer(models.Model):
    """A customer touched by a revision: what a panel splices."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="changed")
    customer = models.ForeignKey("store.Customer", on_delete=models.CASCADE, related_name="+")

    objects = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["revision", "customer"], name="changed_customer_once")]
