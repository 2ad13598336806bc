"""Planning a round on the matrix: who of us meets whom, begun with what the account team's roles suggest."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from renmai.analytics.coverage_matrix import matrix, suggested
from renmai.analytics.customer import Alone, alone, standing
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.intake.bundle import COVERAGE_ROUNDS
from renmai.store.actions.coverage_round import Outline, Pair, plan_round
from renmai.store.models import CoverageRound, Customer, Employee, KeyPerson
from renmai.web.access import Viewer
from renmai.web.fields import Field, Form, Option, field_of, posted
from renmai.web.fields import shown as filled
from renmai.web.notices import tell
from renmai.web.numbers import COUNT
from renmai.web.pages.coverage.matrix import Table, table
from renmai.web.pages.customer.tabs import TABS, customer_tabs
from renmai.web.pages.undo.view import undo_of
from renmai.web.shown import Shown, Tab, read_shown

TAB: Final = "coverage"
USUAL_DAYS: Final = timedelta(days=30)
LONGEST_NAME: Final = 100


@dataclass(frozen=True, slots=True)
class PlanPage:
    """`added` are colleagues who got a column by asking, `colleagues` those who could still get one."""

    customer: Customer
    tabs: list[Tab]
    form: Form
    table: Table
    added: list[str]
    colleagues: list[Option]
    cancel_url: str
    url: str


def fields() -> list[Field]:
    return [
        field_of(COVERAGE_ROUNDS, "name", longest=LONGEST_NAME),
        field_of(COVERAGE_ROUNDS, "starts_on"),
        field_of(COVERAGE_ROUNDS, "due_on"),
    ]


def outline_of(form: Form) -> Outline:
    """Of a form that is valid."""
    starts, due = (date.fromisoformat(form.cells[name]) for name in ("starts_on", "due_on"))
    return Outline(form.cells["name"], starts, due)


def coverage_url(customer: str) -> str:
    return reverse("customer", args=[customer], query={"tab": TAB})


def plan(request: HttpRequest, viewer: Viewer, customer: Customer) -> HttpResponse:
    """The form, or what came of sending it: a round, another column, or what has to be put right."""
    if request.method != "POST":
        return _show(request, viewer, customer, _begun(viewer, customer), None)
    form = posted(COVERAGE_ROUNDS, fields(), request.POST)
    if request.POST.get("do") == "add":
        return _show(request, viewer, customer, _unchecked(form), request.POST)
    if form.is_valid:
        try:
            pairs = _pairs(viewer, customer, request.POST.getlist("contact"))
            made = plan_round(
                customer, outline_of(form), pairs, by=viewer.employee, today=viewer.today, now=timezone.now()
            )
        except RenmaiError as refused:
            form.refuse(refused)
        else:
            told = ngettext("Planned: %(number)s contact", "Planned: %(number)s contacts", len(pairs))
            tell(request, told % {"number": COUNT.value(len(pairs))}, undo=undo_of(made))
            return redirect(f"{coverage_url(customer.code)}#rounds")
    return _show(request, viewer, customer, form, request.POST)


def _begun(viewer: Viewer, customer: Customer) -> Form:
    number = CoverageRound.objects.visible_to(viewer.scope, viewer.today).filter(customer=customer).count() + 1
    form = filled(fields(), {})
    form.propose(
        {
            "name": gettext("Round %(number)s") % {"number": number},
            "starts_on": viewer.today.isoformat(),
            "due_on": (viewer.today + USUAL_DAYS).isoformat(),
        },
        over=True,
    )
    return form


def _unchecked(form: Form) -> Form:
    """Asking for a column is not sending the round: nothing is wrong yet."""
    values = {name: one.value for name, one in form.fields.items()}
    fresh = filled(fields(), {})
    fresh.propose(values, over=True)
    return fresh


def _pairs(viewer: Viewer, customer: Customer, keys: list[str]) -> list[Pair]:
    """Raises `RenmaiError(BAD_VALUE)` for what no cell of the matrix sends."""
    wanted = [_key(key) for key in keys]
    rows = KeyPerson.objects.visible_to(viewer.scope, viewer.today).filter(customer=customer)
    people = rows.in_bulk([person for person, _ in wanted])
    employees = Employee.objects.in_bulk([employee for _, employee in wanted])
    missing = [
        key
        for key, (person, employee) in zip(keys, wanted, strict=True)
        if not (person in people and employee in employees)
    ]
    if missing:
        raise RenmaiError(ErrorCode.BAD_VALUE, name="contact", value=missing[0])
    return [(people[person], employees[employee]) for person, employee in wanted]


def _key(text: str) -> tuple[int, int]:
    person, _, employee = text.partition("-")
    return _number(person, text), _number(employee, text)


def _number(digits: str, text: str) -> int:
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 19):
        raise RenmaiError(ErrorCode.BAD_VALUE, name="contact", value=text[:40])
    return int(digits)


def _show(
    request: HttpRequest, viewer: Viewer, customer: Customer, form: Form, given: QueryDict | None
) -> HttpResponse:
    one = alone(viewer.panel, customer.code)
    if one is None:
        raise LookupError(customer.code)  # what the gate lets pass is in the panel
    page = _page(viewer, customer, one, form, given)
    return render(request, "pages/coverage/plan.html", {"page": page}, status=form.status)


def _page(viewer: Viewer, customer: Customer, one: Alone, form: Form, given: QueryDict | None) -> PlanPage:
    shown = _today(viewer)
    added = _added(viewer, given)
    found = matrix(one.panel, viewer.today, tuple(added))
    people = {person.code: person.id for person in found.people}
    proposed = {f"{people[person]}-{mate}" for person, mate in suggested(found)}
    chosen = proposed if given is None else set(given.getlist("contact"))
    there = {mate.id for mate in found.mates}
    return PlanPage(
        customer=customer,
        tabs=customer_tabs(customer.code, one, shown, standing(one.panel, shown.question), current=TAB),
        form=form,
        table=table(one.panel, shown.question, customer.code, found, chosen),
        added=[viewer.panel.roster.employee_of_id[one].code for one in added],
        colleagues=_colleagues(viewer, there),
        cancel_url=coverage_url(customer.code),
        url=reverse("customer-coverage-plan", args=[customer.code]),
    )


def _today(viewer: Viewer) -> Shown:
    """A round is planned from where things stand today."""
    return read_shown(QueryDict(f"tab={TAB}"), viewer, tuple(TABS))


def _added(viewer: Viewer, given: QueryDict | None) -> list[int]:
    codes = [*given.getlist("with"), given.get("mate", "")] if given else []
    known = viewer.panel.roster.employee_of_code
    return list(dict.fromkeys(known[code].id for code in codes if code in known and _works(viewer, known[code].id)))


def _works(viewer: Viewer, employee: int) -> bool:
    one, today = viewer.panel.roster.employee_of_id[employee], viewer.today.toordinal()
    return one.start <= today < one.stop


def _colleagues(viewer: Viewer, there: set[int]) -> list[Option]:
    """Everybody who works here and has no column yet, by name; namesakes are told apart by code."""
    staff = [one for one in viewer.panel.roster.staff.employees if one.id not in there and _works(viewer, one.id)]
    return [Option(one.code, f"{one.name} · {one.code}") for one in sorted(staff, key=lambda one: (one.name, one.code))]
