"""The whole database as a bundle to fetch (spec 2). The export is in the audit trail."""

from typing import Final

from renmai.output.bundle import write_bundle
from renmai.store.facts import untold
from renmai.work.kinds import Errand, Result

FILE: Final = "renmai.zip"


def run(errand: Errand) -> Result:
    path = errand.folder / f"{errand.now:%Y-%m-%d}-{FILE}"
    path.unlink(missing_ok=True)  # of an attempt that was interrupted
    counts = write_bundle(
        path,
        actor=errand.job.employee.code,
        now=errand.now,
        progress=lambda file, rows: errand.report(file, rows, 0),
    )
    return Result({"rows": sum(counts.values()), "untold": untold()}, file=path.name)
