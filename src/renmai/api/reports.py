"""The seven reports over HTTP, the same objects as the command line's (spec 3)."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from renmai.analytics import reports
from renmai.analytics.visible import widest_view
from renmai.api.looking import caller_of, looking
from renmai.domain.asking import read_question
from renmai.refresh.marks import marks_of

router = Router()


class Parameters(Schema):
    """The options of `renmai report`; a missing one takes its default."""

    as_of: str = ""
    period: str = ""
    view: str = ""
    competitor: str = ""
    industry: str = ""
    region: str = ""
    focus: str = ""


class Problem(Schema):
    """The one shape of every error: a code for machines, a sentence for people."""

    code: str
    message: str


@router.get("/{line}", response={200: dict[str, Any], 401: Problem, 404: Problem, 422: Problem})
def report(request: HttpRequest, line: str, parameters: Query[Parameters]) -> dict[str, Any]:
    """One report. What does not exist and what you may not see are both 404."""
    caller = caller_of(request)
    view = widest_view(caller.panel, caller.scope)
    question = read_question(parameters.dict(), caller.today, view, caller.scope.viewer)
    marks = marks_of(caller.panel, question, caller.scope) if line == reports.ACTIONS else ()
    with looking(request):
        return reports.report(caller.panel, line, question, caller.scope, marks)
