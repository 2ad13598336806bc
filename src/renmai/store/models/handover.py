"""Handovers: customers that pass from one employee to another on a day, and what the successor works through."""

from django.db import models
from django.db.models import F, Q

from renmai.domain.handover import ItemKind
from renmai.store.models.recorded import Recorded
from renmai.store.visible import Gated


class Handover(Recorded):
    """The ownerships themselves are facts of their own; this keeps why and by whom they changed together.

    It names no customer: those are seen through its items, which pass the gate.
    """

    code = models.CharField(max_length=500, unique=True)
    from_employee = models.ForeignKey("store.Employee", on_delete=models.PROTECT, related_name="handovers_given")
    to_employee = models.ForeignKey("store.Employee", on_delete=models.PROTECT, related_name="handovers_taken")
    day = models.DateField()
    note = models.TextField(blank=True)
    by = models.ForeignKey("store.Employee", on_delete=models.PROTECT, related_name="handovers_made")

    objects = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(from_employee=F("to_employee")), name="handover_to_somebody_else")
        ]
        indexes = [models.Index(fields=["to_employee", "day"], name="handover_taken")]


class HandoverItem(Gated, Recorded):
    """One thing to do at a customer; `key_person` is whom to be introduced to. What the facts tell is not kept here."""

    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="items")
    customer = models.ForeignKey("store.Customer", on_delete=models.PROTECT, related_name="handover_items")
    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in ItemKind])
    key_person = models.ForeignKey(
        "store.KeyPerson", null=True, on_delete=models.PROTECT, related_name="handover_items"
    )
    done_on = models.DateField(null=True)
    done_by = models.ForeignKey("store.Employee", null=True, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)

    class Meta(Gated.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[one.value for one in ItemKind]), name="handover_item_kind"),
            models.CheckConstraint(
                condition=Q(kind=ItemKind.INTRODUCED.value, key_person__isnull=False)
                | (~Q(kind=ItemKind.INTRODUCED.value) & Q(key_person__isnull=True)),
                name="handover_item_person",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, done_by__isnull=True)
                | Q(done_on__isnull=False, done_by__isnull=False),
                name="handover_item_done",
            ),
            models.UniqueConstraint(fields=["handover", "customer", "key_person"], name="handover_item_person_once"),
            models.UniqueConstraint(
                fields=["handover", "customer", "kind"], condition=Q(key_person=None), name="handover_item_once"
            ),
        ]
