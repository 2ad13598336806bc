"""Uploads on their way: mapped, checked, imported or given up. No fact is written here, so there is no revision."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from renmai.store.models import ColumnMapping, Employee, Job, Upload


def begin_upload(employee: Employee, names: Sequence[str], *, now: datetime, key: UUID) -> Upload:
    """Note files that have arrived and lie in the folder of this key."""
    return Upload.objects.create(id=key, employee=employee, names=list(names), created_at=now)


def map_upload(upload: Upload, uses: Mapping[str, Any], *, employee: Employee, now: datetime) -> None:
    """Say which columns are which, and remember it by the headings they stand under.

    `uses`: by signature of the headings how the table is used. What was checked before says nothing any more.
    """
    for signature, use in uses.items():
        ColumnMapping.objects.update_or_create(
            signature=signature, defaults={"employee": employee, "used_at": now, "uses": use}
        )
    upload.mapping = {"uses": list(uses.values())}
    upload.choices = {}
    upload.check_job = upload.import_job = None
    upload.save(update_fields=["mapping", "choices", "check_job", "import_job"])


def choose_for_upload(upload: Upload, choices: Mapping[str, str]) -> None:
    """What to do about duplicates, by the key of the pair; choices made before stay."""
    upload.choices = {**upload.choices, **choices}
    upload.save(update_fields=["choices"])


def check_upload(upload: Upload, job: Job) -> bool:
    """This job checks it as it is now; gives False if it is imported or given up."""
    return bool(Upload.objects.filter(pk=upload.pk, closed_at=None).update(check_job=job, import_job=None))


def import_upload(upload: Upload, job: Job) -> bool:
    """This job imports what was checked; gives False if another one does already."""
    idle = Upload.objects.filter(pk=upload.pk, check_job=upload.check_job, import_job=None, closed_at=None)
    return bool(idle.update(import_job=job))


def close_upload(upload: UUID, status: str, counts: Mapping[str, Any], *, now: datetime) -> None:
    """It is imported (a status of `ImportStatus`) or given up (blank)."""
    Upload.objects.filter(pk=upload, closed_at=None).update(status=status, counts=dict(counts), closed_at=now)
