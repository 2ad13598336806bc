"""Proposing changes, and confirming them: what was proposed becomes a write of the person who confirms it.

Nothing here writes a fact itself. Confirming runs the action that the pages run, with the rights of that moment and
the values that the person saw, and adds to its revision through what it was proposed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from secrets import token_hex
from typing import Final

from django.db import transaction

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.proposal import (
    ASSESSED,
    CHANGES,
    FIXED,
    LONGEST,
    MOST_CHANGES,
    MOST_WAITING,
    OPEN_FOR,
    PROPOSED_KINDS,
    ChangeState,
)
from renmai.domain.scope import Scope
from renmai.store.actions.activity import Meeting, record_activity
from renmai.store.actions.assessment import Statement, change_assessment
from renmai.store.actions.influence import Influencer, add_influence
from renmai.store.actions.key_person import add_key_person
from renmai.store.actions.opportunity import edit_opportunity
from renmai.store.actions.plan_step import Intent, Move, add_plan_steps
from renmai.store.actions.revision import Recording, recording
from renmai.store.cells import Cells
from renmai.store.models import (
    AuditEntry,
    Competitor,
    Customer,
    Employee,
    KeyPerson,
    Opportunity,
    Proposal,
    ProposedChange,
)
from renmai.store.proposal import attitudes_on, held_now, waiting_ones

FILE: Final = "proposals"
"""Where the trail tells through what a write was proposed, and who confirmed it."""
LONGEST_NAME: Final = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """One change as it is proposed: of which file, about whom or what, and its cells by column of the bundle."""

    file: str
    customer: Customer
    cells: Cells
    person: KeyPerson | None = None
    opportunity: Opportunity | None = None


@dataclass(frozen=True, slots=True)
class Confirming:
    """A change with the cells as they are confirmed and what was seen beside them; who confirms, and when."""

    row: ProposedChange
    cells: Cells
    seen: Cells
    by: Employee
    today: date
    now: datetime

    def day(self, column: str) -> date:
        """Raises `RenmaiError(BAD_DATE)`, today where nothing is said."""
        text = self.cells.get(column) or self.today.isoformat()
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise RenmaiError(ErrorCode.BAD_DATE, value=text, column=column) from None


class _RehearsedError(Exception):
    """Takes back what a rehearsal wrote."""


def propose(
    wanted: Sequence[Wanted], reason: str, *, through: str, by: Employee, today: date, now: datetime
) -> Proposal:
    """Keep changes for `by` to confirm; nothing else comes of it.

    What the ordinary actions would refuse today is refused at once, with its place as the parameter `change` (from
    1): each is carried out and taken back. Raises TOO_MANY_PROPOSALS, TOO_MANY_CHANGES, MISSING_VALUE without a
    change, BAD_VALUE, TOO_LONG, ALREADY_KNOWN for what would change nothing, and what those actions raise.
    """
    _check_size(wanted, reason)
    with recording("propose", by.code, now) as record:
        if len(waiting_ones(by, today)) >= MOST_WAITING:
            raise RenmaiError(ErrorCode.TOO_MANY_PROPOSALS, most=MOST_WAITING)
        made = Proposal.unscoped.create(
            code=f"PR-{token_hex(8)}",
            employee=by,
            through=" ".join(through.split())[:LONGEST_NAME],
            reason=reason,
            proposed_at=now,
            open_until=today + OPEN_FOR,
        )
        for at, one in enumerate(wanted, start=1):
            try:
                _add(made, at, one, today, now)
            except RenmaiError as refused:
                refused.params["change"] = at
                raise
        record.audit(FILE, [made.code], None, {"through": made.through, "rows": str(len(wanted))})
        return made


def _check_size(wanted: Sequence[Wanted], reason: str) -> None:
    if not wanted:
        raise RenmaiError(ErrorCode.MISSING_VALUE, column="changes")
    if len(wanted) > MOST_CHANGES:
        raise RenmaiError(ErrorCode.TOO_MANY_CHANGES, most=MOST_CHANGES)
    _check_text("reason", reason)


def _check_text(column: str, text: str) -> None:
    if len(text) > LONGEST:
        raise RenmaiError(ErrorCode.TOO_LONG, column=column, longest=LONGEST)
    if "\0" in text:
        raise RenmaiError(ErrorCode.BAD_VALUE, column=column, name=column, value=text.replace("\0", ""))


def _add(made: Proposal, at: int, one: Wanted, today: date, now: datetime) -> None:
    _check_cells(one)
    row = ProposedChange(
        proposal=made,
        position=at,
        file=one.file,
        customer=one.customer,
        key_person=one.person,
        opportunity=one.opportunity,
        cells=dict(one.cells),
    )
    row.seen = dict(held_now(row, attitudes_on([row], today)))
    if _rehearse(Confirming(row, row.cells, row.seen, made.employee, today, now)) is None:
        raise RenmaiError(ErrorCode.ALREADY_KNOWN)
    row.save()


def _check_cells(one: Wanted) -> None:
    for column, text in one.cells.items():
        if column not in CHANGES[one.file]:
            raise RenmaiError(ErrorCode.BAD_VALUE, column=column, name=column, value=text[:LONGEST])
        _check_text(column, text)
    of = {about.customer_id for about in (one.person, one.opportunity) if about is not None}
    if of - {one.customer.pk}:
        raise RenmaiError(ErrorCode.OTHER_CUSTOMER)
    if one.file == "influences" and one.cells.get("kind") not in PROPOSED_KINDS:
        raise RenmaiError(ErrorCode.BAD_VALUE, column="kind", name="kind", value=one.cells.get("kind", ""))


def _rehearse(asked: Confirming) -> int | None:
    """The revision that confirming would make now, None where it says nothing new; nothing is kept."""
    made = None
    try:
        with transaction.atomic():
            made = _WRITERS[asked.row.file](asked)
            raise _RehearsedError
    except _RehearsedError:
        return made


def confirm_change(
    change: ProposedChange, cells: Cells, seen: Cells, *, scope: Scope, by: Employee, today: date, now: datetime
) -> int | None:
    """Write a change as its person confirms it; the revision, None where it holds already.

    `cells` are the values as they stand in the form, `seen` what was shown as known beside them. Raises
    PROPOSAL_SETTLED for one that does not wait any more, PROPOSAL_EXPIRED, UNKNOWN_CUSTOMER for a customer that
    `scope` may not see today, and what the ordinary action raises.
    """
    with recording("confirm proposal", by.code, now) as record:
        row = _waiting(change, by, today)
        if not Customer.objects.visible_to(scope, today).filter(pk=row.customer_id).exists():
            raise RenmaiError(ErrorCode.UNKNOWN_CUSTOMER, customer=row.customer.code)
        corrected = {name: text for name, text in cells.items() if name in row.cells and name not in FIXED}
        for column, text in corrected.items():
            _check_text(column, text)
        made = _WRITERS[row.file](Confirming(row, {**row.cells, **corrected}, seen, by, today, now))
        _settle(row, ChangeState.CONFIRMED, made, now)
        key, before, after = _told(row, by)
        if made:
            AuditEntry.objects.create(revision_id=made, file=FILE, key=key, subject=key[0], before=before, after=after)
        else:
            record.audit(FILE, key, before, after)
        return made


def decline_change(change: ProposedChange, *, by: Employee, today: date, now: datetime) -> None:
    """It is not to be. Raises PROPOSAL_SETTLED, PROPOSAL_EXPIRED."""
    with recording("decline proposal", by.code, now) as record:
        row = _waiting(change, by, today)
        _settle(row, ChangeState.DECLINED, None, now)
        record.audit(FILE, *_told(row, by))


def _waiting(change: ProposedChange, by: Employee, today: date) -> ProposedChange:
    """As it stands under the action's lock."""
    rows = ProposedChange.unscoped.filter(pk=change.pk, proposal__employee=by)
    row = rows.select_related("proposal", "customer", "key_person__customer", "opportunity__customer").first()
    if row is None or row.state != ChangeState.WAITING:
        raise RenmaiError(ErrorCode.PROPOSAL_SETTLED)
    if row.proposal.open_until < today:
        raise RenmaiError(ErrorCode.PROPOSAL_EXPIRED)
    return row


def _settle(row: ProposedChange, state: ChangeState, made: int | None, now: datetime | None) -> None:
    row.state, row.revision_id, row.settled_at = state.value, made, now
    row.save(update_fields=["state", "revision", "settled_at"])


def _told(row: ProposedChange, by: Employee) -> tuple[list[str], Cells, Cells]:
    """Proposed through X, confirmed by Y: key and cells for the trail, beside what the write replaced."""
    told = {"state": str(row.state), "through": row.proposal.through, "confirmed_by": by.code}
    if row.state == ChangeState.DECLINED:
        del told["confirmed_by"]
    return [row.proposal.code, str(row.position)], {"state": ChangeState.WAITING.value}, told


def take_back(record: Recording, entry: AuditEntry) -> None:
    """Undoing the write lets the change wait again, and undoing that confirms it; part of `undo`."""
    code, position = entry.key
    row = ProposedChange.unscoped.filter(proposal__code=code, position=int(position)).first()
    record.audit(FILE, entry.key, entry.after, entry.before)
    if row is not None:
        state = ChangeState((entry.before or {})["state"])
        is_done = state is ChangeState.CONFIRMED
        _settle(row, state, record.number if is_done else None, record.now if is_done else None)


def _assess(asked: Confirming) -> int | None:
    row, cells = asked.row, asked.cells
    values = {name: cells[name] for name in ASSESSED if name in cells}
    seen = {name: asked.seen[name] for name in values if name in asked.seen}
    said = Statement(asked.day("effective_on"), values, seen, cells.get("note", ""))
    party = _competitor(cells.get("party", ""))
    return change_assessment(_person(row), party, said, by=asked.by, today=asked.today, now=asked.now)


def _record(asked: Confirming) -> int | None:
    row, cells = asked.row, asked.cells
    meeting = Meeting(asked.day("occurred_on"), cells.get("kind", ""), row.opportunity, cells.get("note", ""))
    codes = [code for code in cells.get("key_people", "").split(";") if code]
    found = KeyPerson.unscoped.in_bulk(codes, field_name="code")
    missing = [code for code in codes if code not in found]
    if missing:
        raise RenmaiError(ErrorCode.UNKNOWN_KEY_PERSON, person=missing[0], column="key_people")
    people = [found[code] for code in codes]
    made = record_activity(row.customer, meeting, people, by=asked.by, today=asked.today, now=asked.now)
    return int(made.revision_id)


def _plan(asked: Confirming) -> int | None:
    row, cells = asked.row, asked.cells
    move = Move(row.key_person, cells.get("feature", ""), asked.seen.get("from_value", ""), cells.get("goal", ""))
    intent = Intent(asked.by, asked.day("due_on"), row.opportunity, cells.get("note", ""), cells.get("tactic", ""))
    return add_plan_steps(row.customer, [move], intent, by=asked.by, today=asked.today, now=asked.now)


def _edit_opportunity(asked: Confirming) -> int | None:
    if asked.row.opportunity is None:
        raise RenmaiError(ErrorCode.MISSING_VALUE, column="opportunity")
    return edit_opportunity(asked.row.opportunity, asked.cells, asked.seen, by=asked.by, now=asked.now)


def _add_person(asked: Confirming) -> int | None:
    made = add_key_person(asked.row.customer, asked.cells, by=asked.by, today=asked.today, now=asked.now)
    return int(made.revision_id)


def _influence(asked: Confirming) -> int | None:
    row, cells = asked.row, asked.cells
    since, note = asked.day("valid_from"), cells.get("note", "")
    influencer = Influencer(_influencer(cells), cells.get("contact_name", ""))
    return add_influence(_person(row), influencer, since, note, by=asked.by, today=asked.today, now=asked.now)


def _influencer(cells: Cells) -> KeyPerson | Competitor:
    code = cells.get("influencer", "")
    if cells["kind"] == "competitor":
        found = _competitor(code)
        if found is None:
            raise RenmaiError(ErrorCode.MISSING_VALUE, column="influencer")
        return found
    person = KeyPerson.unscoped.filter(code=code).first()
    if person is None:
        raise RenmaiError(ErrorCode.UNKNOWN_KEY_PERSON, person=code, column="influencer")
    return person


def _competitor(code: str) -> Competitor | None:
    """Blank is us. Raises `RenmaiError(UNKNOWN_COMPETITOR)`."""
    if not code:
        return None
    found = Competitor.objects.filter(code=code).first()
    if found is None:
        raise RenmaiError(ErrorCode.UNKNOWN_COMPETITOR, competitor=code)
    return found


def _person(row: ProposedChange) -> KeyPerson:
    if row.key_person is None:
        raise RenmaiError(ErrorCode.MISSING_VALUE, column="key_person")
    return row.key_person


_WRITERS: Final[Mapping[str, Callable[[Confirming], int | None]]] = {
    "assessments": _assess,
    "activities": _record,
    "plan_steps": _plan,
    "opportunities": _edit_opportunity,
    "key_people": _add_person,
    "influences": _influence,
}
