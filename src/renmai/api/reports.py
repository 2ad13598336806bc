"""The seven reports over HTTP, the same objects as the command line's (spec 3)."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import Field

from renmai.analytics import reports
from renmai.analytics.visible import widest_view
from renmai.api.looking import caller_of, looking
from renmai.api.schema import errors
from renmai.domain.asking import NO, YES, read_question
from renmai.domain.periods import Period
from renmai.refresh.marks import marks_of

router = Router()


class Parameters(Schema):
    """The options of `renmai report`; a missing one takes its default."""

    as_of: str = Field("", description="the day to look at; today", json_schema_extra={"format": "date"})
    period: str = Field("", description="what to compare with; a month", json_schema_extra={"enum": ["", *Period]})
    view: str = Field("", description="company, team:CODE or personal:CODE; the widest that you may see")
    competitor: str = Field("", description="look from this competitor's side")
    industry: str = ""
    region: str = ""
    focus: str = Field("", description="only focus customers", json_schema_extra={"enum": [*NO, *YES]})


Line = Annotated[str, Path(enum=list(reports.LINES))]


@router.get("/{line}", response=dict[str, Any], openapi_extra={"responses": errors(404)})
def report(request: HttpRequest, line: Line, parameters: Query[Parameters]) -> dict[str, Any]:
    """One report. What does not exist and what you may not see are both 404."""
    caller = caller_of(request)
    view = widest_view(caller.panel, caller.scope)
    question = read_question(parameters.dict(), caller.today, view, caller.scope.viewer)
    marks = marks_of(caller.panel, question, caller.scope) if line == reports.ACTIONS else ()
    with looking(request):
        return reports.report(caller.panel, line, question, caller.scope, marks)
