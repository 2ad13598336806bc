"""Saving a list under a name, renaming and deleting what was saved."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from renmai.analytics.reports import check
from renmai.analytics.visible import widest_view
from renmai.domain.errors import RenmaiError
from renmai.store.actions.saved_filter import delete_filter, rename_filter, save_filter
from renmai.store.models import SavedFilter
from renmai.web import parameters
from renmai.web.access import Viewer, viewer_required
from renmai.web.notices import tell
from renmai.web.pages.saved_filter.menu import address
from renmai.wording.errors import sentence
from renmai.wording.terms import LINES, Term


@dataclass(frozen=True, slots=True)
class Form:
    """`problem` says what is wrong with the name; what was typed stays."""

    line: Term
    url: str
    back_url: str
    query: str
    name: str
    is_default: bool
    delete_url: str = ""
    problem: str = ""

    @property
    def status(self) -> int:
        return 422 if self.problem else 200


@require_POST
@viewer_required
def saved_filters(request: HttpRequest, viewer: Viewer, line: str) -> HttpResponse:
    """Save a list: its question, words, conditions, order and columns, not its page."""
    query = _canonical(viewer, line, request.POST.get("query", ""))
    name, is_default = _given(request)
    try:
        saved = save_filter(viewer.employee, line, name, query, is_default=is_default)
    except RenmaiError as refused:
        url = reverse("saved-filters", args=[line])
        back = reverse("line", args=[line]) + query
        return _show(request, Form(LINES[line], url, back, query, name, is_default, problem=sentence(refused)))
    tell(request, gettext("Saved as “%(name)s”.") % {"name": saved.name})
    return redirect(address(saved))


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def saved_filter(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Rename it, or make it what its line opens with."""
    saved = _mine(viewer, pk)
    if request.method != "POST":
        return _show(request, _form(saved, saved.name, is_default=saved.is_default))
    name, is_default = _given(request)
    try:
        rename_filter(saved, name, is_default=is_default)
    except RenmaiError as refused:
        return _show(request, _form(saved, name, is_default=is_default, problem=sentence(refused)))
    tell(request, gettext("Saved as “%(name)s”.") % {"name": saved.name})
    return redirect(address(saved))


@require_POST
@viewer_required
def forget_filter(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    saved = _mine(viewer, pk)
    tell(request, gettext("“%(name)s” is deleted.") % {"name": saved.name})
    back = address(saved)
    delete_filter(saved)
    return redirect(back)


def _mine(viewer: Viewer, pk: int) -> SavedFilter:
    """Those of others do not exist."""
    found = SavedFilter.objects.filter(employee=viewer.employee, pk=pk).select_related("employee").first()
    if found is None:
        raise Http404
    return found


def _given(request: HttpRequest) -> tuple[str, bool]:
    return request.POST.get("name", ""), request.POST.get("is_default") == "yes"


def _canonical(viewer: Viewer, line: str, query: str) -> str:
    """The shortest address of the same list; raises `RenmaiError` for what could not be shown."""
    given = QueryDict(query.removeprefix("?"))
    asked = parameters.read(given, viewer.today, widest_view(viewer.panel, viewer.scope), viewer.scope.viewer)
    check(viewer.panel, line, asked.question, viewer.scope)
    return asked.first_page().query()


def _form(saved: SavedFilter, name: str, *, is_default: bool, problem: str = "") -> Form:
    return Form(
        LINES[saved.line],
        reverse("saved-filter", args=[saved.pk]),
        address(saved),
        saved.query,
        name,
        is_default,
        reverse("saved-filter-delete", args=[saved.pk]),
        problem,
    )


def _show(request: HttpRequest, form: Form) -> HttpResponse:
    return render(request, "pages/saved_filter/saved_filter.html", {"page": form}, status=form.status)
