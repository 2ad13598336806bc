"""The form in which an employee says that their influence helped a deal."""

from datetime import date
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.influence_use import UseGrade
from renmai.intake.bundle import INFLUENCE_USES
from renmai.store.actions.influence_use import Use, add_use
from renmai.store.influence_use import own_deals, own_people
from renmai.store.models import KeyPerson, Opportunity
from renmai.web.access import Viewer
from renmai.web.editing import Editing, Saved
from renmai.web.fields import Field, Form, Option, field_of


def grade_field() -> Field:
    """Required: whoever records says what the help was."""
    return field_of(INFLUENCE_USES, "grade", is_required=True)


def choices(viewer: Viewer) -> tuple[list[KeyPerson], list[Opportunity]]:
    """Whom the viewer can sway, and the open deals there that the viewer may name."""
    people = own_people(viewer.employee, viewer.today)
    return people, own_deals(viewer.employee, viewer.scope, viewer.today, people)


def _fields(viewer: Viewer, _: object) -> list[Field]:
    people, deals = choices(viewer)
    return [
        field_of(INFLUENCE_USES, "opportunity", input="choice", options=[Option("", "—"), *map(_deal, deals)]),
        field_of(INFLUENCE_USES, "key_person", input="choice", options=[Option("", "—"), *map(_person, people)]),
        field_of(INFLUENCE_USES, "used_on"),
        grade_field(),
        field_of(INFLUENCE_USES, "note", label=gettext_lazy("How it helped"), input="area"),
        Field(
            "unnamed",
            gettext_lazy("Count it without my name"),
            input="check",
            hint=gettext_lazy("The deal's side then reads “a colleague”, and so does everybody else."),
        ),
    ]


def _deal(deal: Opportunity) -> Option:
    return Option(deal.code, f"{deal.name} · {deal.customer.name}")


def _person(person: KeyPerson) -> Option:
    return Option(person.code, " · ".join(part for part in (person.name, person.title, person.customer.name) if part))


def _save(viewer: Viewer, _: object, form: Form) -> Saved:
    people, deals = choices(viewer)
    cells = form.cells
    deal = next((one for one in deals if one.code == cells["opportunity"]), None)
    person = next((one for one in people if one.code == cells["key_person"]), None)
    if deal is None:
        raise RenmaiError(ErrorCode.MISSING_VALUE, column="opportunity")
    if person is None:
        raise RenmaiError(ErrorCode.MISSING_VALUE, column="key_person")
    use = Use(
        viewer.employee,
        person,
        date.fromisoformat(cells["used_on"]),
        cells["note"],
        UseGrade(cells["grade"]),
        named=cells["unnamed"] != "yes",
    )
    add_use(deal, use, by=viewer.employee, today=viewer.today, now=timezone.now())
    text = gettext("Recorded. The deal's side is asked to confirm it.")
    return Saved(reverse("network-uses", query={"tab": "mine"}), text)


OWN_USE: Final = Editing(
    "own-use",
    INFLUENCE_USES,
    gettext_lazy("I helped in a deal"),
    pgettext_lazy("button", "Record"),
    _fields,
    lambda *_: {},
    _save,
    propose=lambda viewer, _: {"used_on": viewer.today.isoformat()},
)
