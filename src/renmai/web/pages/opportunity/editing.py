"""The forms of an opportunity's page: its facts, how it ended, a use of influence."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.intake.bundle import INFLUENCE_USES, OPPORTUNITIES
from renmai.store.actions.influence_use import Use, add_use
from renmai.store.actions.opportunity import edit_opportunity
from renmai.store.cells import cells_of
from renmai.store.models import Employee, KeyPerson, Opportunity
from renmai.store.models.opportunity import Status
from renmai.web.access import Viewer
from renmai.web.editing import Editing, Saved
from renmai.web.fields import Field, Form, Option, field_of
from renmai.web.pages.customer.editing import opportunity_fields
from renmai.web.pages.undo.view import undo_of
from renmai.wording.columns import WORDS


def opportunity_url(opportunity: Opportunity, tab: str = "") -> str:
    return reverse("opportunity", args=[opportunity.code]) + (f"?tab={tab}" if tab else "")


def _change(viewer: Viewer, opportunity: Opportunity, wanted: Mapping[str, str], form: Form) -> Saved:
    made = edit_opportunity(opportunity, wanted, form.seen, by=viewer.employee, now=timezone.now())
    text = gettext("Saved: %(name)s") % {"name": wanted.get("name", opportunity.name)} if made else ""
    return Saved(opportunity_url(opportunity), text, undo_of(made))


def _fact_fields(viewer: Viewer, opportunity: Opportunity) -> list[Field]:
    owner = opportunity.owner.code if opportunity.owner else ""
    fields = opportunity_fields(viewer, owner)
    if opportunity.status != Status.OPEN:
        fields.append(field_of(OPPORTUNITIES, "closed_on", is_required=True))
    return fields


FACTS: Final = Editing(
    "facts",
    OPPORTUNITIES,
    gettext_lazy("Facts of the opportunity"),
    gettext_lazy("Save"),
    _fact_fields,
    lambda _, opportunity: cells_of(opportunity),
    lambda viewer, opportunity, form: _change(viewer, opportunity, form.cells, form),
)


def _close_fields(_: Viewer, opportunity: Opportunity) -> list[Field]:
    ends = Status.WON, Status.LOST
    words = [Option(status, WORDS["status"][status]) for status in ends]
    if opportunity.status != Status.OPEN:
        words.append(Option(Status.OPEN, gettext("Open again")))
    return [
        field_of(OPPORTUNITIES, "status", label=gettext_lazy("How it ended"), options=words),
        field_of(OPPORTUNITIES, "closed_on"),
    ]


def _save_close(viewer: Viewer, opportunity: Opportunity, form: Form) -> Saved:
    wanted = dict(form.cells)
    if wanted["status"] == Status.OPEN:
        wanted["closed_on"] = ""
    return _change(viewer, opportunity, wanted, form)


CLOSE: Final = Editing(
    "close",
    OPPORTUNITIES,
    gettext_lazy("Close the opportunity"),
    gettext_lazy("Save"),
    _close_fields,
    lambda _, opportunity: cells_of(opportunity),
    _save_close,
    propose=lambda viewer, _: {"closed_on": viewer.today.isoformat()},
    carried=("status",),
)


def _use_fields(viewer: Viewer, opportunity: Opportunity) -> list[Field]:
    day = viewer.today.toordinal()
    employees = [one for one in viewer.panel.roster.staff.employees if one.start <= day < one.stop]
    people = _people(viewer, opportunity)
    return [
        field_of(
            INFLUENCE_USES,
            "employee",
            input="choice",
            options=[Option("", "—"), *(Option(one.code, f"{one.name} {one.code}") for one in employees)],
        ),
        field_of(
            INFLUENCE_USES,
            "key_person",
            input="choice",
            options=[Option("", "—"), *(Option(one.code, f"{one.name} {one.title}".strip()) for one in people)],
        ),
        field_of(INFLUENCE_USES, "used_on"),
        field_of(INFLUENCE_USES, "note", label=gettext_lazy("How it helped"), input="area"),
    ]


def _people(viewer: Viewer, opportunity: Opportunity) -> list[KeyPerson]:
    rows = KeyPerson.objects.visible_to(viewer.scope, viewer.today).filter(customer=opportunity.customer_id)
    return list(rows.order_by("name"))


def _save_use(viewer: Viewer, opportunity: Opportunity, form: Form) -> Saved:
    cells = form.cells
    employee = Employee.objects.filter(code=cells["employee"]).first()
    person = next((one for one in _people(viewer, opportunity) if one.code == cells["key_person"]), None)
    if employee is None:
        raise RenmaiError(ErrorCode.UNKNOWN_EMPLOYEE, column="employee", employee=cells["employee"])
    if person is None:
        raise RenmaiError(ErrorCode.UNKNOWN_KEY_PERSON, column="key_person", person=cells["key_person"])
    used_on = date.fromisoformat(cells["used_on"])
    if used_on > viewer.today:
        raise RenmaiError(ErrorCode.DAY_IN_FUTURE, column="used_on", date=cells["used_on"])
    use = Use(employee, person, used_on, cells["note"])
    made = add_use(opportunity, use, by=viewer.employee, now=timezone.now())
    return Saved(opportunity_url(opportunity, "uses"), gettext("Recorded."), undo_of(made))


USE: Final = Editing(
    "use",
    INFLUENCE_USES,
    gettext_lazy("Influence used"),
    pgettext_lazy("button", "Add"),
    _use_fields,
    lambda *_: {},
    _save_use,
    propose=lambda viewer, _: {"used_on": viewer.today.isoformat()},
    carried=("key_person",),
)
