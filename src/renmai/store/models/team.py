"""Teams: a forest of our company's units."""

from django.db import models

from renmai.store.models.recorded import Recorded


class Team(Recorded):
    code = models.CharField(max_length=500, unique=True)
    name = models.TextField()
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    leader = models.ForeignKey("store.Employee", null=True, on_delete=models.PROTECT, related_name="led_teams")

    objects = models.Manager()
