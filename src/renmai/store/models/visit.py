"""Visits: when an employee last looked at today's page. No fact: it belongs to its employee alone."""

from django.db import models


class Visit(models.Model):
    """`since` is when the visit before this one ended, null on the first one."""

    employee = models.OneToOneField("store.Employee", on_delete=models.CASCADE, primary_key=True, related_name="visit")
    last_seen_at = models.DateTimeField()
    since = models.DateTimeField(null=True)

    objects = models.Manager()
