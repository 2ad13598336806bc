"""Importing an upload as it was checked: all of it, or the good rows, or nothing."""

import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Final

from renmai.intake.importing import ImportStatus, Outcome, Watch, import_delivery
from renmai.intake.rejects import Rejects
from renmai.store.actions.upload import close_upload
from renmai.store.models import Upload
from renmai.wording.problems import explain
from renmai.work.check_upload import CHECKING, READING
from renmai.work.kinds import Errand, Result
from renmai.work.upload import REJECTED, delivery_of, forget_files, merging, read_notes

WRITING: Final = "writing"


def run(errand: Errand) -> Result:
    upload = Upload.objects.get(pk=errand.job.asked["upload"])
    if upload.status:
        return _imported_before(errand.folder, upload)
    rejects = Rejects(_fresh(errand.folder / REJECTED), explain) if errand.job.asked["partial"] else None
    with delivery_of(upload) as found:
        delivery = merging(found, read_notes(upload.pk, "merges") or {})
        outcome = import_delivery(
            delivery,
            actor=errand.job.employee.code,
            now=errand.now,
            partial=rejects,
            watch=_watch(errand, errand.job.asked["rows"]),
        )
    counts = {name: asdict(counts) for name, counts in outcome.counts.items()}
    result = Result(
        {"status": outcome.status.value, "counts": counts, "private": outcome.left_out}, _packed(errand.folder, outcome)
    )
    if outcome.status is not ImportStatus.REJECTED:
        close_upload(upload.pk, outcome.status.value, counts, now=errand.now)
        forget_files(upload.pk)
    return result


def _imported_before(folder: Path, upload: Upload) -> Result:
    """What an attempt came to that was killed when all but its last word was said; the files are gone."""
    packed = folder / f"{REJECTED}.zip"
    told = {"status": upload.status, "counts": upload.counts, "private": 0}
    return Result(told, packed.name if packed.exists() else "")


def _fresh(folder: Path) -> Path:
    """Without the leavings of an attempt that was interrupted."""
    shutil.rmtree(folder, ignore_errors=True)
    return folder


def _watch(errand: Errand, rows: int) -> Watch:
    """Reading is half of the way, writing the other; rows that change nothing are not written."""
    read: dict[str, int] = {}
    written: dict[str, int] = {}

    def reading(name: str, done: int) -> None:
        read[name] = done
        errand.report(READING, sum(read.values()), 2 * rows)

    def writing(name: str, done: int) -> None:
        written[name] = done
        errand.report(WRITING, rows + sum(written.values()), 2 * rows)

    return Watch(reading, lambda: errand.report(CHECKING, rows + sum(written.values()), 2 * rows), writing)


def _packed(folder: Path, outcome: Outcome) -> str:
    if outcome.status is not ImportStatus.PARTIAL:
        return ""
    return Path(shutil.make_archive(str(folder / REJECTED), "zip", folder / REJECTED)).name
