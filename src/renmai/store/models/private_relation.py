"""Private relations: whom an employee says to be able to sway, and what of it may be told (spec 1.10)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from renmai.domain.disclosure import Disclosure
from renmai.store.models.recorded import Recorded
from renmai.store.owned import Owned


class PrivateRelation(Owned, Recorded):
    """Beside the influence that it is about: that row names the employee only if `disclosure` says so.

    So whatever reads influences cannot tell more than its owner agreed to. `how` is the owner's own text; the
    influence's note repeats it where `disclosure` is `how`.
    """

    owner_paths: ClassVar[tuple[str, ...]] = ("employee_id",)

    influence = models.OneToOneField("store.Influence", on_delete=models.PROTECT, related_name="private")
    employee = models.ForeignKey("store.Employee", on_delete=models.PROTECT, related_name="private_relations")
    disclosure = models.CharField(max_length=5, choices=[(one.value, one.value) for one in Disclosure])
    how = models.TextField(blank=True)
    agreed_on = models.DateField()
    survey = models.ForeignKey("store.Survey", null=True, on_delete=models.PROTECT, related_name="relations")

    class Meta(Owned.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(disclosure__in=[one.value for one in Disclosure]), name="private_relation_disclosure"
            )
        ]


class Withdrawal(Owned):
    """A relation that its owner took back: no import and no colleague may bring it in again."""

    employee = models.ForeignKey("store.Employee", on_delete=models.PROTECT, related_name="withdrawals")
    key_person = models.ForeignKey("store.KeyPerson", on_delete=models.PROTECT, related_name="withdrawals")
    said_on = models.DateField()

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["employee", "key_person"], name="withdrawal_once")]


class NetworkChoice(Owned):
    """What an employee chose about the whole of their network; `hidden` who hides sees nobody else's."""

    employee = models.OneToOneField(
        "store.Employee", on_delete=models.PROTECT, primary_key=True, related_name="network_choice"
    )
    hidden = models.BooleanField(default=False)
    agreed_on = models.DateField(null=True)

    class Meta(Owned.Meta):
        pass


class Look(Owned):
    """Somebody saw that an employee can sway a person: once a day for each relation, for its owner to read.

    `key_person` is empty where a whole list was taken out of the house.
    """

    owner_paths: ClassVar[tuple[str, ...]] = ("employee_id",)

    employee = models.ForeignKey("store.Employee", on_delete=models.PROTECT, related_name="looks_at_me")
    viewer = models.ForeignKey("store.Employee", null=True, on_delete=models.PROTECT, related_name="looks")
    key_person = models.ForeignKey("store.KeyPerson", null=True, on_delete=models.PROTECT, related_name="looks")
    place = models.CharField(max_length=20)
    seen_on = models.DateField()

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "viewer", "key_person", "place", "seen_on"], name="look_once_a_day"
            )
        ]
        indexes = [models.Index(fields=["employee", "seen_on"], name="look_of_owner")]
