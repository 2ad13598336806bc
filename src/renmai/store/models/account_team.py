"""Account teams 運營鐵三角: which of our people work on a customer, in which role, and when (spec 1.8)."""

from django.db import models
from django.db.models import F, Q

from renmai.domain.account_team import TeamRole
from renmai.store.models.recorded import Recorded
from renmai.store.visible import Gated


class AccountTeamMember(Gated, Recorded):
    """Holds on D if `valid_from` <= D < `valid_to`; one may have several roles, a role several people."""

    customer = models.ForeignKey("store.Customer", on_delete=models.PROTECT, related_name="account_team")
    employee = models.ForeignKey("store.Employee", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=[(one.value, one.value) for one in TeamRole])
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta(Gated.Meta):
        constraints = [
            models.UniqueConstraint(fields=["customer", "employee", "role", "valid_from"], name="account_team_key"),
            models.CheckConstraint(condition=Q(valid_to__gt=F("valid_from")), name="account_team_interval"),
            models.CheckConstraint(condition=Q(role__in=[one.value for one in TeamRole]), name="account_team_role"),
        ]
