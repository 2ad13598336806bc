"""Every kind of job by name: the module of this room that does it."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from renmai.store.actions.job import Details
from renmai.store.models import Job
from renmai.work.progress import Report

MODULES: Final[dict[str, str]] = {
    "export": "renmai.work.export_bundle",
    "export-line": "renmai.work.export_line",
    "check-upload": "renmai.work.check_upload",
    "import-upload": "renmai.work.import_upload",
}
"""The module of each kind; each has `run(errand) -> Result`."""


@dataclass(frozen=True, slots=True)
class Errand:
    """A job at work: `report` its progress (which may raise `CancelledError`), make files in `folder`.

    `now` is when it was begun, for what it records.
    """

    job: Job
    folder: Path
    now: datetime
    report: Report


@dataclass(frozen=True, slots=True)
class Result:
    """`outcome` is kept with the job as JSON; `file` names the file to fetch, in the job's folder."""

    outcome: Details = field(default_factory=dict)
    file: str = ""


def run_of(kind: str) -> Callable[[Errand], Result]:
    """Raises `KeyError` for a kind that there is not."""
    run: Callable[[Errand], Result] = importlib.import_module(MODULES[kind]).run
    return run
