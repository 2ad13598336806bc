"""What forms about a key person carry: towards whom, since when, on what grounds, whose influence."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.http import QueryDict

from renmai.domain.asking import read_day
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.actions.influence import Influencer
from renmai.store.models import Competitor, Employee, KeyPerson
from renmai.web.access import Viewer
from renmai.web.pages.key_person.state import OURS

LONGEST_NOTE: Final = 2000


def texts_of(given: QueryDict) -> dict[str, str]:
    """The fields of a form or an address; of several of one name the last."""
    return {name: str(value) for name, value in given.items()}


def party_of(code: str) -> Competitor | None:
    """None is us; raises `RenmaiError` for a competitor that does not exist."""
    if code == OURS:
        return None
    found = Competitor.objects.filter(code=code).first()
    if found is None:
        known = ", ".join(Competitor.objects.order_by("code").values_list("code", flat=True))
        raise RenmaiError(ErrorCode.UNKNOWN_COMPETITOR, competitor=code, known=known)
    return found


def influencer_of(viewer: Viewer, given: Mapping[str, str]) -> Influencer:
    """Raises `RenmaiError` for whoever does not exist or may not be seen."""
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


def day_of(text: str, today: date) -> date:
    """Blank is today."""
    return read_day(text, today)


def note_of(given: QueryDict) -> str:
    """Raises `RenmaiError` for one that is too long."""
    note = given.get("note", "").strip().replace("\r\n", "\n")
    if len(note) > LONGEST_NOTE:
        raise RenmaiError(ErrorCode.BAD_VALUE, name="note", value=note[:80])
    return note
