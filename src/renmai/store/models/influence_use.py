"""Influence uses: an employee's influence was used in an opportunity."""

from typing import ClassVar, Final

from django.db import models
from django.db.models import Q

from renmai.domain.influence_use import UseGrade
from renmai.store.models.recorded import Recorded
from renmai.store.owned import Owned
from renmai.store.visible import Gated

CONFIRMED: Final = Q(owner_confirmed_on=None, employee_confirmed_on=None) | Q(
    owner_confirmed_on__isnull=False, employee_confirmed_on__isnull=False
)
"""Nobody was asked (as in a bundle), or both have confirmed it: such uses count."""


class InfluenceUse(Gated, Recorded):
    """Counts towards contribution if confirmed, and the opportunity was won on or after `used_on` (spec 1.6).

    `employee` is empty where whoever helped wants to be counted without a name: see `PrivateUse`.
    """

    customer_path: ClassVar[str] = "opportunity__customer_id"

    opportunity = models.ForeignKey("store.Opportunity", on_delete=models.PROTECT, related_name="uses")
    employee = models.ForeignKey("store.Employee", null=True, on_delete=models.PROTECT, related_name="uses")
    key_person = models.ForeignKey("store.KeyPerson", on_delete=models.PROTECT, related_name="uses")
    used_on = models.DateField()
    note = models.TextField(blank=True)
    grade = models.CharField(max_length=10, blank=True, choices=[(one.value, one.value) for one in UseGrade])
    owner_confirmed_on = models.DateField(null=True)
    employee_confirmed_on = models.DateField(null=True)

    class Meta(Gated.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity", "employee", "key_person", "used_on"], name="influence_use_key"
            ),
            models.CheckConstraint(
                condition=Q(grade__in=["", *(one.value for one in UseGrade)]), name="influence_use_grade"
            ),
        ]


class PrivateUse(Owned):
    """Who helped, where the use itself does not name them."""

    use = models.OneToOneField(InfluenceUse, on_delete=models.PROTECT, related_name="private")
    employee = models.ForeignKey("store.Employee", on_delete=models.PROTECT, related_name="private_uses")

    class Meta(Owned.Meta):
        pass


class Thanks(Owned):
    """What somebody of the deal's side wrote to whoever helped; `names_deal`: the helper may know which deal it is.

    Between the two of them: it is in no trail, no bundle and no history.
    """

    owner_paths: ClassVar[tuple[str, ...]] = ("by_id", "use__employee_id", "use__private__employee_id")

    use = models.ForeignKey(InfluenceUse, on_delete=models.PROTECT, related_name="thanks")
    by = models.ForeignKey("store.Employee", on_delete=models.PROTECT, related_name="thanks_given")
    text = models.TextField()
    names_deal = models.BooleanField(default=False)
    said_on = models.DateField()

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["use", "by"], name="thanks_once")]
