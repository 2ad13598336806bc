"""The forms of an opportunity's page: its facts, how it ended, a use of influence."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.influence_use import UseGrade
from renmai.intake.bundle import INFLUENCE_USES, OPPORTUNITIES
from renmai.store.actions.influence_use import Use, add_use
from renmai.store.actions.opportunity import edit_opportunity
from renmai.store.cells import cells_of
from renmai.store.influence_use import blind_requests
from renmai.store.models import Employee, HelpRequest, KeyPerson, Opportunity
from renmai.store.models.opportunity import Status
from renmai.web.access import Viewer
from renmai.web.editing import Editing, Saved
from renmai.web.fields import Field, Form, Option, field_of
from renmai.web.pages.customer.editing import opportunity_fields
from renmai.web.pages.network_uses.form import grade_field
from renmai.web.pages.undo.view import undo_of
from renmai.wording.columns import WORDS

REQUEST: Final = "request:"
"""Before the code of a request for help, where it stands for a colleague without a name."""


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
    unnamed = [Option(f"{REQUEST}{one.code}", _unnamed(one)) for one in blind_requests(opportunity, viewer.employee)]
    named = [Option(one.code, f"{one.name} {one.code}") for one in employees]
    return [
        field_of(INFLUENCE_USES, "employee", input="choice", options=[Option("", "—"), *unnamed, *named]),
        field_of(
            INFLUENCE_USES,
            "key_person",
            input="choice",
            options=[Option("", "—"), *(Option(one.code, f"{one.name} {one.title}".strip()) for one in people)],
        ),
        field_of(INFLUENCE_USES, "used_on"),
        grade_field(),
        field_of(INFLUENCE_USES, "note", label=gettext_lazy("How it helped"), input="area"),
    ]


def _unnamed(request: HelpRequest) -> str:
    """A colleague whom the asker knows by their help alone."""
    asked = {"person": request.key_person.name, "day": request.asked_on.isoformat()}
    return gettext("a colleague, asked about %(person)s on %(day)s") % asked


def _people(viewer: Viewer, opportunity: Opportunity) -> list[KeyPerson]:
    rows = KeyPerson.objects.visible_to(viewer.scope, viewer.today).filter(customer=opportunity.customer_id)
    return list(rows.order_by("name"))


def _save_use(viewer: Viewer, opportunity: Opportunity, form: Form) -> Saved:
    cells = form.cells
    employee, request = _helper(viewer, opportunity, cells["employee"])
    person = next((one for one in _people(viewer, opportunity) if one.code == cells["key_person"]), None)
    if person is None:
        raise RenmaiError(ErrorCode.UNKNOWN_KEY_PERSON, column="key_person", person=cells["key_person"])
    use = Use(
        employee,
        person,
        date.fromisoformat(cells["used_on"]),
        cells["note"],
        UseGrade(cells["grade"]),
        named=request is None,
        request=request,
    )
    made = add_use(opportunity, use, by=viewer.employee, today=viewer.today, now=timezone.now())
    is_undone = request is None and employee != viewer.employee
    told = gettext("Recorded. The other side is asked to confirm it.")
    return Saved(opportunity_url(opportunity, "uses"), told, undo_of(made) if is_undone else None)


def _helper(viewer: Viewer, opportunity: Opportunity, cell: str) -> tuple[Employee, HelpRequest | None]:
    """Who helped; one who is not named by the request that the viewer made. Raises `RenmaiError(UNKNOWN_EMPLOYEE)`."""
    if cell.startswith(REQUEST):
        asked = blind_requests(opportunity, viewer.employee)
        request = next((one for one in asked if one.code == cell.removeprefix(REQUEST)), None)
        if request is not None:
            return request.giver, request
    employee = Employee.objects.filter(code=cell).first()
    if employee is None:
        raise RenmaiError(ErrorCode.UNKNOWN_EMPLOYEE, column="employee", employee=cell)
    return employee, None


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
