"""Where an upload is on its way: one can leave at any step, and anybody who may import can go on."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.models import Job, JobState, Upload
from renmai.web.numbers import COUNT
from renmai.wording.errors import sentence
from renmai.work.check_upload import CHECKING, COMPARING, READING
from renmai.work.import_upload import WRITING
from renmai.work.progress import Progress, folder_of, read_progress
from renmai.work.queue import BUSY, is_stopping, state_of
from renmai.work.upload import has_files

RECENT: Final = 12


class Place(StrEnum):
    """What the page of an upload shows."""

    MAPPING = "mapping"
    CHECKING = "checking"
    CHECKED = "checked"
    IMPORTING = "importing"
    STUCK = "stuck"
    DONE = "done"
    GONE = "gone"


STEPS: Final = (
    gettext_lazy("Upload"),
    gettext_lazy("Match columns"),
    gettext_lazy("Check"),
    pgettext_lazy("step", "Import"),
)
_STEP_OF: Final = {
    Place.MAPPING: 1,
    Place.CHECKING: 2,
    Place.CHECKED: 2,
    Place.IMPORTING: 3,
    Place.STUCK: 2,
    Place.DONE: 3,
    Place.GONE: 0,
}
DOING: Final[dict[str, str | Promise]] = {
    "": gettext_lazy("Starting"),
    READING: gettext_lazy("Reading the rows"),
    COMPARING: gettext_lazy("Looking for duplicates"),
    CHECKING: gettext_lazy("Checking against what is stored"),
    WRITING: gettext_lazy("Writing"),
    BUSY: gettext_lazy("Waiting: somebody else is writing to the database"),
}
OUTCOMES: Final = {
    "imported": pgettext_lazy("outcome", "Imported"),
    "partial": pgettext_lazy("outcome", "Imported in part"),
    "": pgettext_lazy("outcome", "Given up"),
}


@dataclass(frozen=True, slots=True)
class Step:
    label: str | Promise
    state: str


@dataclass(frozen=True)
class Flow:
    """An upload as its page shows it."""

    upload: Upload

    @property
    def url(self) -> str:
        return reverse("import-upload", args=[self.upload.pk])

    @property
    def name(self) -> str:
        names = self.upload.names
        return (
            names[0]
            if len(names) == 1
            else gettext("%(first)s and %(more)s more")
            % {
                "first": names[0],
                "more": len(names) - 1,
            }
        )

    @property
    def job(self) -> Job | None:
        """The latest job that is about it."""
        return self.upload.import_job or self.upload.check_job

    @cached_property
    def state(self) -> JobState | None:
        return state_of(self.job) if self.job else None

    @cached_property
    def place(self) -> Place:
        if self.upload.closed_at:
            return Place.DONE if self.upload.status else Place.GONE
        if not has_files(self.upload.pk):
            return Place.GONE
        if self.state is None:
            return Place.MAPPING
        if not self.state.is_over:
            return Place.IMPORTING if self.upload.import_job else Place.CHECKING
        if self.state is JobState.DONE and not self.upload.import_job:
            return Place.CHECKED
        return Place.STUCK

    @property
    def is_busy(self) -> bool:
        return self.place in (Place.CHECKING, Place.IMPORTING)

    @property
    def is_mapped(self) -> bool:
        """Whether its columns are others' and can be matched again."""
        return bool(self.upload.mapping)

    @property
    def steps(self) -> list[Step]:
        if self.place is Place.DONE:
            return self._steps(len(STEPS))
        return self._steps(3 if self.upload.import_job else _STEP_OF[self.place])

    @property
    def matching_steps(self) -> list[Step]:
        """While columns are matched, be it again."""
        return self._steps(_STEP_OF[Place.MAPPING])

    def _steps(self, current: int) -> list[Step]:
        states = ["done"] * current + ["current"] + [""] * len(STEPS)
        if not self.is_mapped and current > 1:
            states[1] = "skipped"
        return [Step(label, state) for label, state in zip(STEPS, states, strict=False)]

    @cached_property
    def progress(self) -> Progress:
        return read_progress(self.job.pk, self.job.attempt) if self.job else Progress()

    @property
    def doing(self) -> str:
        """What its job does, in words."""
        if self.job and is_stopping(self.job):
            return gettext("Stopping; nothing will be kept")
        if self.state is JobState.WAITING:
            return gettext("Waiting for its turn")
        return str(DOING.get(self.progress.step, DOING[""]))

    @property
    def rows(self) -> str:
        """How many rows are done, of how many."""
        done, total = self.progress.done, self.progress.total
        if not total:
            return gettext("%(rows)s rows") % {"rows": COUNT.value(done)} if done else ""
        return f"{100 * done // total}%"

    @property
    def summary(self) -> dict[str, Any]:
        """What the check found; empty before."""
        job = self.upload.check_job
        return job.outcome if job and state_of(job) is JobState.DONE else {}

    @property
    def trouble(self) -> str:
        """Why it is stuck."""
        job = self.job
        if job is None or self.place is not Place.STUCK:
            return ""
        if self.state is JobState.DONE:
            return gettext("The data changed since the check, and some rows no longer fit. Check again.")
        if self.state is JobState.CANCELLED:
            return gettext("It was stopped, and nothing was kept.")
        if self.state is JobState.INTERRUPTED:
            return gettext("The server stopped in the middle of it. Nothing of it was kept; start it again.")
        return _error(job)

    @property
    def came_to(self) -> str:
        if self.place is Place.DONE:
            return str(OUTCOMES[self.upload.status])
        if self.place is Place.GONE:
            return str(OUTCOMES[""])
        return str(_UNDER_WAY[self.place])

    @property
    def added(self) -> int:
        return sum(counts["added"] for counts in self.upload.counts.values())

    @property
    def changed(self) -> int:
        return sum(counts["changed"] for counts in self.upload.counts.values())

    @property
    def rejected(self) -> int:
        return sum(counts["rejected"] for counts in self.upload.counts.values())

    @property
    def good(self) -> int:
        """Rows that can be imported."""
        counts = self.summary.get("counts", {}).values()
        return sum(row["read"] - row["rejected"] for row in counts)

    @property
    def numbers(self) -> dict[str, str]:
        """As they are written."""
        found = self.summary
        left_out = sum(row["rejected"] for row in found.get("counts", {}).values())
        numbers = {
            "added": self.added,
            "changed": self.changed,
            "rejected": self.rejected,
            "good": self.good,
            "left_out": left_out,
            "errors": found.get("errors", 0),
        }
        return {name: COUNT.value(number) for name, number in numbers.items()}

    @property
    def has_rejected(self) -> bool:
        """Whether the file with the rows that were not imported is still there."""
        job = self.upload.import_job
        return bool(job and job.file and (folder_of(job.pk) / job.file).is_file())

    @property
    def ended_at(self) -> datetime:
        return self.upload.closed_at or self.upload.created_at


_UNDER_WAY: Final = {
    Place.MAPPING: gettext_lazy("Columns to be matched"),
    Place.CHECKING: gettext_lazy("Being checked"),
    Place.CHECKED: gettext_lazy("Checked, to be imported"),
    Place.IMPORTING: gettext_lazy("Being imported"),
    Place.STUCK: gettext_lazy("Stopped"),
}


def _error(job: Job) -> str:
    code = job.outcome.get("error")
    if not code:
        return gettext("Something broke on our side. Nothing was changed; the server's log says more.")
    return sentence(RenmaiError(ErrorCode(code), **job.outcome.get("params", {})))


def flow_of(key: UUID) -> Flow:
    """Raises `Http404`."""
    found = Upload.objects.select_related("employee", "check_job", "import_job").filter(pk=key).first()
    if found is None:
        raise Http404
    return Flow(found)


def recent_flows() -> list[Flow]:
    found = Upload.objects.select_related("employee", "check_job", "import_job").order_by("-created_at")
    return [Flow(upload) for upload in found[:RECENT]]
