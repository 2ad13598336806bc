"""Who recorded a fact and when (spec 1.2): every row points to the revision that wrote it."""

from django.db import models


class Recorded(models.Model):
    """`revision` is the one that wrote the row as it is now; earlier ones are in the audit trail."""

    revision = models.ForeignKey("store.Revision", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True
