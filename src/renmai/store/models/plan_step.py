"""Planned steps: what somebody wants to reach with a customer or one of its key persons, and until when."""

from django.db import models
from django.db.models import F, Q

from renmai.domain.plan_step import CELLS, STEP_FEATURES, StepStatus
from renmai.domain.stance import DEGREES, VOTES
from renmai.store.models.recorded import Recorded
from renmai.store.visible import Gated


class PlanStep(Gated, Recorded):
    """`feature` shall become `goal`; `from_value` is what it was when this was planned, blank: unknown.

    Values are cells of the bundle. Without a feature the step moves no value: it is something to be done, and
    without a key person it is about the customer as such. `tactic` is the code of the company's tactic that it
    follows, blank: none; no row need exist. `note` says how it is to be reached, `result` what came of it.
    `planned_on` and `settled_on` are the days on which that was said, none of what was recorded before they were kept.
    """

    code = models.CharField(max_length=500, unique=True)
    customer = models.ForeignKey("store.Customer", on_delete=models.PROTECT, related_name="plan_steps")
    opportunity = models.ForeignKey("store.Opportunity", null=True, on_delete=models.PROTECT, related_name="plan_steps")
    key_person = models.ForeignKey("store.KeyPerson", null=True, on_delete=models.PROTECT, related_name="plan_steps")
    feature = models.CharField(max_length=12, blank=True, choices=[(name, name) for name in STEP_FEATURES])
    from_value = models.CharField(max_length=4, blank=True)
    goal = models.CharField(max_length=4, blank=True)
    tactic = models.TextField(blank=True)
    owner = models.ForeignKey("store.Employee", on_delete=models.PROTECT, related_name="plan_steps")
    due_on = models.DateField()
    status = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in StepStatus], default=StepStatus.OPEN.value
    )
    note = models.TextField(blank=True)
    result = models.TextField(blank=True)
    planned_on = models.DateField(null=True)
    settled_on = models.DateField(null=True)

    class Meta(Gated.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(status__in=[one.value for one in StepStatus]), name="plan_step_status"),
            models.CheckConstraint(
                condition=Q(feature="", goal="", from_value="")
                | Q(feature__in=DEGREES, goal__in=CELLS[DEGREES[0]])
                | Q(feature__in=VOTES, goal__in=CELLS[VOTES[0]]),
                name="plan_step_goal",
            ),
            models.CheckConstraint(
                condition=Q(feature="", from_value="")
                | Q(feature__in=DEGREES, from_value__in=("", *CELLS[DEGREES[0]]))
                | Q(feature__in=VOTES, from_value__in=("", *CELLS[VOTES[0]])),
                name="plan_step_from_value",
            ),
            models.CheckConstraint(
                condition=Q(feature="") | Q(key_person__isnull=False), name="plan_step_feature_of_somebody"
            ),
            models.CheckConstraint(
                condition=Q(settled_on=None) | ~Q(status=StepStatus.OPEN.value), name="plan_step_open_unsettled"
            ),
            models.CheckConstraint(
                condition=Q(settled_on=None) | Q(planned_on=None) | Q(settled_on__gte=F("planned_on")),
                name="plan_step_settled_after",
            ),
        ]
        indexes = [models.Index(fields=["owner", "status", "due_on"], name="plan_step_due")]
