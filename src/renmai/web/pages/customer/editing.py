"""The forms of a customer's page: its facts, its owner, a new opportunity."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from renmai.analytics.customer_places import words_seen
from renmai.analytics.visible import possible_owners
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.intake.bundle import CUSTOMERS, OPPORTUNITIES, OWNERSHIPS
from renmai.store.actions.customer import edit_customer
from renmai.store.actions.opportunity import add_opportunity
from renmai.store.actions.ownership import hand_over
from renmai.store.cells import cells_of
from renmai.store.models import Customer, Employee, Ownership, Stage
from renmai.store.visible import GatedQuerySet
from renmai.web.access import Viewer
from renmai.web.editing import Editing, Saved
from renmai.web.fields import Field, Form, Option, field_of
from renmai.web.pages.undo.view import undo_of

SUGGESTED: Final = 300
"""Customers offered by name; any other one may be typed by its code."""


def customer_url(customer: Customer, tab: str = "") -> str:
    return reverse("customer", args=[customer.code]) + (f"?tab={tab}" if tab else "")


# --- its facts


def _fact_fields(viewer: Viewer, customer: Customer) -> list[Field]:
    industries = _plain(words_seen(viewer.panel, viewer.scope, "industry"))
    regions = _plain(words_seen(viewer.panel, viewer.scope, "region"))
    fields = [
        field_of(CUSTOMERS, "name"),
        field_of(CUSTOMERS, "industry", suggestions=industries),
        field_of(CUSTOMERS, "region", suggestions=regions),
    ]
    if customer.parent_id is None or _seen(viewer).filter(pk=customer.parent_id).exists():
        hint = gettext_lazy("The name or code of a customer of yours")
        fields.append(field_of(CUSTOMERS, "parent", suggestions=_customers(viewer, customer), hint=hint))
    by_rank = gettext_lazy("If left empty, it follows from what was won within a year.")
    return [
        *fields,
        field_of(CUSTOMERS, "contribution", hint=by_rank),
        field_of(CUSTOMERS, "potential"),
        field_of(CUSTOMERS, "created_on"),
        field_of(CUSTOMERS, "closed_on"),
        field_of(CUSTOMERS, "focus"),
    ]


def _seen(viewer: Viewer) -> GatedQuerySet:
    return Customer.objects.visible_to(viewer.scope, viewer.today)


def _customers(viewer: Viewer, customer: Customer) -> list[Option]:
    others = _seen(viewer).exclude(pk=customer.pk).order_by("name")[:SUGGESTED]
    return [Option(one.code, one.name) for one in others]


def _plain(values: list[str]) -> list[Option]:
    return [Option(value, value) for value in values]


def _save_facts(viewer: Viewer, customer: Customer, form: Form) -> Saved:
    wanted = dict(form.cells)
    if wanted.get("parent"):
        wanted["parent"] = _parent_code(viewer, wanted["parent"])
    made = edit_customer(customer, wanted, form.seen, by=viewer.employee, now=timezone.now())
    text = gettext("Saved: %(name)s") % {"name": wanted["name"]} if made else ""
    return Saved(customer_url(customer), text, undo_of(made))


def _parent_code(viewer: Viewer, text: str) -> str:
    """The code of the customer that a code or a name means; what one may not see does not exist."""
    by_code = list(_seen(viewer).filter(code=text)[:1])
    found = by_code or list(_seen(viewer).filter(name=text)[:2])
    if len(found) != 1:
        raise RenmaiError(ErrorCode.UNKNOWN_CUSTOMER, column="parent", customer=text)
    return str(found[0].code)


FACTS: Final = Editing(
    "facts",
    CUSTOMERS,
    gettext_lazy("Facts of the customer"),
    gettext_lazy("Save"),
    _fact_fields,
    lambda _, customer: cells_of(customer),
    _save_facts,
)

# --- its owner


def _owner_fields(viewer: Viewer, customer: Customer) -> list[Field]:
    current = _owner(viewer, customer)
    others = [option for option in colleagues(viewer) if option.value != current or not current]
    return [
        field_of(OWNERSHIPS, "employee", label=gettext_lazy("New owner"), input="choice", options=others),
        field_of(OWNERSHIPS, "valid_from", hint=gettext_lazy("The owner until now ends on this day.")),
    ]


def colleagues(viewer: Viewer) -> list[Option]:
    """Who sells and works here today, and whom the viewer may look at."""
    found = possible_owners(viewer.panel, viewer.scope, viewer.today)
    return [Option("", "—"), *(Option(one.code, f"{one.name} {one.code}") for one in found)]


def _owner(viewer: Viewer, customer: Customer) -> str:
    rows = Ownership.objects.visible_to(viewer.scope, viewer.today).filter(
        customer=customer, valid_from__lte=viewer.today
    )
    lasting = rows.filter(Q(valid_to=None) | Q(valid_to__gt=viewer.today))
    return next(iter(lasting.values_list("employee__code", flat=True)), "")


def _save_owner(viewer: Viewer, customer: Customer, form: Form) -> Saved:
    owner = Employee.objects.filter(code=form.cells["employee"]).first()
    if owner is None or owner.code not in {option.value for option in colleagues(viewer)}:
        raise RenmaiError(ErrorCode.UNKNOWN_EMPLOYEE, column="employee", employee=form.cells["employee"])
    on = date.fromisoformat(form.cells["valid_from"])
    seen = form.seen.get("employee", "")
    made = hand_over(customer, owner, on, seen=seen, by=viewer.employee, today=viewer.today, now=timezone.now())
    still_seen = _seen(viewer).filter(pk=customer.pk).exists()
    words = {"customer": customer.name, "name": owner.name, "day": on.isoformat()}
    text = gettext("%(customer)s belongs to %(name)s from %(day)s.") % words
    if not still_seen:
        return Saved(reverse("line", args=["customer"]), text)
    return Saved(customer_url(customer), text, undo_of(made))


OWNER: Final = Editing(
    "owner",
    OWNERSHIPS,
    gettext_lazy("Hand over"),
    gettext_lazy("Hand over"),
    _owner_fields,
    lambda viewer, customer: {"employee": _owner(viewer, customer)},
    _save_owner,
    propose=lambda viewer, _: {"valid_from": viewer.today.isoformat()},
)

# --- an opportunity


def opportunity_fields(viewer: Viewer, current_owner: str = "") -> list[Field]:
    """What is said of an open opportunity."""
    owners = colleagues(viewer)
    if current_owner and current_owner not in {option.value for option in owners}:
        owners.append(Option(current_owner, viewer.panel.employee_name(current_owner)))
    stages = _plain(list(Stage.objects.order_by("position").values_list("name", flat=True)))
    return [
        field_of(OPPORTUNITIES, "name"),
        field_of(OPPORTUNITIES, "amount", label=gettext_lazy("Amount in yuan")),
        field_of(OPPORTUNITIES, "stage", suggestions=stages),
        field_of(OPPORTUNITIES, "owner", input="choice", options=owners),
        field_of(OPPORTUNITIES, "origin"),
        field_of(OPPORTUNITIES, "opened_on"),
        field_of(OPPORTUNITIES, "expected_on"),
        field_of(OPPORTUNITIES, "focus"),
    ]


def _opportunity_start(viewer: Viewer, customer: Customer) -> Mapping[str, str]:
    return {"opened_on": viewer.today.isoformat(), "owner": _owner(viewer, customer)}


def _save_opportunity(viewer: Viewer, customer: Customer, form: Form) -> Saved:
    cells = {**form.cells, "status": "open"}
    made = add_opportunity(customer, cells, by=viewer.employee, now=timezone.now())
    text = gettext("Added: %(name)s") % {"name": made.name}
    return Saved(reverse("opportunity", args=[made.code]), text, undo_of(made.revision_id))


OPPORTUNITY: Final = Editing(
    "opportunity",
    OPPORTUNITIES,
    gettext_lazy("Add an opportunity"),
    pgettext_lazy("button", "Add"),
    lambda viewer, customer: opportunity_fields(viewer, _owner(viewer, customer)),
    lambda *_: {},
    _save_opportunity,
    propose=_opportunity_start,
)
