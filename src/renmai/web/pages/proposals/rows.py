"""Proposed changes as rows of a page: what is known, what would be, and the form that confirms it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy

from renmai.domain.errors import RenmaiError
from renmai.domain.proposal import ASSESSED, FIXED, ToldState
from renmai.domain.stance import DEGREES, Stance, VoteAnswer
from renmai.intake.bundle import ACTIVITIES, ASSESSMENTS, INFLUENCES, KEY_PEOPLE, OPPORTUNITIES, PLAN_STEPS
from renmai.intake.columns import File
from renmai.store.models import Competitor, KeyPerson, ProposedChange
from renmai.store.proposal import ToldChange, ToldProposal, changed_since
from renmai.web.access import Viewer
from renmai.web.fields import SEEN, Field, Form, Option, field_of, posted
from renmai.web.notices import Undo
from renmai.web.pages.undo.view import undo_of
from renmai.wording.cells import cell_text
from renmai.wording.columns import Text, label
from renmai.wording.errors import sentence

FILES: Final[Mapping[str, File]] = {
    one.name: one for one in (ASSESSMENTS, ACTIVITIES, PLAN_STEPS, OPPORTUNITIES, KEY_PEOPLE, INFLUENCES)
}
KINDS: Final[dict[str, Text]] = {
    "assessments": pgettext_lazy("proposed change", "Values of a key person"),
    "activities": pgettext_lazy("proposed change", "Contact"),
    "plan_steps": pgettext_lazy("proposed change", "Planned step"),
    "opportunities": pgettext_lazy("proposed change", "Opportunity"),
    "key_people": pgettext_lazy("proposed change", "New key person"),
    "influences": pgettext_lazy("proposed change", "Influence"),
}
STATES: Final[dict[ToldState, Text]] = {
    ToldState.WAITING: pgettext_lazy("proposed change", "Waiting"),
    ToldState.CONFIRMED: pgettext_lazy("proposed change", "Confirmed"),
    ToldState.DECLINED: pgettext_lazy("proposed change", "Declined"),
    ToldState.EXPIRED: pgettext_lazy("proposed change", "Expired"),
    ToldState.OUTDATED: pgettext_lazy("proposed change", "Changed since"),
}
PEOPLE: Final = ("key_people", "influencer", "reports_to")
"""Columns that hold codes of key persons; an influencer may be a competitor."""
HELD: Final = {"goal": "from_value"}
"""Where what is known of a column stands under another name."""


@dataclass(frozen=True, slots=True)
class Line:
    """One value: what is known of it, what it was when proposed if that is another, and what it would be.

    `field` is the control that puts it right, None where it is taken or left.
    """

    label: Text
    known: str
    was: str
    proposed: str
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class ChangeRow:
    told: ToldChange
    kind: Text
    state: Text
    about: str
    about_url: str
    lines: list[Line] = field(default_factory=list)
    seen: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""
    undo: Undo | None = None


@dataclass(frozen=True, slots=True)
class ProposalRow:
    told: ToldProposal
    changes: list[ChangeRow]

    @property
    def open_count(self) -> int:
        """How many can be confirmed at once: what somebody changed since is confirmed alone."""
        return sum(one.told.state is ToldState.WAITING and one.told.is_seen for one in self.changes)


@dataclass(frozen=True, slots=True)
class Answered:
    """What was sent about a change and refused."""

    pk: int
    error: RenmaiError
    sent: QueryDict | None = None


def proposal_rows(viewer: Viewer, told: Sequence[ToldProposal], refused: Iterable[Answered] = ()) -> list[ProposalRow]:
    """Rows of a page; names are read in as many statements for any number of them."""
    problems = {one.pk: one for one in refused}
    changes = [change for one in told for change in one.changes]
    names = _names(viewer, [change.row for change in changes if change.is_seen])
    return [
        ProposalRow(one, [_row(change, names, problems.get(change.row.pk)) for change in one.changes]) for one in told
    ]


def _names(viewer: Viewer, rows: Iterable[ProposedChange]) -> dict[str, str]:
    """By code, of the key persons and competitors that the changes name."""
    some = list(rows)
    codes = {code for row in some for column in PEOPLE for code in row.cells.get(column, "").split(";") if code}
    people = KeyPerson.objects.visible_to(viewer.scope, viewer.today).filter(code__in=codes)
    names = dict(people.values_list("code", "name")) if codes else {}
    rivals = codes | {row.cells["party"] for row in some if row.cells.get("party")}
    return {**dict(Competitor.objects.filter(code__in=rivals).values_list("code", "name")), **names}


def _row(told: ToldChange, names: Mapping[str, str], refused: Answered | None) -> ChangeRow:
    row, state = told.row, STATES[told.state]
    if not told.is_seen:
        return ChangeRow(told, KINDS[row.file], state, "", "", problem=sentence(refused.error) if refused else "")
    about, url = _about(row)
    sent = refused.sent if refused else None
    form = posted(FILES[row.file], fields_of(row), sent) if sent is not None else None
    return ChangeRow(
        told=told,
        kind=KINDS[row.file],
        state=state,
        about=about,
        about_url=url,
        lines=[_line(told, column, names, form) for column in _columns(row)],
        seen={f"{SEEN}{name}": cell for name, cell in told.held.items()},
        problem=sentence(refused.error) if refused else "",
        undo=undo_of(row.revision_id) if told.state is ToldState.CONFIRMED else None,
    )


def _about(row: ProposedChange) -> tuple[str, str]:
    """The person, else the opportunity, else the customer as such."""
    if row.key_person:
        return row.key_person.name, reverse("key-person", args=[row.key_person.code])
    if row.opportunity:
        return row.opportunity.name, reverse("opportunity", args=[row.opportunity.code])
    return row.customer.name, reverse("customer", args=[row.customer.code])


def _columns(row: ProposedChange) -> list[str]:
    """In the order of the bundle."""
    return [name for name in FILES[row.file].names if name in row.cells]


def _line(told: ToldChange, column: str, names: Mapping[str, str], form: Form | None) -> Line:
    row, cell = told.row, told.row.cells[column]
    at = HELD.get(column, column)
    known = cell_text(column, told.held[at], row.file) if at in told.held else ""
    changed = at in changed_since(row, told.held)
    return Line(
        label(column, row.file),
        known,
        cell_text(column, row.seen[at], row.file) if changed else "",
        _named(row, column, names),
        _control(row, column, cell, form) if told.is_open and column not in FIXED else None,
    )


def _named(row: ProposedChange, column: str, names: Mapping[str, str]) -> str:
    cell = row.cells[column]
    if column == "party":
        return names.get(cell, cell) if cell else gettext("Us")
    if column in PEOPLE:
        return " · ".join(names.get(code, code) for code in cell.split(";"))
    return cell_text(column, cell, row.file)


def _control(row: ProposedChange, column: str, cell: str, form: Form | None) -> Field:
    made = _field(row, column)
    sent = form.fields[column] if form else None
    return replace(made, value=sent.value if sent else cell, error=sent.error if sent else "")


def fields_of(row: ProposedChange) -> list[Field]:
    """The fields in which the values of a change can be put right."""
    return [_field(row, column) for column in _columns(row) if column not in FIXED]


def _field(row: ProposedChange, column: str) -> Field:
    made = field_of(FILES[row.file], column)
    if column in ASSESSED or column == "goal":
        is_degree = (row.cells.get("feature") if column == "goal" else column) in DEGREES
        known = [str(one.value) for one in Stance] if is_degree else [VoteAnswer.YES.value, VoteAnswer.NO.value]
        cells = known if column == "goal" else [*known, ""]
        return replace(
            made, input="choice", options=[Option(cell, cell_text(column, cell, row.file)) for cell in cells]
        )
    return replace(made, input="area") if column == "note" else made
