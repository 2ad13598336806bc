"""The form of one person: what stood until now, what was tapped, and what went wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q
from django.http import QueryDict
from django.utils.safestring import SafeString

from renmai.domain.errors import ConflictError, RenmaiError
from renmai.domain.stance import VOTES
from renmai.store.actions.activity import LONGEST_NOTE
from renmai.store.models import ActivityKind, KeyPerson, Opportunity
from renmai.web import marks
from renmai.web.access import Viewer
from renmai.web.layout.context import Choice
from renmai.web.pages.contact.asking import Asked
from renmai.web.pages.key_person.features import Option, Trouble, options
from renmai.web.pages.key_person.state import OURS, VALUES, attitudes_of
from renmai.wording.cells import cell_text
from renmai.wording.columns import WORDS
from renmai.wording.terms import Text

SEEN: Final = "seen-"


@dataclass(frozen=True, slots=True)
class Row:
    """One degree or vote. `seen` is what stood when the form was made."""

    column: str
    options: list[Option]
    seen: str
    last: Text
    last_day: date | None
    trouble: Trouble | None

    @property
    def is_vote(self) -> bool:
        return self.column in VOTES


@dataclass(frozen=True, slots=True)
class Capture:
    person: KeyPerson
    votes: list[SafeString]
    asked: Asked
    rows: list[Row]
    kinds: list[Choice]
    opportunities: list[Choice]
    note: str
    longest_note: int
    today: str
    problem: str
    skip_url: str


def capture(
    viewer: Viewer, person: KeyPerson, asked: Asked, sent: QueryDict | None, error: RenmaiError | None
) -> Capture:
    """The form, with what was sent if it came back."""
    attitude = attitudes_of(viewer, person)[OURS]
    given: Mapping[str, str] = {} if sent is None else {name: str(value) for name, value in sent.items()}
    trouble = Trouble("contact", error, given) if error else None
    rows = []
    for column in VALUES:
        cell, source = attitude.cell(column), attitude.source(column)
        mine = trouble if isinstance(error, ConflictError) and error.column == column else None
        chosen = given.get(column)
        rows.append(
            Row(column, options(column, chosen), cell, cell_text(column, cell), source.day if source else None, mine)
        )
    return Capture(
        person=person,
        votes=[marks.vote_badge(vote, "yes") for vote in VOTES if attitude.cell(vote) == "yes"],
        asked=asked,
        rows=rows,
        kinds=[Choice(kind, WORDS["kind"][kind], kind == asked.kind) for kind in ActivityKind.values],
        opportunities=opportunities(viewer, person, asked.opportunity.code if asked.opportunity else ""),
        note=given.get("note", ""),
        longest_note=LONGEST_NOTE,
        today=viewer.today.isoformat(),
        problem=trouble.text if trouble and not isinstance(error, ConflictError) else "",
        skip_url="" if asked.is_last else asked.step(asked.at + 1).url(),
    )


def opportunities(viewer: Viewer, person: KeyPerson, current: str) -> list[Choice]:
    """Those of the person's customer that are open today; `current` is the code of the chosen one, blank for none."""
    day = viewer.today
    rows = Opportunity.objects.visible_to(viewer.scope, day).filter(customer=person.customer_id, opened_on__lte=day)
    rows = rows.filter(Q(closed_on=None) | Q(closed_on__gt=day)).order_by("-focus", "name")
    return [Choice(code, name, code == current) for code, name in rows.values_list("code", "name")]


def said_values(sent: QueryDict) -> tuple[dict[str, str], dict[str, str]]:
    """The values that were tapped, and what stood when they were; what was not tapped is not said."""
    given = sent.dict()
    values = {name: str(given[name]) for name in VALUES if name in given}
    return values, {name: str(given[SEEN + name]) for name in values if SEEN + name in given}
