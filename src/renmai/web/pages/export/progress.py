"""Long exports: asked for, watched, cancelled, and fetched by whoever asked, as long as they may see it."""

from dataclasses import dataclass
from pathlib import PurePath
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from renmai.analytics.reports import check
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.models import Job
from renmai.store.models.job import JobState
from renmai.web.access import Viewer, viewer_required
from renmai.web.numbers import COUNT
from renmai.web.pages.export.download import download
from renmai.web.pages.export.wanted import Wanted
from renmai.wording.errors import sentence
from renmai.work import export_line
from renmai.work.progress import folder_of, read_progress
from renmai.work.queue import cancel, enqueue, state_of


@dataclass(frozen=True, slots=True)
class Long:
    """A list that takes too long to wait for."""

    count: str
    form: str
    url: str
    back_url: str


@dataclass(frozen=True, slots=True)
class Making:
    """A file in the making. `done` and `total` are rows; `problem` says why there will be none."""

    name: str
    told: str
    state: str
    done: int
    total: int
    count: str
    problem: str
    url: str
    file_url: str
    cancel_url: str
    back_url: str

    @property
    def goes_on(self) -> bool:
        return not JobState(self.state).is_over


def offer(wanted: Wanted, form: str, rows: int) -> HttpResponse:
    """Instead of a file that takes too long: how long the list is, and a button."""
    long = Long(COUNT.value(rows), form.upper(), wanted.request.get_full_path(), _back(wanted.line.name))
    return render(wanted.request, "pages/export/long.html", {"page": long})


def ask(wanted: Wanted, form: str) -> HttpResponse:
    """Have it made after the page has answered."""
    export_line.forget_old(timezone.now())
    question = wanted.asked.plain().parameters(dated=True)
    asked = export_line.to_ask(form, question, wanted.which(), wanted.asked.length, wanted.head)
    job = enqueue(export_line.KIND, wanted.viewer.employee, asked)
    return redirect("export", job=job.pk)


@require_safe
@viewer_required
def progress(request: HttpRequest, viewer: Viewer, job: UUID) -> HttpResponse:
    return render(request, "pages/export/progress.html", {"page": _making(_job_of(viewer, job))})


@require_POST
@viewer_required
def stop(request: HttpRequest, viewer: Viewer, job: UUID) -> HttpResponse:
    del request
    cancel(_job_of(viewer, job))
    return redirect("export", job=job)


@require_safe
@viewer_required
def fetch(request: HttpRequest, viewer: Viewer, job: UUID) -> HttpResponse:
    """The finished file. What its asker may not see any more, or not in the same way, is not there."""
    del request
    found = _job_of(viewer, job)
    path = folder_of(found.pk) / PurePath(found.file).name
    if state_of(found) is not JobState.DONE or not found.file or not path.is_file():
        raise Http404
    line = found.asked["list"]["line"]
    check(viewer.panel, line, export_line.question_of(found.asked, viewer.today, viewer.scope), viewer.scope)
    if found.outcome["sight"] != export_line.sight(viewer.scope):
        raise Http404
    return download(path.read_bytes(), path.name)


def _job_of(viewer: Viewer, job: UUID) -> Job:
    """Whoever asked for it a day ago at the most."""
    since = timezone.now() - export_line.KEPT
    mine = Job.objects.filter(kind=export_line.KIND, employee=viewer.employee, created_at__gte=since)
    found = mine.filter(pk=job).first()
    if found is None:
        raise Http404
    return found


def _making(job: Job) -> Making:
    told, state = read_progress(job.pk, job.attempt), state_of(job)
    head = job.asked["head"]
    return Making(
        name=" · ".join(part for part in (head["title"], head["name"]) if part) + f" ({job.asked['form'].upper()})",
        told=" · ".join(value for _, value in head["facts"]),
        state=state.value,
        done=told.done,
        total=told.total,
        count=COUNT.value(job.outcome.get("rows")) if state is JobState.DONE else "",
        problem=_problem(job, state),
        url=reverse("export", args=[job.pk]),
        file_url=reverse("export-file", args=[job.pk]),
        cancel_url=reverse("export-cancel", args=[job.pk]),
        back_url=_back(job.asked["list"]["line"]),
    )


def _problem(job: Job, state: JobState) -> str:
    if state is JobState.FAILED:
        code = job.outcome.get("error")
        known = code in set(ErrorCode)
        return sentence(RenmaiError(ErrorCode(code), **job.outcome["params"])) if known else _broken()
    return {JobState.CANCELLED: gettext("Cancelled: there is no file."), JobState.INTERRUPTED: _broken()}.get(state, "")


def _broken() -> str:
    return gettext("Making the file was interrupted. Please export once more.")


def _back(line: str) -> str:
    return reverse("line", args=[line])
