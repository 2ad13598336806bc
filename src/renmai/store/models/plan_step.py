"""Planned steps: what somebody wants to reach with a key person, and until when."""

from django.db import models
from django.db.models import Q

from renmai.domain.plan_step import CELLS, STEP_FEATURES, StepStatus
from renmai.domain.stance import DEGREES, VOTES
from renmai.store.models.recorded import Recorded
from renmai.store.visible import Gated


class PlanStep(Gated, Recorded):
    """`feature` shall become `goal`; `from_value` is what it was when this was planned, blank: unknown.

    Values are cells of the bundle. `note` says how it is to be reached, `result` what came of it.
    """

    code = models.CharField(max_length=500, unique=True)
    customer = models.ForeignKey("store.Customer", on_delete=models.PROTECT, related_name="plan_steps")
    opportunity = models.ForeignKey("store.Opportunity", null=True, on_delete=models.PROTECT, related_name="plan_steps")
    key_person = models.ForeignKey("store.KeyPerson", on_delete=models.PROTECT, related_name="plan_steps")
    feature = models.CharField(max_length=12, choices=[(name, name) for name in STEP_FEATURES])
    from_value = models.CharField(max_length=4, blank=True)
    goal = models.CharField(max_length=4)
    owner = models.ForeignKey("store.Employee", on_delete=models.PROTECT, related_name="plan_steps")
    due_on = models.DateField()
    status = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in StepStatus], default=StepStatus.OPEN.value
    )
    note = models.TextField(blank=True)
    result = models.TextField(blank=True)

    class Meta(Gated.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(status__in=[one.value for one in StepStatus]), name="plan_step_status"),
            models.CheckConstraint(
                condition=Q(feature__in=DEGREES, goal__in=CELLS[DEGREES[0]])
                | Q(feature__in=VOTES, goal__in=CELLS[VOTES[0]]),
                name="plan_step_goal",
            ),
            models.CheckConstraint(
                condition=Q(feature__in=DEGREES, from_value__in=("", *CELLS[DEGREES[0]]))
                | Q(feature__in=VOTES, from_value__in=("", *CELLS[VOTES[0]])),
                name="plan_step_from_value",
            ),
        ]
        indexes = [models.Index(fields=["owner", "status", "due_on"], name="plan_step_due")]
