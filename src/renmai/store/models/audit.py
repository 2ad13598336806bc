"""The audit trail: what a write replaced (spec 1.2, 1.10)."""

from django.db import models


class AuditEntry(models.Model):
    """One row written by a revision.

    `before` and `after` hold the row by bundle column (None: there was or is no row). A row that
    a bulk import *adds* needs no entry: it carries its revision, and is its own `after`.
    `subject` is the first part of the key, whose history is asked for: a code of the bundle.
    """

    revision = models.ForeignKey("store.Revision", on_delete=models.PROTECT, related_name="entries")
    file = models.CharField(max_length=40)
    key = models.JSONField()
    subject = models.CharField(max_length=500, blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    objects = models.Manager()

    class Meta:
        indexes = [
            models.Index(fields=["file", "revision"], name="audit_by_file"),
            models.Index(fields=["subject", "file"], name="audit_by_subject"),
        ]
