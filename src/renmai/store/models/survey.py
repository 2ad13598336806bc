"""Surveys 全員摸底: employees are asked whom they can deeply sway (spec 7.3). Answers are private relations."""

from django.db import models
from django.db.models import F, Q

from renmai.store.models.recorded import Recorded


class Survey(Recorded):
    """Open from `opens_on` until `closes_on`, both included; `closed` ones ended earlier."""

    code = models.CharField(max_length=500, unique=True)
    name = models.TextField()
    purpose = models.TextField(blank=True)
    opens_on = models.DateField()
    closes_on = models.DateField()
    closed = models.BooleanField(default=False)
    by = models.ForeignKey("store.Employee", on_delete=models.PROTECT, related_name="surveys_started")

    objects = models.Manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="survey_interval")]


class SurveyInvitation(models.Model):
    """Who is asked. That somebody answered is known, what they answered is theirs: see `PrivateRelation`."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="invitations")
    employee = models.ForeignKey("store.Employee", on_delete=models.PROTECT, related_name="survey_invitations")
    answered_on = models.DateField(null=True)
    reminded_on = models.DateField(null=True)

    objects = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "employee"], name="survey_invitation_once")]
