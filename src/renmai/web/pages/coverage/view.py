"""Coverage: over all customers of a view, of one customer, the contacts behind a cell, and rounds."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from renmai.analytics.coverage import figures, people
from renmai.analytics.coverage_matrix import contact_days
from renmai.analytics.customer import alone
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.intake.bundle import COVERAGE_ROUNDS
from renmai.store.actions.coverage_round import change_round, close_round, remove_contact
from renmai.store.cells import cells_of
from renmai.store.models import Activity, ActivityPerson, CoverageRound, Customer, PlannedContact
from renmai.web import marks
from renmai.web.access import Viewer, customer_of, viewer_required
from renmai.web.fields import Form, posted
from renmai.web.fields import shown as filled
from renmai.web.listed import Listed, Place, cut, listed
from renmai.web.marks import TERMS
from renmai.web.notices import tell
from renmai.web.numbers import COUNT, SHARE
from renmai.web.pages.account_indicators.behind import opened_today, person_columns, person_rows
from renmai.web.pages.account_indicators.view import bar_of_us, ours, pushed
from renmai.web.pages.coverage.planning import coverage_url, fields, outline_of
from renmai.web.pages.coverage.planning import plan as plan_page
from renmai.web.pages.coverage.rounds import RoundRow, round_row, with_contacts
from renmai.web.pages.coverage.rows import coverage_listed, door_to
from renmai.web.pages.customer.activity import ActivityTab, activity_rows
from renmai.web.pages.line.bar import Bar
from renmai.web.pages.line.cards import Door
from renmai.web.pages.line.nothing import Nothing, nothing
from renmai.web.pages.line.view import about_question
from renmai.web.pages.undo.view import undo_of
from renmai.web.parameters import Asked
from renmai.web.shown import PAGE_SIZE, pager, read_shown


@dataclass(frozen=True, slots=True)
class Figure:
    key: str
    label: SafeString
    value: str
    change: SafeString
    yoy: SafeString
    opens: Door | None
    share: str = ""


@dataclass(frozen=True, slots=True)
class CoveragePage:
    about: str
    bar: Bar
    figures: list[Figure]
    list: Listed
    nothing: Nothing | None


@dataclass(frozen=True, slots=True)
class PeoplePage:
    title: str
    label: str
    about: str
    back_url: str
    list: Listed


@dataclass(frozen=True, slots=True)
class ContactsPage:
    customer: Customer
    label: str
    about: str
    back_url: str
    count: str
    activities: ActivityTab


@dataclass(frozen=True, slots=True)
class RoundPage:
    customer: Customer
    round: RoundRow
    form: Form
    back_url: str


@require_safe
@viewer_required
def coverage(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    asked = ours(request, viewer)
    found = coverage_listed(viewer, asked, request.path)
    is_bare = not (found.total or found.search or asked.question.filters)
    page = CoveragePage(
        about=about_question(viewer, asked.question),
        bar=bar_of_us(viewer, asked),
        figures=_figures(viewer, asked),
        list=found,
        nothing=nothing("customer", viewer, asked) if is_bare else None,
    )
    return pushed(request, asked, render(request, "pages/coverage/coverage.html", {"page": page}))


def _figures(viewer: Viewer, asked: Asked) -> list[Figure]:
    found = figures(viewer.panel, asked.question)
    share = found["share"]["value"]
    return [
        Figure(
            key=name,
            label=marks.term(name),
            value=COUNT.value(found[name]["value"]),
            change=marks.delta(found[name]["change"], COUNT, marks.tone_of(name, ours=True)),
            yoy=marks.delta(found[name]["yoy"], COUNT, marks.tone_of(name, ours=True)),
            opens=door_to(asked, name, found[name]["value"]),
            share=SHARE.value(share) if name == "covered" and share is not None else "",
        )
        for name in ("people", "covered", "single", "never")
    ]


@require_safe
@viewer_required
def coverage_list(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Exactly the key persons whom a number counts."""
    asked, cell, code = ours(request, viewer), request.GET.get("of", ""), request.GET.get("customer", "")
    found = viewer.panel.find_customer(code) if code else None
    page = PeoplePage(
        title=gettext("Coverage"),
        label=_label(cell) + (f" · {found[0].customers.name[found[1]]}" if found else ""),
        about=about_question(viewer, asked.question),
        back_url=reverse("coverage") + asked.plain().query(),
        list=_people(viewer, asked, cell, code, Place(request.path, _more(cell, code), dated=True)),
    )
    return render(request, "pages/coverage/people.html", {"page": page})


def _more(cell: str, customer: str) -> dict[str, str]:
    return {"of": cell} | ({"customer": customer} if customer else {})


def _label(cell: str) -> str:
    return str(TERMS[cell].label) if cell in TERMS else cell


def _people(viewer: Viewer, asked: Asked, cell: str, customer: str, place: Place) -> Listed:
    found = cut(people(viewer.panel, asked.question, cell, customer), None, asked, place)
    rows = found.page[:]
    return listed(found, person_rows(rows, opened_today(viewer, rows)), person_columns(), asked, place)


@require_safe
@viewer_required
def customer_people(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """The key persons behind a number of a customer that the viewer sees today, on any day."""
    customer = customer_of(viewer, code)
    shown = read_shown(request.GET, viewer, ("",))
    asked = Asked(shown.question, viewer.today, page=shown.page)
    cell = request.GET.get("of", "")
    place = Place(request.path, {"of": cell}, dated=True)
    page = PeoplePage(
        title=customer.name,
        label=_label(cell),
        about=shown.question.as_of.isoformat(),
        back_url=coverage_url(code) + f"&as_of={shown.question.as_of.isoformat()}",
        list=_people(viewer, asked, cell, code, place),
    )
    return render(request, "pages/coverage/people.html", {"page": page})


@require_safe
@viewer_required
def contacts(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """The activities behind a cell, a row or a column of a customer's matrix, latest first."""
    customer = customer_of(viewer, code)
    shown = read_shown(request.GET, viewer, ("",))
    person, employee = request.GET.get("person", ""), request.GET.get("employee", "")
    met = (
        ActivityPerson.objects.visible_to(viewer.scope, viewer.today).select_related("key_person").order_by("position")
    )
    found = Activity.objects.visible_to(viewer.scope, viewer.today).filter(
        customer=customer, occurred_on__lte=shown.question.as_of
    )
    found = found.filter(people__key_person__code=person) if person else found.exclude(people=None)
    if employee:
        found = found.filter(employee__code=employee)
    rows = found.select_related("employee", "opportunity").prefetch_related(Prefetch("people", queryset=met))
    total = found.count()
    page = ContactsPage(
        customer=customer,
        label=" – ".join(_names(viewer, customer, person, employee)) or gettext("Contacts"),
        about=shown.question.as_of.isoformat(),
        back_url=coverage_url(code) + f"&as_of={shown.question.as_of.isoformat()}",
        count=COUNT.value(total),
        activities=ActivityTab(
            activity_rows(rows.order_by("-occurred_on", "-pk")[shown.first_row : shown.first_row + PAGE_SIZE]),
            pager(shown, total),
        ),
    )
    return render(request, "pages/coverage/contacts.html", {"page": page})


def _names(viewer: Viewer, customer: Customer, person: str, employee: str) -> Sequence[str]:
    """Whom the contacts are between; who is not there is named by nothing."""
    one = alone(viewer.panel, customer.code)
    people = one.panel.slabs[0].people if one else None
    names = dict(zip(people.code.tolist(), people.name.tolist(), strict=True)) if people else {}
    colleague = viewer.panel.roster.employee_of_code.get(employee)
    return [name for name in (colleague.name if colleague else "", str(names.get(person, ""))) if name]


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def plan(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    return plan_page(request, viewer, customer_of(viewer, code))


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def coverage_round(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """One round: how far it has come, and its changes."""
    found = _round(viewer, code)
    form = filled(fields(), cells_of(found))
    if request.method == "POST":
        do = request.POST.get("do", "")
        if do == "change":
            form = posted(COVERAGE_ROUNDS, fields(), request.POST)
        try:
            if not form.is_valid:
                return _show_round(request, viewer, found, form)
            made = _done(viewer, found, do, form, request.POST.get("contact", ""))
        except RenmaiError as refused:
            if do != "change":
                raise
            form.refuse(refused)
        else:
            if made:
                tell(request, _said(do) % {"name": found.name}, undo=undo_of(made))
            return redirect("coverage-round", code=code)
    return _show_round(request, viewer, found, form)


def _show_round(request: HttpRequest, viewer: Viewer, found: CoverageRound, form: Form) -> HttpResponse:
    row = round_row(viewer, found, contact_days(viewer.panel, found.customer.code), viewer.today)
    page = RoundPage(found.customer, row, form, f"{coverage_url(found.customer.code)}#rounds")
    return render(request, "pages/coverage/round.html", {"page": page}, status=form.status)


def _said(do: str) -> str:
    return {
        "change": gettext("Changed: %(name)s"),
        "close": gettext("Closed: %(name)s"),
        "open": gettext("Open again: %(name)s"),
        "remove": gettext("Removed from %(name)s"),
    }[do]


def _done(viewer: Viewer, found: CoverageRound, do: str, form: Form, contact: str) -> int | None:
    """Raises `RenmaiError(BAD_VALUE)` for nothing that can be done with a round."""
    by, now = viewer.employee, timezone.now()
    if do == "change":
        return change_round(found, outline_of(form), form.seen, by=by, now=now)
    if do in ("close", "open"):
        return close_round(found, closed=do == "close", by=by, now=now)
    if do == "remove":
        gone = _contact(viewer, found, contact)
        return remove_contact(gone, by=by, now=now) if gone else None
    raise RenmaiError(ErrorCode.BAD_VALUE, name="do", value=do)


def _contact(viewer: Viewer, found: CoverageRound, pk: str) -> PlannedContact | None:
    """One of the round's; None where somebody has taken it out already."""
    if not (pk.isascii() and pk.isdecimal() and len(pk) < 19):
        raise RenmaiError(ErrorCode.BAD_VALUE, name="contact", value=pk[:40])
    rows = PlannedContact.objects.visible_to(viewer.scope, viewer.today).filter(round=found)
    row: PlannedContact | None = rows.filter(pk=int(pk)).first()
    return row


def _round(viewer: Viewer, code: str) -> CoverageRound:
    rows = CoverageRound.objects.visible_to(viewer.scope, viewer.today).filter(code=code)
    found = with_contacts(viewer, rows.select_related("customer"))
    if not found:
        raise Http404
    return found[0]
