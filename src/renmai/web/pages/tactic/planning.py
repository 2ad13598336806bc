"""What a sent form asks to be planned with a tactic."""

from datetime import date

from django.http import Http404, QueryDict

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.actions.plan_step import Intent, Move
from renmai.store.models import Employee, KeyPerson
from renmai.store.playbook import Template, template_of
from renmai.web.pages.tactic.plan_tactics import Place, Whom, owner_options, people_of, whom_of


def tactic_of(place: Place, given: QueryDict) -> Template:
    """The company's, or one's own; anybody else's has to be copied first. Does not exist: `Http404`."""
    found = template_of(given.get("tactic", ""), place.viewer.employee)
    if found is None or found.retired or (found.owner and not found.is_mine):
        raise Http404
    return found


def moves_of(place: Place, one: Template, given: QueryDict) -> list[Move]:
    """One for each person and degree chosen.

    Raises `RenmaiError`: MISSING_VALUE for nobody, UNKNOWN_KEY_PERSON for whom the tactic does not suggest.
    """
    if not one.targets:
        return [Move(None)]
    chosen = dict.fromkeys(given.getlist("who"))
    if not chosen:
        raise RenmaiError(ErrorCode.MISSING_VALUE, column="who")
    there = {whom.key: whom for whom in whom_of(one, people_of(place))}
    unknown = next((key for key in chosen if key not in there), None)
    if unknown is not None:
        raise RenmaiError(ErrorCode.UNKNOWN_KEY_PERSON, column="who", person=unknown.rpartition(".")[0] or unknown)
    viewer = place.viewer
    rows = KeyPerson.objects.visible_to(viewer.scope, viewer.today).filter(
        customer=place.customer, code__in={there[key].person for key in chosen}
    )
    people = {row.code: row for row in rows}
    return [_move(people[there[key].person], there[key], given) for key in chosen]


def _move(person: KeyPerson, whom: Whom, given: QueryDict) -> Move:
    if not whom.column:
        return Move(person)
    return Move(person, whom.column, whom.before, given.get(f"goal.{whom.key}", whom.goal))


def intent_of(place: Place, one: Template, given: QueryDict) -> Intent:
    """Raises `RenmaiError` with the `column` that cannot be so. A step keeps the code of the company's tactic."""
    owner, due = given.get("owner", ""), given.get("due_on", "")
    if owner not in {option.value for option in owner_options(place)}:
        raise RenmaiError(ErrorCode.UNKNOWN_EMPLOYEE, column="owner", employee=owner)
    note = given.get("note", "").strip().replace("\0", "")
    return Intent(Employee.objects.get(code=owner), _day(due), note=note, tactic=one.root)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RenmaiError(ErrorCode.BAD_DATE, column="due_on", date=text) from None
