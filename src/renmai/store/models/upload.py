"""Uploads: files that somebody brought, on their way to being imported or given up."""

import uuid

from django.db import models


class Upload(models.Model):
    """One upload. No fact: its files lie beside the database and are gone when it is `closed_at`.

    `names`: the files as they were called. `mapping`: which of their sheets and columns are which
    of ours (empty: they are ours already). `choices`: what to do about duplicates. `check` reads
    it without writing, `import_job` writes. `status` and `counts` say what came of it in the end.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    employee = models.ForeignKey("store.Employee", on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField()
    names = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    choices = models.JSONField(default=dict)
    check_job = models.ForeignKey("store.Job", null=True, on_delete=models.SET_NULL, related_name="+")
    import_job = models.ForeignKey("store.Job", null=True, on_delete=models.SET_NULL, related_name="+")
    closed_at = models.DateTimeField(null=True)
    status = models.CharField(max_length=20, blank=True)
    counts = models.JSONField(default=dict)

    objects = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["created_at"], name="upload_by_age")]
