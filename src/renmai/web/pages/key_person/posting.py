"""What the forms of the page do: each one action, whose revision can be undone."""

from collections.abc import Callable
from datetime import date
from typing import Final

from django.http import Http404, HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.guided_questions.evidence import Answered
from renmai.intake.bundle import KEY_PEOPLE
from renmai.store.actions.assessment import Statement, change_assessment
from renmai.store.actions.influence import add_influence, end_influence
from renmai.store.actions.key_person import edit_key_person
from renmai.store.cells import Cells
from renmai.store.models import Influence, KeyPerson
from renmai.web import marks
from renmai.web.access import Viewer
from renmai.web.fields import Form, posted
from renmai.web.pages.key_person.context import TOP, details_fields
from renmai.web.pages.key_person.state import OURS
from renmai.web.pages.key_person.typed import day_of, influencer_of, note_of, party_of, texts_of
from renmai.wording.cells import cell_text
from renmai.wording.columns import Text, label

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
    return say(viewer, person, (given.get("column", ""), given.get("party", OURS)), given)


def say(
    viewer: Viewer, person: KeyPerson, what: tuple[str, str], given: QueryDict, answered: Answered | None = None
) -> Done:
    """A value as a form gives it; `what` are its column and the party, `answered` what a guide was answered."""
    (column, towards), value = what, given.get("value", "")
    said = Statement(
        day_of(given.get("day", ""), viewer.today),
        {column: value},
        {column: str(given["seen"])} if "seen" in given else {},
        note=note_of(given),
        evidence={column: answered} if answered else {},
    )
    party = party_of(towards)
    made = change_assessment(person, party, said, by=viewer.employee, today=viewer.today, now=timezone.now())
    words = {"name": person.name, "column": called(column), "value": cell_text(column, value)}
    return Done(made, gettext("%(name)s · %(column)s: %(value)s") % words)


def set_superior(request: HttpRequest, viewer: Viewer, person: KeyPerson) -> Done:
    """A superior, the top, or neither; all three are one answer. From today, unless a day is given."""
    given = request.POST
    wanted = _superior(given.get("superior", ""))
    seen = _superior(given["seen"]) if "seen" in given else {}
    since = day_of(given["since"], viewer.today) if given.get("since") else None
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
    words = {"name": person.name, "column": called(column), "value": cell_text(column, given.get("value", ""))}
    return Done(made, gettext("%(name)s · %(column)s: %(value)s") % words)


def add(request: HttpRequest, viewer: Viewer, person: KeyPerson) -> Done:
    """Somebody can sway the person."""
    return sway(viewer, person, request.POST)


def sway(viewer: Viewer, person: KeyPerson, given: QueryDict, answered: Answered | None = None) -> Done:
    """An influence as a form gives it; `answered` is what the guide was answered."""
    influencer = influencer_of(viewer, texts_of(given))
    since = day_of(given.get("since", ""), viewer.today)
    by, today, now = viewer.employee, viewer.today, timezone.now()
    made = add_influence(person, influencer, since, note_of(given), by=by, today=today, now=now, answered=answered)
    name = influencer.contact_name or influencer.who.name
    return Done(made, gettext("%(who)s can sway %(name)s: recorded.") % {"who": name, "name": person.name})


def end(request: HttpRequest, viewer: Viewer, person: KeyPerson) -> Done:
    """An influence is over; one that is not there any more was ended by somebody else."""
    key = request.POST.get("influence", "")
    rows = Influence.objects.visible_to(viewer.scope, viewer.today).filter(key_person=person)
    found = rows.filter(pk=int(key)).first() if key.isascii() and key.isdecimal() and len(key) < 16 else None
    if found is None:
        raise Http404
    until = day_of(request.POST.get("until", ""), viewer.today)
    made = end_influence(
        found, until, note_of(request.POST), by=viewer.employee, today=viewer.today, now=timezone.now()
    )
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


def called(column: str) -> Text:
    """What the column is called in full."""
    return marks.TERMS[column].label if column in marks.TERMS else label(column)
