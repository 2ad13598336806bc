"""The form that asks for help: about whom, by which path, for what."""

from dataclasses import dataclass
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.help_request import HelpKind
from renmai.store.actions.help_request import LONGEST, Wanted, ask_for_help
from renmai.store.models import KeyPerson
from renmai.web.access import Viewer, key_person_of, opportunity_of, viewer_required
from renmai.web.fields import text_of
from renmai.web.layout.context import Choice
from renmai.web.notices import tell
from renmai.web.pages.contact.capture import opportunities
from renmai.web.pages.network_help.words import GOALS, KINDS
from renmai.wording.disclosure import UNNAMED_FIRST
from renmai.wording.errors import sentence
from renmai.wording.terms import Text


@dataclass(frozen=True, slots=True)
class Page:
    """`begin` is the code of the colleague, blank for an unnamed one, whom `colleague` does not name either."""

    person: KeyPerson
    begin: str
    colleague: Text
    through: KeyPerson | None
    kinds: list[Choice]
    goal: Text
    opportunities: list[Choice]
    longest: int
    column: str
    problem: str


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def new_help(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    person = key_person_of(viewer, given.get("person", ""))
    through = key_person_of(viewer, str(given["through"])) if given.get("through") else None
    if request.method != "POST":
        return _show(request, viewer, person, through)
    try:
        asked = ask_for_help(
            _wanted(viewer, person, through, request.POST),
            by=viewer.employee,
            today=viewer.today,
            now=timezone.now(),
        )
    except RenmaiError as refused:
        return _show(request, viewer, person, through, refused)
    tell(request, gettext("Asked. The answer will appear among your notices."))
    return redirect("network-help-one", code=asked.code)


def _wanted(viewer: Viewer, person: KeyPerson, through: KeyPerson | None, sent: QueryDict) -> Wanted:
    opportunity = opportunity_of(viewer, str(sent["opportunity"])) if sent.get("opportunity") else None
    kind, begin = kind_of(sent), sent.get("begin", "")
    return Wanted(person, kind, text_of(sent, "goal"), begin, through, opportunity)


def kind_of(given: QueryDict) -> HelpKind:
    try:
        return HelpKind(given.get("kind", "") or HelpKind.HELP)
    except ValueError:
        raise RenmaiError(ErrorCode.BAD_VALUE, name="kind", value=given.get("kind", "")) from None


def _show(
    request: HttpRequest,
    viewer: Viewer,
    person: KeyPerson,
    through: KeyPerson | None,
    refused: RenmaiError | None = None,
) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    kind, begin = kind_of(given), given.get("begin", "")
    page = Page(
        person=person,
        begin=begin,
        colleague=_colleague(viewer, begin),
        through=through,
        kinds=[Choice(one.value, text, one == kind) for one, text in KINDS.items()],
        goal=given.get("goal", "") or GOALS[kind],
        opportunities=opportunities(viewer, person, given.get("opportunity", "")),
        longest=LONGEST,
        column=str(refused.params.get("column", "")) if refused else "",
        problem=sentence(refused) if refused else "",
    )
    status = refused.code.status if refused else HTTPStatus.OK
    return render(request, "pages/network_help/new.html", {"page": page}, status=status)


def _colleague(viewer: Viewer, begin: str) -> Text:
    if not begin:
        return UNNAMED_FIRST
    found = viewer.panel.roster.employee_of_code.get(begin)
    if found is None:
        raise Http404
    return found.name
