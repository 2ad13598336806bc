"""Handing over what somebody owns: which customers, to whom, from which day (spec 4.2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from renmai.analytics.continuity_list import listing
from renmai.analytics.customer import alone
from renmai.analytics.facts import Employee as Colleague
from renmai.analytics.handover import progress
from renmai.domain.asking import read_day
from renmai.domain.errors import ConflictError, ErrorCode, RenmaiError
from renmai.domain.question import Question
from renmai.store.actions.handover import MOST_CUSTOMERS, Passing, Terms, hand_over_customers
from renmai.store.models import Customer, Employee, KeyPerson
from renmai.web.access import Viewer, leader_required
from renmai.web.fields import Option
from renmai.web.notices import tell
from renmai.web.numbers import amount_unit, amounts
from renmai.web.pages.continuity.view import employee_of
from renmai.web.pages.undo.view import undo_of
from renmai.wording.errors import sentence


@dataclass(frozen=True, slots=True)
class Row:
    """A customer to choose; `to` is its own successor as typed, blank for the one of all."""

    code: str
    name: str
    focus: bool
    amount: str
    is_chosen: bool
    to: str
    error: str = ""


@dataclass(slots=True)
class Form:
    """What was typed; `errors` by field, blank: of the whole form."""

    rows: list[Row]
    total: int
    colleagues: list[Option]
    on: str
    to: str = ""
    note: str = ""
    with_steps: bool = True
    errors: dict[str, str] = field(default_factory=dict)
    status: HTTPStatus = HTTPStatus.OK

    @property
    def is_cut(self) -> bool:
        return self.total > len(self.rows)

    @property
    def problem(self) -> str:
        return self.errors.get("", "")


@require_http_methods(["GET", "HEAD", "POST"])
@leader_required
def new_handover(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """The form; sending it hands over and goes to the list that follows from it."""
    giver = employee_of(viewer, code)
    form = _form(viewer, giver, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        try:
            return _handed_over(request, viewer, giver, form)
        except RenmaiError as refused:
            _refuse(form, refused)
    context = {"giver": giver, "form": form, "amount_unit": amount_unit(), "most": MOST_CUSTOMERS}
    return render(request, "pages/handover/new.html", context, status=form.status)


def _form(viewer: Viewer, giver: Colleague, given: QueryDict | None) -> Form:
    found = listing(viewer.panel, viewer.scope, Question(viewer.today), giver.code, "customers")
    owned = found[:MOST_CUSTOMERS]
    write = amounts([row["amount"] for row in owned])
    chosen = set(given.getlist("customer")) if given is not None else {row["code"] for row in owned}
    rows = [
        Row(
            row["code"],
            row["name"],
            row["focus"],
            write.value(row["amount"]),
            row["code"] in chosen,
            given.get(f"to.{row['code']}", "").strip() if given is not None else "",
        )
        for row in owned
    ]
    form = Form(rows, len(found), _successors(viewer, giver), viewer.today.isoformat())
    if given is not None:
        form.on, form.to = given.get("on", "").strip(), given.get("to", "").strip()
        form.note, form.with_steps = given.get("note", "").strip(), "steps" in given
    return form


def _successors(viewer: Viewer, giver: Colleague) -> list[Option]:
    """Who sells and has not left, also who starts later; and whom the viewer may look at."""
    day = viewer.today.toordinal()
    found = [
        one
        for one in viewer.panel.roster.staff.employees
        if one.stop > day
        and one.code != giver.code
        and (one.sales or viewer.scope.everything or one.code in viewer.scope.employees)
    ]
    return [Option(one.code, one.name) for one in sorted(found, key=lambda one: (one.name, one.code))]


def _handed_over(request: HttpRequest, viewer: Viewer, giver: Colleague, form: Form) -> HttpResponse:
    chosen = {row.code: _successor(form, row) for row in form.rows if row.is_chosen}
    terms = Terms(_day(form.on, viewer.today), form.note, form.with_steps)
    people = Employee.objects.in_bulk([*set(chosen.values()), giver.code], field_name="code")
    passing = _passing(viewer, chosen, people)
    made = hand_over_customers(
        people[giver.code], passing, terms, by=viewer.employee, today=viewer.today, now=timezone.now()
    )
    count = len(passing)
    words = {"count": count, "day": terms.on.isoformat()}
    text = ngettext(
        "%(count)s customer handed over from %(day)s.", "%(count)s customers handed over from %(day)s.", count
    )
    seen = Customer.objects.visible_to(viewer.scope, viewer.today).filter(pk__in=[one.customer.pk for one in passing])
    is_seen = seen.count() == count
    # Back from undoing one comes to where the button was: that must not be the handover itself.
    tell(request, text % words, undo=undo_of(made[0].revision_id) if is_seen else None)
    return redirect("continuity")


def _successor(form: Form, row: Row) -> str:
    """The code of who takes the customer; a name will do where only one has it."""
    typed = row.to or form.to
    codes = {option.value for option in form.colleagues}
    named = [option.value for option in form.colleagues if option.label == typed]
    if typed in codes:
        return typed
    if len(named) == 1:
        return named[0]
    own = {"customer": row.code} if row.to else {}
    if not typed:
        raise RenmaiError(ErrorCode.MISSING_VALUE, column="employee")
    raise RenmaiError(ErrorCode.UNKNOWN_EMPLOYEE, column="employee", employee=typed[:200], **own)


def _day(text: str, today: date) -> date:
    if not text:
        raise RenmaiError(ErrorCode.MISSING_VALUE, column="valid_from")
    try:
        return read_day(text, today)
    except RenmaiError as refused:
        refused.params["column"] = "valid_from"
        raise


def _passing(viewer: Viewer, chosen: Mapping[str, str], people: Mapping[str, Employee]) -> list[Passing]:
    """With the holders of a vote as they are known today. Two statements."""
    customers = Customer.objects.visible_to(viewer.scope, viewer.today).filter(code__in=list(chosen)).order_by("code")
    found = list(customers)
    deciders = _deciders(viewer, found)
    return [Passing(one, people[chosen[one.code]], deciders.get(one.pk, [])) for one in found]


def _deciders(viewer: Viewer, customers: Sequence[Customer]) -> dict[int, list[KeyPerson]]:
    codes: set[str] = set()
    for customer in customers:
        one = alone(viewer.panel, customer.code)
        codes |= progress(one.panel, viewer.today, viewer.today, 0).deciders if one else set()
    rows = KeyPerson.objects.visible_to(viewer.scope, viewer.today).filter(code__in=codes).select_related("customer")
    found: dict[int, list[KeyPerson]] = {}
    for person in rows.order_by("code"):
        found.setdefault(person.customer_id, []).append(person)
    return found


FIELDS = {"employee": "to", "valid_from": "on", "note": "note"}


def _refuse(form: Form, refused: RenmaiError) -> None:
    """The sentence at the customer or the field that it is about."""
    form.status = HTTPStatus.CONFLICT if isinstance(refused, ConflictError) else HTTPStatus.UNPROCESSABLE_ENTITY
    told, customer = sentence(refused), refused.params.get("customer", "")
    if customer and any(row.code == customer for row in form.rows):
        form.rows = [replace(row, error=told) if row.code == customer else row for row in form.rows]
        form.errors["rows"] = told
    else:
        form.errors[FIELDS.get(str(refused.params.get("column", "")), "")] = told
