"""Insight by help 協助洞察: one page for two people, who answers and who takes the answer over."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from renmai.domain.errors import RenmaiError
from renmai.domain.help_request import HelpKind, HelpState
from renmai.store.actions.assessment import Statement
from renmai.store.actions.insight_answer import answer_insight, take_insight
from renmai.store.models import HelpRequest, InsightAnswer
from renmai.web.access import Viewer, key_person_of, viewer_required
from renmai.web.fields import text_of
from renmai.web.notices import tell
from renmai.web.pages.contact.capture import said_values
from renmai.web.pages.insight_answer.context import giving, taking
from renmai.web.pages.undo.view import undo_of


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def insight_answer(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """The giver's form while it is asked of them, the asker's once there is an answer; 404 for anybody else."""
    asked = _asked(viewer, code)
    found = InsightAnswer.objects.of(viewer.employee).select_related("request__giver").filter(request=asked).first()
    if asked.giver_id == viewer.employee.pk and asked.state == HelpState.ACCEPTED:
        return _give(request, viewer, asked, found)
    if asked.asker_id == viewer.employee.pk and found is not None:
        return _take(request, viewer, asked, found)
    raise Http404


def _asked(viewer: Viewer, code: str) -> HelpRequest:
    rows = HelpRequest.objects.of(viewer.employee).filter(code=code, kind=HelpKind.INSIGHT)
    found: HelpRequest | None = rows.select_related("key_person__customer", "asker", "giver").first()
    if found is None:
        raise Http404
    return found


def _give(request: HttpRequest, viewer: Viewer, asked: HelpRequest, found: InsightAnswer | None) -> HttpResponse:
    error = None
    if request.method == "POST":
        try:
            values, _ = said_values(request.POST)
            note = text_of(request.POST, "note")
            answer_insight(asked, values, note, by=viewer.employee, today=viewer.today, now=timezone.now())
        except RenmaiError as refused:
            error = refused
        else:
            tell(request, gettext("Thank you: your answer has been passed on."))
            return redirect(reverse("help-insight", args=[asked.code]))
    page = giving(asked, found, request.POST if error else None, error)
    return render(request, "pages/insight_answer/giving.html", {"page": page}, status=_status(error))


def _take(request: HttpRequest, viewer: Viewer, asked: HelpRequest, found: InsightAnswer) -> HttpResponse:
    person = key_person_of(viewer, asked.key_person.code)
    error = None
    if request.method == "POST":
        values, seen = said_values(request.POST)
        said = Statement(viewer.today, values, seen, text_of(request.POST, "note"))
        try:
            made = take_insight(found, said, by=viewer.employee, today=viewer.today, now=timezone.now())
        except RenmaiError as refused:
            error = refused
        else:
            text = gettext("Taken over: %(name)s.") % {"name": person.name}
            tell(request, text, undo=undo_of(made))
            return redirect(reverse("key-person", args=[person.code]))
    page = taking(viewer, person, found, request.POST if error else None, error)
    return render(request, "pages/insight_answer/taking.html", {"page": page}, status=_status(error))


def _status(error: RenmaiError | None) -> HTTPStatus:
    return error.code.status if error else HTTPStatus.OK
