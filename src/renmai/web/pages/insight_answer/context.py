"""The two forms of insight by help: values to tap, beside what is known for who may know it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext

from renmai.domain.errors import ConflictError, RenmaiError
from renmai.domain.stance import VOTES
from renmai.store.actions.insight_answer import LONGEST
from renmai.store.models import HelpRequest, InsightAnswer, KeyPerson
from renmai.web.access import Viewer
from renmai.web.fields import text_of
from renmai.web.pages.contact.capture import SEEN
from renmai.web.pages.key_person.features import Option, Trouble, options
from renmai.web.pages.key_person.state import OURS, VALUES, attitudes_of
from renmai.wording.cells import cell_text
from renmai.wording.disclosure import told
from renmai.wording.terms import Text

_ANSWERS: Final = {None: "", True: "yes", False: "no"}


@dataclass(frozen=True, slots=True)
class Row:
    """One degree or vote; `last` and `seen` are what stands at the customer, None and blank for who may not know it."""

    column: str
    options: list[Option]
    seen: str | None = None
    last: Text = ""
    last_day: date | None = None
    trouble: Trouble | None = None

    @property
    def is_vote(self) -> bool:
        return self.column in VOTES


@dataclass(frozen=True, slots=True)
class Page:
    asked: HelpRequest
    person: KeyPerson
    rows: list[Row]
    note: str
    longest_note: int
    problem: str
    answered_on: date | None
    is_taken: bool
    who: str = ""


def giving(asked: HelpRequest, found: InsightAnswer | None, sent: QueryDict | None, error: RenmaiError | None) -> Page:
    """What the giver says: nothing of what is known at the customer stands here."""
    held = cells(found) if found else {}
    chosen = held if sent is None else _typed(sent)
    rows = [Row(column, options(column, chosen.get(column, ""))) for column in VALUES]
    note = found.note if found and sent is None else (text_of(sent, "note") if sent else "")
    return _page(asked, found, rows, note, error=error)


def taking(
    viewer: Viewer,
    person: KeyPerson,
    found: InsightAnswer,
    sent: QueryDict | None,
    error: RenmaiError | None,
) -> Page:
    """The answer as a proposal: what the colleague does not know is not proposed, and so not said."""
    asked, attitude, proposed = found.request, attitudes_of(viewer, person)[OURS], cells(found)
    typed: Mapping[str, str] = {} if sent is None else _typed(sent)
    rows = []
    for column in VALUES:
        cell, source = attitude.cell(column), attitude.source(column)
        chosen = typed.get(column) if sent is not None else (proposed[column] or None)
        clashes = isinstance(error, ConflictError) and error.column == column
        trouble = Trouble("insight", error, typed) if error and clashes else None
        day = source.day if source else None
        rows.append(Row(column, options(column, chosen), cell, cell_text(column, cell), day, trouble))
    who = told("" if asked.blind else asked.giver.name)
    note = text_of(sent, "note") if sent is not None else _source(who, found.note)
    return _page(asked, found, rows, note, error=error, who=who)


def _source(who: str, note: str) -> str:
    """Where the values come from, which stays with them."""
    told = gettext("By help of %(who)s") % {"who": who}
    return f"{told}: {note}" if note else told


def _page(
    asked: HelpRequest,
    found: InsightAnswer | None,
    rows: list[Row],
    note: str,
    *,
    error: RenmaiError | None,
    who: str = "",
) -> Page:
    told = Trouble("insight", error).text if error and not isinstance(error, ConflictError) else ""
    day = found.answered_on if found else None
    taken = bool(found and found.taken_on)
    return Page(asked, asked.key_person, rows, note, LONGEST, told, day, taken, who)


def cells(found: InsightAnswer) -> dict[str, str]:
    """The answer as cells by value, blank where the colleague does not know."""
    told = {}
    for column in VALUES:
        value = getattr(found, column)
        told[column] = _ANSWERS[value] if column in VOTES else ("" if value is None else str(value))
    return told


def _typed(sent: QueryDict) -> dict[str, str]:
    return {name: str(value) for name, value in sent.items() if not name.startswith(SEEN)}
