"""What the forms of the page do: each one action, whose revision can be undone."""

from collections.abc import Callable
from datetime import date
from typing import Final

from django.http import Http404, HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext

from renmai.domain.asking import read_day
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.intake.bundle import KEY_PEOPLE
from renmai.store.actions.assessment import Statement, change_assessment
from renmai.store.actions.influence import Influencer, add_influence, end_influence
from renmai.store.actions.key_person import edit_key_person
from renmai.store.cells import Cells
from renmai.store.models import Competitor, Employee, Influence, KeyPerson
from renmai.web import marks
from renmai.web.access import Viewer
from renmai.web.fields import Form, posted
from renmai.web.pages.key_person.context import TOP, details_fields
from renmai.web.pages.key_person.state import OURS
from renmai.wording.cells import cell_text
from renmai.wording.columns import Text, label

LONGEST_NOTE: Final = 2000
Post = Callable[[HttpRequest, Viewer, KeyPerson], "Done"]


class Done:
    """What was done, in words, and the revision; None: it was so already. `person`: who is new."""

    def __init__(self, revision: int | None, text: str, person: str = "") -> None:
        self.revision = revision
        self.text = text if revision else gettext("That was recorded already.")
        self.person = person


def assess(request: HttpRequest, viewer: Viewer, person: KeyPerson) -> Done:
    """One value towards one party, by one tap."""
    given = request.POST
    column, value = given.get("column", ""), given.get("value", "")
    said = Statement(
        _day(given.get("day", ""), viewer.today),
        {column: value},
        {column: given["seen"]} if "seen" in given else {},
        note=_note(given),
    )
    party = party_of(given.get("party", OURS))
    made = change_assessment(person, party, said, by=viewer.employee, today=viewer.today, now=timezone.now())
    words = {"name": person.name, "column": _called(column), "value": cell_text(column, value)}
    return Done(made, gettext("%(name)s · %(column)s: %(value)s") % words)


def set_superior(request: HttpRequest, viewer: Viewer, person: KeyPerson) -> Done:
    """A superior, the top, or neither; all three are one answer. From today, unless a day is given."""
    given = request.POST
    wanted = _superior(given.get("superior", ""))
    seen = _superior(given["seen"]) if "seen" in given else {}
    since = _day(given["since"], viewer.today) if given.get("since") else None
    made = _edited(viewer, person, wanted, seen, since)
    return Done(made, gettext("Reporting line of %(name)s changed.") % {"name": person.name})


def _superior(choice: str) -> dict[str, str]:
    if choice == TOP:
        return {"top": "yes", "reports_to": ""}
    return {"top": "no", "reports_to": choice.removeprefix(":")}


def set_flag(request: HttpRequest, viewer: Viewer, person: KeyPerson) -> Done:
    """Focus or nobody found: on or off."""
    given = request.POST
    column = given.get("column", "")
    if column not in ("focus", "nobody_found"):
        raise RenmaiError(ErrorCode.BAD_VALUE, name="column", value=column)
    seen = {column: given["seen"]} if "seen" in given else {}
    made = _edited(viewer, person, {column: given.get("value", "")}, seen)
    words = {"name": person.name, "column": _called(column), "value": cell_text(column, given.get("value", ""))}
    return Done(made, gettext("%(name)s · %(column)s: %(value)s") % words)


def add(request: HttpRequest, viewer: Viewer, person: KeyPerson) -> Done:
    """Somebody can sway the person."""
    given = request.POST
    influencer = _influencer(viewer, given)
    since = _day(given.get("since", ""), viewer.today)
    made = add_influence(
        person, influencer, since, _note(given), by=viewer.employee, today=viewer.today, now=timezone.now()
    )
    name = influencer.contact_name or influencer.who.name
    return Done(made, gettext("%(who)s can sway %(name)s: recorded.") % {"who": name, "name": person.name})


def _influencer(viewer: Viewer, given: QueryDict) -> Influencer:
    kind = given.get("kind", "")
    if kind == "internal":
        rows = KeyPerson.objects.visible_to(viewer.scope, viewer.today)
        found = rows.filter(code=given.get("inner", "")).first()
        if found is None:
            raise RenmaiError(ErrorCode.UNKNOWN_KEY_PERSON, person=given.get("inner", ""))
        return Influencer(found)
    if kind == "ours":
        employee = Employee.objects.filter(code=given.get("employee", "")).first()
        if employee is None:
            raise RenmaiError(ErrorCode.UNKNOWN_EMPLOYEE, employee=given.get("employee", ""))
        return Influencer(employee)
    if kind == "competitor" and (competitor := party_of(given.get("competitor", ""))):
        return Influencer(competitor, given.get("contact_name", "").strip())
    raise RenmaiError(ErrorCode.BAD_VALUE, name="kind", value=kind)


def end(request: HttpRequest, viewer: Viewer, person: KeyPerson) -> Done:
    """An influence is over; one that is not there any more was ended by somebody else."""
    key = request.POST.get("influence", "")
    rows = Influence.objects.visible_to(viewer.scope, viewer.today).filter(key_person=person)
    found = rows.filter(pk=int(key)).first() if key.isascii() and key.isdecimal() and len(key) < 16 else None
    if found is None:
        raise Http404
    until = _day(request.POST.get("until", ""), viewer.today)
    made = end_influence(found, until, _note(request.POST), by=viewer.employee, today=viewer.today, now=timezone.now())
    return Done(made, gettext("Influence ended."))


def edit(request: HttpRequest, viewer: Viewer, person: KeyPerson) -> tuple[Done | None, Form]:
    """The typed details; a form that does not hold comes back as it was typed."""
    form = posted(KEY_PEOPLE, details_fields(), request.POST)
    if not form.is_valid:
        return None, form
    try:
        made = _edited(viewer, person, form.cells, form.seen)
    except RenmaiError as refused:
        form.refuse(refused)
        return None, form
    return Done(made, gettext("Details of %(name)s saved.") % {"name": form.cells["name"]}), form


def _edited(viewer: Viewer, person: KeyPerson, values: Cells, seen: Cells, since: date | None = None) -> int | None:
    return edit_key_person(
        person, values, seen, by=viewer.employee, now=timezone.now(), today=viewer.today, since=since
    )


POSTS: Final[dict[str, Post]] = {"assess": assess, "superior": set_superior, "flag": set_flag, "add": add, "end": end}


def party_of(code: str) -> Competitor | None:
    """None is us; raises `RenmaiError` for a competitor that does not exist."""
    if code == OURS:
        return None
    found = Competitor.objects.filter(code=code).first()
    if found is None:
        known = ", ".join(Competitor.objects.order_by("code").values_list("code", flat=True))
        raise RenmaiError(ErrorCode.UNKNOWN_COMPETITOR, competitor=code, known=known)
    return found


def _called(column: str) -> Text:
    """What the column is called in full."""
    return marks.TERMS[column].label if column in marks.TERMS else label(column)


def _day(text: str, today: date) -> date:
    return read_day(text, today)


def _note(given: QueryDict) -> str:
    note = given.get("note", "").strip().replace("\r\n", "\n")
    if len(note) > LONGEST_NOTE:
        raise RenmaiError(ErrorCode.BAD_VALUE, name="note", value=note[:80])
    return note
