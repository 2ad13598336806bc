"""The survey 全員摸底: what one is asked, and answering it in two minutes (spec 7.3).

Nothing of what is typed or sent is kept but what the employee confirms in the end: not in the database, on disk,
in a log or in the address.
"""

import json
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.intake.contact_file import MOST, Contact
from renmai.store.actions.survey import record_contact_check
from renmai.store.models import SurveyInvitation
from renmai.store.survey import invitations
from renmai.web.access import Viewer, viewer_required
from renmai.web.notices import tell
from renmai.web.numbers import COUNT
from renmai.web.pages.network_survey.campaigns import campaigns
from renmai.web.pages.network_survey.confirming import keep, read_confirmed
from renmai.web.pages.network_survey.matching import Line, Matched, matched
from renmai.web.pages.network_survey.typed import LARGEST, blank_rows, contacts_sent, rows_sent
from renmai.web.receiving import keep_in_memory, refuse_large
from renmai.wording.errors import sentence

PAGES = "pages/network_survey"
LINES = "application/x-ndjson"
"""Asked for by the island: how far it has come, line by line, and the page's part in the last one."""


@require_safe
@viewer_required
def survey(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What waits for an answer; for who leads, how far each team has come."""
    context = {
        "asked": list(invitations(viewer.employee, viewer.today)),
        "campaigns": campaigns(viewer) if viewer.leads else [],
        "leads": viewer.leads,
        "may_start": viewer.scope.everything,
    }
    return render(request, f"{PAGES}/network_survey.html", context)


@csrf_exempt  # checked below, after the size: the token stands in the body, which would have to be read
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@viewer_required
def answer(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """Whom one knows: typed or in a file; sending it shows who may be meant."""
    invitation = _asked(viewer, code)
    if request.method != "POST":
        return _show(request, invitation)
    try:
        refuse_large(request, LARGEST, ErrorCode.CONTACTS_TOO_LARGE)
    except RenmaiError as refused:
        return _show(request, invitation, refused=refused, rows=blank_rows())
    keep_in_memory(request)
    return _sent(request, viewer, invitation)


@csrf_protect
@sensitive_variables()
def _sent(request: HttpRequest, viewer: Viewer, invitation: SurveyInvitation) -> HttpResponse:
    try:
        contacts = contacts_sent(request)
    except RenmaiError as refused:
        return _show(request, invitation, refused=refused, rows=rows_sent(request.POST))
    record_contact_check(viewer.employee.code, len(contacts), timezone.now())
    if request.headers.get("Accept") == LINES:
        lines = _told(request, viewer, invitation, contacts)
        return cast(HttpResponse, StreamingHttpResponse(lines, content_type=LINES))
    found = next(page for _, page in matched(viewer, invitation.survey_id, contacts) if page)
    return _show(request, invitation, found=found)


def _told(request: HttpRequest, viewer: Viewer, invitation: SurveyInvitation, contacts: list[Contact]) -> Iterator[str]:
    """Lines of JSON in the language of the request, which has been answered when they are made."""
    language = translation.get_language()
    for done, page in matched(viewer, invitation.survey_id, contacts):
        line: dict[str, Any] = {"done": done, "total": len(contacts)}
        if page:
            with translation.override(language):
                line["html"] = render_to_string(f"{PAGES}/matches.html", _context(invitation, page), request)
        yield json.dumps(line) + "\n"


def _context(invitation: SurveyInvitation, found: Matched, problem: str = "") -> dict[str, Any]:
    return {"survey": invitation.survey, "found": found, "confirm_problem": problem}


def _show(
    request: HttpRequest,
    invitation: SurveyInvitation,
    *,
    refused: RenmaiError | None = None,
    rows: list[Contact] | None = None,
    found: Matched | None = None,
    problem: str = "",
) -> HttpResponse:
    context = {
        "invitation": invitation,
        "rows": blank_rows() if rows is None else rows,
        "problem": sentence(refused) if refused else "",
        "most": COUNT.value(MOST),
        "largest": LARGEST,
        "megabytes": LARGEST // 2**20,
        **_context(invitation, found or Matched(), problem),
    }
    return render(request, f"{PAGES}/answer.html", context, status=_status(refused, problem))


def _status(refused: RenmaiError | None, problem: str) -> HTTPStatus:
    if refused and refused.code is ErrorCode.CONTACTS_TOO_LARGE:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    return HTTPStatus.UNPROCESSABLE_ENTITY if refused or problem else HTTPStatus.OK


@require_POST
@sensitive_post_parameters()
@viewer_required
def confirm(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """Keep what was confirmed, all of it or nothing; or that one can reach nobody."""
    invitation = _asked(viewer, code)
    if request.POST.get("nobody") == "yes":
        keep(viewer, invitation, [])
        tell(request, gettext("Thank you. It is noted that you can reach nobody; you may change that at any time."))
        return redirect("network-survey")
    lines: list[Line] = []
    try:
        confirmed = read_confirmed(viewer, invitation.survey_id, request.POST)
        lines = confirmed.lines
        if not confirmed.is_valid:
            problem = gettext("Not saved: look at the fields that are marked.")
            return _show(request, invitation, found=Matched(lines), problem=problem)
        if not confirmed.said:
            raise RenmaiError(ErrorCode.NOTHING_SAID)
        count = keep(viewer, invitation, confirmed.said)
    except RenmaiError as refused:
        return _show(request, invitation, found=Matched(lines), problem=sentence(refused))
    told = ngettext("Thank you: %(count)s relation kept.", "Thank you: %(count)s relations kept.", count)
    tell(request, told % {"count": COUNT.value(count)})
    return redirect("network-survey")


def _asked(viewer: Viewer, code: str) -> SurveyInvitation:
    found = invitations(viewer.employee, viewer.today).filter(survey__code=code).first()
    if found is None:
        raise Http404
    return found
