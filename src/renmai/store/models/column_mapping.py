"""How the columns of foreign tables were mapped to ours, to be offered the next time."""

from django.db import models


class ColumnMapping(models.Model):
    """The latest choice for tables with these headings; `signature` tells them apart."""

    signature = models.CharField(max_length=64, primary_key=True)
    employee = models.ForeignKey("store.Employee", null=True, on_delete=models.SET_NULL, related_name="+")
    used_at = models.DateTimeField()
    uses = models.JSONField()

    objects = models.Manager()
