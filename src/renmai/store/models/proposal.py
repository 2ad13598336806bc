"""Proposals: what an agent would change, waiting for the person on whose behalf it works."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from renmai.domain.proposal import CHANGES, ChangeState
from renmai.store.owned import Owned


class Proposal(Owned):
    """For one employee to confirm, and nobody else's to read. `through` is what it was made with, as the token says.

    `reason` is the agent's own text: shown as text, believed by nobody.
    """

    code = models.CharField(max_length=40, unique=True)
    employee = models.ForeignKey("store.Employee", on_delete=models.PROTECT, related_name="proposals")
    through = models.CharField(max_length=200)
    reason = models.TextField(blank=True)
    proposed_at = models.DateTimeField()
    open_until = models.DateField()

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["employee", "open_until"], name="proposal_waiting")]


class ProposedChange(Owned):
    """One row that would be written; `file` is the bundle's, `cells` what it would say, `seen` what held then.

    It goes with what it is about, for it is no fact. `revision` is the write that it became, once it was confirmed.
    """

    owner_paths: ClassVar[tuple[str, ...]] = ("proposal__employee_id",)

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="changes")
    position = models.PositiveSmallIntegerField()
    file = models.CharField(max_length=20, choices=[(name, name) for name in CHANGES])
    customer = models.ForeignKey("store.Customer", on_delete=models.CASCADE, related_name="+")
    key_person = models.ForeignKey("store.KeyPerson", null=True, on_delete=models.CASCADE, related_name="+")
    opportunity = models.ForeignKey("store.Opportunity", null=True, on_delete=models.CASCADE, related_name="+")
    cells = models.JSONField()
    seen = models.JSONField(default=dict)
    state = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in ChangeState], default=ChangeState.WAITING
    )
    settled_at = models.DateTimeField(null=True)
    revision = models.ForeignKey("store.Revision", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["proposal", "position"], name="proposed_change_once"),
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in ChangeState]), name="proposed_change_state"
            ),
        ]
