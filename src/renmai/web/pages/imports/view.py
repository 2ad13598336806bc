"""The import, step by step: upload, match columns, check, import. Administrators only."""

from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from renmai.domain.errors import RenmaiError
from renmai.intake.bundle import FILES
from renmai.output.import_template import how_written, import_template
from renmai.store.actions.upload import (
    begin_upload,
    check_upload,
    choose_for_upload,
    close_upload,
    import_upload,
    map_upload,
)
from renmai.store.models import JobState
from renmai.web.access import Viewer, admin_required
from renmai.web.notices import tell
from renmai.web.pages.imports import checked
from renmai.web.pages.imports.downloads import download, made_file, problem_file
from renmai.web.pages.imports.export import export_of
from renmai.web.pages.imports.flow import Flow, Place, flow_of, recent_flows
from renmai.web.pages.imports.mapping import Form, form_of, known_uses, read_lines, read_uses
from renmai.web.pages.imports.receiving import LARGEST, RefusedError, receive, refuse_large, stream_to_disk
from renmai.wording.columns import FILES as FILE_LABELS
from renmai.wording.columns import label
from renmai.wording.errors import sentence
from renmai.wording.meanings import meaning
from renmai.work.queue import cancel, enqueue_claimed, start_again
from renmai.work.upload import forget_files, needs_mapping, sheets_of, tables_in, uses_of

FOLDER: Final = "pages/imports/"
STOP_REFRESHING: Final = "HX-Redirect"


@csrf_exempt  # checked below, after the size: the token stands in the body, which would have to be read
@require_http_methods(["GET", "HEAD", "POST"])
@admin_required
def imports(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Bring files, see what became of earlier ones."""
    if request.method != "POST":
        return _start(request, viewer)
    try:
        refuse_large(request)
        stream_to_disk(request)
        return _received(request, viewer)
    except RefusedError as refused:
        return _start(request, viewer, error=refused.sentence, status=refused.status)


def _start(request: HttpRequest, viewer: Viewer, error: str = "", status: int = HTTPStatus.OK) -> HttpResponse:
    context = {
        "flows": recent_flows(),
        "export": export_of(viewer),
        "error": error,
        "largest": LARGEST,
        "megabytes": LARGEST // 2**20,
    }
    return render(request, FOLDER + "start.html", context, status=status)


@csrf_protect
def _received(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Look at the files at once: what cannot be read at all is told here, and not kept."""
    received = receive(request.FILES.getlist("files"))
    upload = begin_upload(viewer.employee, received.names, now=timezone.now(), key=received.key)
    try:
        with sheets_of(upload) as sheets:
            foreign = needs_mapping(sheets)
            if foreign:
                tables_in(upload, sheets, {})
    except RenmaiError as error:
        _give_up(upload.pk)
        return _start(request, viewer, error=sentence(error), status=error.code.status)
    if foreign:
        return redirect("import-mapping", upload.pk)
    return _check(Flow(upload), viewer)


def _give_up(key: UUID) -> None:
    forget_files(key)
    close_upload(key, "", {}, now=timezone.now())


@require_GET
@admin_required
def upload(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    """Wherever it is on its way."""
    del viewer
    flow = flow_of(key)
    if flow.place is Place.MAPPING:
        return redirect("import-mapping", key)
    shown = request.GET.get("show", "overview")
    return render(request, FOLDER + "upload.html", {"flow": flow, **_found(request, flow, shown)})


def _found(request: HttpRequest, flow: Flow, shown: str) -> dict[str, Any]:
    """What the page of a checked or finished upload lists."""
    if flow.place is Place.DONE:
        return {"counts": checked.count_rows(flow.upload.counts), "fates": checked.FATES.values()}
    if flow.place is not Place.CHECKED:
        return {}
    shown = shown if shown in checked.TITLES else "overview"
    lists: dict[str, Any] = {"tabs": checked.tabs(flow, shown), "shown": shown, "fates": checked.FATES.values()}
    if shown == "duplicates":
        lists["pairs"] = checked.pair_rows(flow.upload)
    elif shown == "problems":
        lists["problems"] = checked.problem_list(flow.upload, checked.read_filter(request.GET))
    else:
        lists["counts"] = checked.count_rows(flow.summary["counts"])
        lists["private"] = checked.private_text(flow.summary)
        lists["previews"] = checked.previews(flow.upload)
    return lists


@require_GET
@admin_required
def progress(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    """The bar, asked for every second; the whole page once there is something else to see."""
    del viewer
    flow = flow_of(key)
    if flow.is_busy:
        return render(request, FOLDER + "progress.html", {"flow": flow})
    return HttpResponse(headers={STOP_REFRESHING: flow.url})


@require_http_methods(["GET", "HEAD", "POST"])
@admin_required
def mapping(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    """Match columns; asked again with each change, so that it shows what else is to be said."""
    flow = _open_flow(key)
    lines = read_lines(request.POST) or {use.sheet: use.line for use in uses_of(flow.upload)}
    with sheets_of(flow.upload) as sheets:
        tables = tables_in(flow.upload, sheets, lines)
    if request.method != "POST":
        uses, days = known_uses(flow.upload, tables, viewer.today)
        return _mapping_page(request, flow, form_of(tables, uses, days, judged=False))
    uses = read_uses(request.POST, tables, viewer.today)
    judged = form_of(tables, uses, {}, judged=True)
    if "again" in request.POST:
        return _mapping_page(request, flow, form_of(tables, uses, {}, judged=False))
    if judged.is_wrong:
        return _mapping_page(request, flow, judged, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    remembered = {table.signature: table.use.as_json() for table in judged.tables}
    map_upload(flow.upload, remembered, employee=viewer.employee, now=timezone.now())
    return _check(flow, viewer)


def _mapping_page(request: HttpRequest, flow: Flow, form: Form, status: int = HTTPStatus.OK) -> HttpResponse:
    return render(request, FOLDER + "mapping.html", {"flow": flow, "form": form}, status=status)


def _open_flow(key: UUID) -> Flow:
    """One whose files can still be imported; raises `Http404` for any other."""
    flow = flow_of(key)
    if flow.place in (Place.DONE, Place.GONE, Place.IMPORTING):
        raise Http404
    return flow


def _check(flow: Flow, viewer: Viewer) -> HttpResponse:
    if flow.job is not None:
        cancel(flow.job)
    asked = {"upload": str(flow.upload.pk)}
    enqueue_claimed("check-upload", viewer.employee, asked, lambda job: check_upload(flow.upload, job))
    return redirect(flow.url)


@require_POST
@admin_required
def check(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    """Check again: the data or the choices have changed."""
    del request
    return _check(_open_flow(key), viewer)


@require_POST
@admin_required
def choose(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    """What to do about each duplicate, or about all of them; then check again."""
    flow = _open_flow(key)
    if flow.place is not Place.CHECKED:
        return redirect(flow.url)
    pairs = checked.pair_rows(flow.upload)
    everything = request.POST.get("all", "")
    choices = {pair.key: everything or request.POST.get(pair.key, "") for pair in pairs}
    choose_for_upload(flow.upload, {key: choice for key, choice in choices.items() if choice in ("merge", "keep")})
    return _check(flow, viewer)


@require_POST
@admin_required
def commit(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    """Import what was checked; asked twice, it is done once."""
    flow = _open_flow(key)
    if flow.place is not Place.CHECKED:
        return redirect(flow.url)
    partial = request.POST.get("rows") == "good"
    if flow.summary["errors"] and not partial:
        return redirect(flow.url + "?show=problems")
    rows = sum(counts["read"] for counts in flow.summary["counts"].values())
    asked = {"upload": str(key), "partial": partial, "rows": rows}
    enqueue_claimed("import-upload", viewer.employee, asked, lambda job: import_upload(flow.upload, job))
    return redirect(flow.url)


@require_POST
@admin_required
def again(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    """Start a stuck job again; an import that did not fit any more is checked anew."""
    del request
    flow = _open_flow(key)
    if flow.place is not Place.STUCK or flow.job is None:
        return redirect(flow.url)
    if flow.state is JobState.DONE:
        return _check(flow, viewer)
    start_again(flow.job)
    return redirect(flow.url)


@require_POST
@admin_required
def stop(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    """Give it up: nothing of it stays. A job that runs stops first, and the files go with the next request."""
    del viewer
    flow = flow_of(key)
    if flow.is_busy and flow.job is not None:
        cancel(flow.job)
        return redirect(flow.url)
    if flow.place not in (Place.DONE, Place.GONE):
        _give_up(key)
        tell(request, gettext("The upload and its files are gone; nothing was imported."))
    return redirect("import")


@require_GET
@admin_required
def problems(request: HttpRequest, viewer: Viewer, key: UUID, form: str) -> HttpResponse:
    """Every problem in one file, with what goes with rejected rows."""
    del request, viewer
    flow = flow_of(key)
    if flow.place is not Place.CHECKED or form not in ("csv", "xlsx"):
        raise Http404
    found = checked.problems(flow.upload) + checked.problems(flow.upload, "consequences")
    return download(problem_file(checked.problem_rows(flow.upload, found), form), f"renmai-problems.{form}")


@require_GET
@admin_required
def rejected(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    """The rows that were not imported, with reasons, to be corrected and imported."""
    del request, viewer
    return made_file(flow_of(key).upload.import_job, "renmai-rejected.zip")


@require_GET
@admin_required
def template(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """An empty workbook of ours."""
    del request, viewer
    return download(import_template(lambda name, file: str(label(name, file))), "renmai-template.xlsx")


@require_GET
@admin_required
def import_format(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Every file and column of a bundle, in words."""
    del viewer
    files = [
        {
            "file": file,
            "label": FILE_LABELS[file.name],
            "meaning": meaning(file.meaning),
            "columns": [
                {
                    "column": column,
                    "label": label(column.name, file.name),
                    "meaning": meaning(column.meaning),
                    "written": how_written(column),
                }
                for column in file.columns
            ],
        }
        for file in FILES
    ]
    return render(request, FOLDER + "format.html", {"files": files})
