"""Everything as a bundle to take away: the way back in is the import."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from renmai.store.models import Job, JobState
from renmai.web.access import Viewer, admin_required
from renmai.web.numbers import COUNT
from renmai.web.pages.imports.downloads import made_file
from renmai.wording.disclosure import untold_text
from renmai.work.progress import folder_of, read_progress
from renmai.work.queue import enqueue, state_of

KIND = "export"


@dataclass(frozen=True)
class Export:
    """The viewer's latest export of everything."""

    job: Job

    @cached_property
    def state(self) -> JobState:
        return state_of(self.job)

    @property
    def is_busy(self) -> bool:
        return not self.state.is_over

    @property
    def url(self) -> str:
        """Of the file, while it is there."""
        there = self.job.file and (folder_of(self.job.pk) / self.job.file).is_file()
        return reverse("import-export-file", args=[self.job.pk]) if there else ""

    @property
    def rows(self) -> str:
        return COUNT.value(self.job.outcome.get("rows", 0))

    @property
    def untold(self) -> str:
        """Rows that are in no bundle, in a sentence."""
        rows = self.job.outcome.get("untold", 0)
        return untold_text(rows) if rows else ""

    @property
    def doing(self) -> str:
        return read_progress(self.job.pk, self.job.attempt).step or gettext("Waiting for its turn")


def export_of(viewer: Viewer) -> Export | None:
    found = Job.objects.filter(kind=KIND, employee=viewer.employee).order_by("-created_at").first()
    return Export(found) if found else None


@require_POST
@admin_required
def export(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Begin to write everything into one file, unless it is being written."""
    del request
    latest = export_of(viewer)
    if latest is None or not latest.is_busy:
        enqueue(KIND, viewer.employee, {})
    return redirect("import")


@require_GET
@admin_required
def export_progress(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return render(request, "pages/imports/export.html", {"export": export_of(viewer)})


@require_GET
@admin_required
def export_file(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    """The file, for whoever asked for it."""
    del request
    job = Job.objects.filter(pk=key, kind=KIND, employee=viewer.employee).first()
    if job is None:
        raise Http404
    return made_file(job, job.file)
