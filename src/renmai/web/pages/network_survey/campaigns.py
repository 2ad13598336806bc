"""Campaigns: started for everybody or some teams, reminded of, closed; and how far they have come, as counts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from http import HTTPStatus
from typing import Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_POST

from renmai.analytics.facts import Team as PanelTeam
from renmai.domain.asking import read_day
from renmai.domain.errors import RenmaiError
from renmai.store.actions.survey import Campaign, close_survey, remind, start_survey
from renmai.store.models import Survey, Team
from renmai.store.survey import Share, shares
from renmai.web import marks
from renmai.web.access import Viewer, viewer_required
from renmai.web.notices import tell
from renmai.web.numbers import COUNT
from renmai.wording.errors import sentence

USUAL_DAYS: Final = timedelta(days=14)
SHOWN: Final = 12
"""Campaigns on the page, the latest first."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A team, or all of them together; `depth` is how far below the top it stands."""

    name: str
    depth: int
    invited: int
    answered: int

    @property
    def bar(self) -> SafeString:
        return marks.share_bar(self.answered / self.invited if self.invited else 0.0)


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """`is_open` today; `whole` is of everybody whom the viewer may see counted."""

    survey: Survey
    is_open: bool
    is_ahead: bool
    whole: Progress
    teams: list[Progress]


@dataclass(frozen=True, slots=True)
class TeamChoice:
    code: str
    name: str
    depth: int
    is_chosen: bool


@dataclass(slots=True)
class Form:
    """What was typed; `errors` by field."""

    name: str
    purpose: str
    opens_on: str
    closes_on: str
    whom: str
    teams: list[TeamChoice]
    errors: dict[str, str] = field(default_factory=dict)


def campaigns(viewer: Viewer) -> list[CampaignRow]:
    """Those in which anybody is asked whom the viewer answers for. Two statements, however many."""
    found = list(Survey.objects.order_by("-opens_on", "-pk")[:SHOWN])
    counted = shares(found)
    rows = (_campaign(viewer, one, counted.get(one.pk, [])) for one in found)
    return [row for row in rows if row.whole.invited]


def _campaign(viewer: Viewer, survey: Survey, counted: Sequence[Share]) -> CampaignRow:
    by_team = {one.team: one for one in counted}
    teams = list(_progress(viewer, by_team))
    whole = Progress(gettext("All together"), 0, sum(one.invited for one in teams), sum(one.answered for one in teams))
    is_open = not survey.closed and survey.opens_on <= viewer.today <= survey.closes_on
    return CampaignRow(survey, is_open, not survey.closed and survey.opens_on > viewer.today, whole, teams)


def _progress(viewer: Viewer, by_team: dict[int, Share]) -> Iterator[Progress]:
    for team, depth in _tree(viewer):
        share = by_team.get(team.id)
        if share and (viewer.scope.everything or team.code in viewer.scope.teams):
            yield Progress(team.name, depth, share.invited, share.answered)
    if viewer.scope.everything and 0 in by_team:
        yield Progress(gettext("Without a team"), 0, by_team[0].invited, by_team[0].answered)


def _tree(viewer: Viewer, above: PanelTeam | None = None, depth: int = 0) -> Iterator[tuple[PanelTeam, int]]:
    for team in viewer.panel.roster.children(above):
        yield team, depth
        yield from _tree(viewer, team, depth + 1)


def _may_start(viewer: Viewer) -> None:
    if not viewer.scope.everything:
        raise PermissionDenied


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The form; sending it starts a survey."""
    _may_start(viewer)
    form = _form(viewer, request.POST if request.method == "POST" else None)
    status = HTTPStatus.OK
    if request.method == "POST":
        try:
            made = _started(viewer, form)
        except RenmaiError as refused:
            form.errors[str(refused.params.get("column", ""))] = sentence(refused)
            status = HTTPStatus.UNPROCESSABLE_ENTITY
        else:
            tell(request, gettext("Survey started: %(name)s") % {"name": made.name})
            return redirect("network-survey")
    return render(request, "pages/network_survey/new.html", {"form": form}, status=status)


def _form(viewer: Viewer, given: QueryDict | None) -> Form:
    chosen = set(given.getlist("team")) if given is not None else set()
    teams = [TeamChoice(team.code, team.name, depth, team.code in chosen) for team, depth in _tree(viewer)]
    if given is None:
        purpose = gettext(
            "Our customers' decisions hang on people, and some of us can reach them. We ask everybody once, "
            "so that whoever needs a word with somebody can ask for it."
        )
        ends = viewer.today + USUAL_DAYS
        name = pgettext("name of a survey", "Whom can you reach? %(month)s") % {"month": viewer.today.strftime("%Y-%m")}
        return Form(name, purpose, viewer.today.isoformat(), ends.isoformat(), "all", teams)
    name, purpose, opens, closes, whom = (
        given.get(column, "").strip() for column in ("name", "purpose", "opens_on", "closes_on", "whom")
    )
    return Form(name, purpose, opens, closes, whom, teams)


def _started(viewer: Viewer, form: Form) -> Survey:
    campaign = Campaign(
        form.name, form.purpose, _day(form.opens_on, viewer, "opens_on"), _day(form.closes_on, viewer, "closes_on")
    )
    chosen = [team.code for team in form.teams if team.is_chosen]
    teams = None if form.whom == "all" else list(Team.objects.filter(code__in=chosen))
    return start_survey(campaign, teams, by=viewer.employee, today=viewer.today, now=timezone.now())


def _day(text: str, viewer: Viewer, column: str) -> date:
    try:
        return read_day(text, viewer.today)
    except RenmaiError as refused:
        raise RenmaiError(refused.code, **{**refused.params, "column": column}) from None


@require_POST
@viewer_required
def close(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    found = _survey(viewer, code)
    close_survey(found, by=viewer.employee, now=timezone.now())
    tell(request, gettext("Survey closed: %(name)s") % {"name": found.name})
    return redirect("network-survey")


@require_POST
@viewer_required
def remind_all(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """Everybody who has not answered is told once more, unless they were lately."""
    found = _survey(viewer, code)
    try:
        count = remind(found, by=viewer.employee, today=viewer.today, now=timezone.now())
    except RenmaiError as refused:
        tell(request, sentence(refused))
    else:
        told = ngettext("%(count)s employee reminded.", "%(count)s employees reminded.", count)
        tell(request, told % {"count": COUNT.value(count)})
    return redirect("network-survey")


def _survey(viewer: Viewer, code: str) -> Survey:
    _may_start(viewer)
    found = Survey.objects.filter(code=code).first()
    if found is None:
        raise Http404
    return found
