"""A request for help as one of its two participants may see it: blind ones name no giver to the asker."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from renmai.domain.help_request import HelpKind, HelpState, Outcome
from renmai.store.models import HelpMessage, HelpRequest
from renmai.web.access import Viewer
from renmai.web.pages.network_help.words import KINDS, OUTCOMES, STATES
from renmai.wording.disclosure import UNNAMED_FIRST
from renmai.wording.terms import Text


@dataclass(frozen=True, slots=True)
class RequestRow:
    """`other` is whom the viewer talks with; `place` who the person is, by what a giver may know."""

    code: str
    url: str
    kind: Text
    person: str
    customer: str
    place: str
    through: str
    other: Text
    team: str
    goal: str
    asked_on: date
    state: Text
    state_name: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Said:
    """One message; `who` is blank for the viewer's own."""

    who: Text
    text: str
    at: datetime


def requests_of(viewer: Viewer) -> Any:
    """Everything in which the viewer takes part, the latest first; one statement, with all that a row tells."""
    rows = HelpRequest.objects.of(viewer.employee).order_by("-asked_on", "-pk")
    return rows.select_related("key_person__customer", "through", "asker__team", "giver__team", "opportunity")


def waiting_for(viewer: Viewer) -> list[RequestRow]:
    """What is asked of the viewer and not answered yet, the oldest first. One statement."""
    rows = requests_of(viewer).filter(giver=viewer.employee, state=HelpState.ASKED)
    return [row_of(viewer, one) for one in rows.order_by("asked_on", "pk")]


def row_of(viewer: Viewer, request: HelpRequest) -> RequestRow:
    is_mine = request.asker_id == viewer.employee.pk
    other = request.giver if is_mine else request.asker
    unnamed = is_mine and request.blind
    person = request.key_person
    return RequestRow(
        code=request.code,
        url=reverse("network-help-one", args=[request.code]),
        kind=KINDS[HelpKind(request.kind)],
        person=person.name,
        customer=person.customer.name,
        place=" · ".join(filter(None, (person.department, person.title))),
        through=request.through.name if request.through else "",
        other=UNNAMED_FIRST if unnamed else other.name,
        team=other.team.name if other.team and not unnamed else "",
        goal=request.goal,
        asked_on=request.asked_on,
        state=STATES[HelpState(request.state)],
        state_name=request.state,
        is_mine=is_mine,
    )


def said_in(viewer: Viewer, request: HelpRequest, row: RequestRow) -> list[Said]:
    """The conversation, oldest first."""
    mine = request.giver_id == viewer.employee.pk
    rows: Iterable[HelpMessage] = HelpMessage.objects.of(viewer.employee).filter(request=request).order_by("pk")
    return [Said("" if one.by_giver == mine else row.other, one.text, one.said_at) for one in rows]


def outcome_of(request: HelpRequest) -> Text:
    return OUTCOMES[Outcome(request.outcome)] if request.outcome else ""
