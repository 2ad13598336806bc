"""Requests for help: somebody is stuck with a key person whom a colleague can reach (spec 7.3)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from renmai.domain.help_request import HelpKind, HelpState, Outcome
from renmai.store.models.recorded import Recorded
from renmai.store.owned import Owned


class HelpRequest(Owned, Recorded):
    """Between two employees, and nobody else's. `giver` is unknown to the asker while `blind`.

    `through` is the inner influencer whom the giver can sway, empty where the path is direct.
    """

    owner_paths: ClassVar[tuple[str, ...]] = ("asker_id", "giver_id")

    code = models.CharField(max_length=500, unique=True)
    kind = models.CharField(max_length=10, choices=[(one.value, one.value) for one in HelpKind])
    key_person = models.ForeignKey("store.KeyPerson", on_delete=models.PROTECT, related_name="help_requests")
    through = models.ForeignKey(
        "store.KeyPerson", null=True, on_delete=models.PROTECT, related_name="help_requests_through"
    )
    opportunity = models.ForeignKey(
        "store.Opportunity", null=True, on_delete=models.PROTECT, related_name="help_requests"
    )
    asker = models.ForeignKey("store.Employee", on_delete=models.PROTECT, related_name="help_asked")
    giver = models.ForeignKey("store.Employee", on_delete=models.PROTECT, related_name="help_given")
    blind = models.BooleanField(default=False)
    goal = models.TextField()
    asked_on = models.DateField()
    state = models.CharField(
        max_length=12, choices=[(one.value, one.value) for one in HelpState], default=HelpState.ASKED
    )
    answered_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    outcome = models.CharField(max_length=12, blank=True, choices=[(one.value, one.value) for one in Outcome])
    outcome_note = models.TextField(blank=True)
    thanks = models.TextField(blank=True)
    use = models.ForeignKey("store.InfluenceUse", null=True, on_delete=models.PROTECT, related_name="help_requests")

    class Meta(Owned.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[one.value for one in HelpKind]), name="help_request_kind"),
            models.CheckConstraint(condition=Q(state__in=[one.value for one in HelpState]), name="help_request_state"),
            models.CheckConstraint(condition=~Q(asker=F("giver")), name="help_request_of_another"),
        ]
        indexes = [
            models.Index(fields=["giver", "state"], name="help_request_given"),
            models.Index(fields=["asker", "state"], name="help_request_asked"),
        ]


class HelpMessage(Owned):
    """What was said about a request, in the order of the keys."""

    owner_paths: ClassVar[tuple[str, ...]] = ("request__asker_id", "request__giver_id")

    request = models.ForeignKey(HelpRequest, on_delete=models.PROTECT, related_name="messages")
    by_giver = models.BooleanField()
    text = models.TextField()
    said_at = models.DateTimeField()

    class Meta(Owned.Meta):
        pass


class InsightAnswer(Owned):
    """What a colleague thinks of an uninsighted person, until the asker takes it over; empty values: unknown.

    `taken_on` and `revision` tell when it became an assessment, and which write that was.
    """

    owner_paths: ClassVar[tuple[str, ...]] = ("request__asker_id", "request__giver_id")

    request = models.OneToOneField(HelpRequest, on_delete=models.PROTECT, related_name="answer")
    closeness = models.SmallIntegerField(null=True)
    solution = models.SmallIntegerField(null=True)
    price = models.SmallIntegerField(null=True)
    veto = models.BooleanField(null=True)
    approver = models.BooleanField(null=True)
    note = models.TextField(blank=True)
    answered_on = models.DateField()
    taken_on = models.DateField(null=True)
    revision = models.ForeignKey("store.Revision", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Owned.Meta):
        pass
