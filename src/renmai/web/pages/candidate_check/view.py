"""Candidate check 候选人核对: does the network that somebody claims exist among our customers (spec 7.4).

Nothing of what is typed or sent is kept: not in the database, on disk, in a log or in the address. The answer
of the request is all there is; a page that is loaded anew is empty.
"""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from renmai.analytics.candidate_check import check
from renmai.analytics.person_match import Told
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.intake.candidate_list import MOST
from renmai.store.actions.candidate_check import record_candidate_check
from renmai.web.access import Viewer, leader_required
from renmai.web.pages.candidate_check.receiving import LARGEST, claims_of, status_of
from renmai.web.pages.candidate_check.result import Result, result_of
from renmai.web.receiving import keep_in_memory, refuse_large
from renmai.wording.errors import sentence

TEMPLATE = "pages/candidate_check/candidate_check.html"


@csrf_exempt  # checked below, after the size: the token stands in the body, which would have to be read
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@leader_required
def candidate_check(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    if request.method != "POST":
        return _show(request)
    try:
        refuse_large(request, LARGEST, ErrorCode.LIST_TOO_LARGE)
    except RenmaiError as refused:
        return _show(request, refused=refused)
    keep_in_memory(request)
    return _sent(request, viewer)


@csrf_protect
@sensitive_variables()
def _sent(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    try:
        claims = claims_of(request)
    except RenmaiError as refused:
        return _show(request, refused=refused, typed=request.POST.get("list", ""))
    record_candidate_check(viewer.employee.code, len(claims), timezone.now())
    told = [Told(one.name, one.company, one.department, one.title) for one in claims]
    return _show(request, result=result_of(claims, check(viewer.panel, viewer.scope, viewer.today, told)))


def _show(
    request: HttpRequest, *, refused: RenmaiError | None = None, typed: str = "", result: Result | None = None
) -> HttpResponse:
    context = {
        "result": result,
        "typed": typed,
        "problem": sentence(refused) if refused else "",
        "column": refused.params.get("column", "list") if refused else "",
        "most": MOST,
    }
    return render(request, TEMPLATE, context, status=status_of(refused) if refused else HTTPStatus.OK)
