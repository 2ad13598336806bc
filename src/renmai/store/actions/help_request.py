"""Asking a colleague who can reach somebody (docs/asking-for-help.md): asked, answered, talked over, brought to an end.

Who asks does not say whom, where the colleague is unnamed: that is looked up here, and told to nobody. Revisions of
requests name no actor and keep no text, so that no trail tells who answered.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.help_request import HelpKind, HelpState, Outcome
from renmai.store.actions.private_relation import ACTOR, hides
from renmai.store.actions.revision import Recording, recording
from renmai.store.models import (
    Employee,
    HelpMessage,
    HelpRequest,
    Influence,
    InfluenceKind,
    KeyPerson,
    Opportunity,
)

LONGEST: Final = 2000
"""Characters of a goal, a message, a note and thanks."""
MOST_OPEN: Final = 10
"""Requests of one asker that are not answered yet."""
OPEN: Final = (HelpState.ASKED, HelpState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked about whom; `begin` is the code of the colleague on the path, blank for an unnamed one.

    `through` is the inner person whom the colleague can sway, None where the path is direct.
    """

    key_person: KeyPerson
    kind: HelpKind
    goal: str
    begin: str = ""
    through: KeyPerson | None = None
    opportunity: Opportunity | None = None


def ask_for_help(wanted: Wanted, *, by: Employee, today: date, now: datetime) -> HelpRequest:
    """Ask whoever stands at the beginning of the path; an unnamed colleague is asked blind.

    Raises `RenmaiError`: MISSING_VALUE and TOO_LONG for the goal, OTHER_CUSTOMER, HIDDEN_ASKS_NOBODY for who hides,
    NO_PATH where nobody can be asked any more, HELP_ASKED for what is asked already, TOO_MANY_REQUESTS.
    """
    _check(wanted)
    with recording("ask for help", ACTOR, now) as record:
        if hides(by):
            raise RenmaiError(ErrorCode.HIDDEN_ASKS_NOBODY)
        giver = _giver(wanted, by, today)
        mine = HelpRequest.unscoped.filter(asker=by, state__in=OPEN)
        same = {"giver": giver, "key_person": wanted.key_person, "through": wanted.through, "blind": not wanted.begin}
        if mine.filter(**same).exists():
            raise RenmaiError(ErrorCode.HELP_ASKED)
        if mine.filter(state=HelpState.ASKED).count() >= MOST_OPEN:
            raise RenmaiError(ErrorCode.TOO_MANY_REQUESTS, most=MOST_OPEN)
        row = HelpRequest(
            code=f"HR-{record.number}",
            kind=wanted.kind,
            key_person=wanted.key_person,
            through=wanted.through,
            opportunity=wanted.opportunity,
            asker=by,
            giver=giver,
            blind=not wanted.begin,
            goal=wanted.goal,
            asked_on=today,
        )
        _keep(record, row)
        return row


def accept(request: HelpRequest, *, show_name: bool, by: Employee, today: date, now: datetime) -> None:
    """The giver is ready to help; with `show_name` an unnamed one tells the asker, and nobody else, who they are.

    Raises `RenmaiError(HELP_CLOSED)` for what is not open any more, or not asked of `by`.
    """
    with recording("answer request", ACTOR, now) as record:
        row = _open(request, (HelpState.ASKED,), giver=by)
        row.state, row.answered_on = HelpState.ACCEPTED, today
        row.blind = row.blind and not show_name
        _keep(record, row)


def decline(request: HelpRequest, *, by: Employee, today: date, now: datetime) -> None:
    """No reason is asked for, and nothing counts it. Raises as `accept`."""
    with recording("answer request", ACTOR, now) as record:
        row = _open(request, OPEN, giver=by)
        row.state, row.answered_on = HelpState.DECLINED, today
        _keep(record, row)


def take_back(request: HelpRequest, *, by: Employee, today: date, now: datetime) -> None:
    """The asker needs no help any more. Raises `RenmaiError(HELP_CLOSED)`."""
    with recording("take request back", ACTOR, now) as record:
        row = _open(request, OPEN, asker=by)
        row.state, row.closed_on = HelpState.TAKEN_BACK, today
        _keep(record, row)


def say(request: HelpRequest, text: str, *, by: Employee, now: datetime) -> HelpMessage:
    """One of the two says something. Raises `RenmaiError`: HELP_CLOSED, MISSING_VALUE, TOO_LONG."""
    _require(text, "text")
    with recording("say in request", ACTOR, now) as record:
        row = HelpRequest.unscoped.filter(Q(asker=by) | Q(giver=by), pk=request.pk, state__in=OPEN).first()
        if row is None:
            raise RenmaiError(ErrorCode.HELP_CLOSED)
        said: HelpMessage = HelpMessage.unscoped.create(
            request=row, by_giver=row.giver_id == by.pk, text=text, said_at=now
        )
        _keep(record, row)
        return said


@dataclass(frozen=True, slots=True)
class Ending:
    """What came of it, in the asker's words."""

    outcome: Outcome
    note: str = ""
    thanks: str = ""


def close_request(request: HelpRequest, ending: Ending, *, by: Employee, today: date, now: datetime) -> None:
    """The asker says what came of the help. Raises `RenmaiError`: HELP_CLOSED, TOO_LONG."""
    for column, text in (("outcome_note", ending.note), ("thanks", ending.thanks)):
        _short(text, column)
    with recording("close request", ACTOR, now) as record:
        row = _open(request, (HelpState.ACCEPTED,), asker=by)
        row.state, row.closed_on, row.outcome = HelpState.CLOSED, today, ending.outcome
        row.outcome_note, row.thanks = ending.note, ending.thanks
        _keep(record, row)


def _giver(wanted: Wanted, asker: Employee, today: date) -> Employee:
    """Who begins the path: the named colleague, else of those unnamed whoever has known the person longest.

    Who has declined this asker comes last, so that asking again may reach somebody else.
    """
    lasts = Q(valid_to=None) | Q(valid_to__gt=today)
    reached = wanted.through or wanted.key_person
    rows = Influence.unscoped.filter(lasts, kind=InfluenceKind.OURS, key_person=reached, valid_from__lte=today)
    if wanted.begin:
        named = rows.filter(employee__code=wanted.begin).select_related("employee")
        found = [row.employee for row in named if row.employee]
    else:
        unnamed = rows.filter(employee=None, private__isnull=False).select_related("private__employee")
        found = [row.private.employee for row in unnamed.order_by("valid_from", "pk")]
    able = (one for one in found if one.pk != asker.pk and one.is_employed(today) and not hides(one))
    declined = HelpRequest.unscoped.filter(asker=asker, key_person=wanted.key_person, state=HelpState.DECLINED)
    refused = set(declined.values_list("giver_id", flat=True))
    giver = next(iter(sorted(able, key=lambda one: one.pk in refused)), None)
    if giver is None:
        raise RenmaiError(ErrorCode.NO_PATH)
    return giver


def _open(request: HelpRequest, states: tuple[HelpState, ...], **who: Employee) -> HelpRequest:
    """The request as it is under the action's lock, if it is in one of the states and concerns who acts."""
    row: HelpRequest | None = HelpRequest.unscoped.filter(pk=request.pk, state__in=states, **who).first()
    if row is None:
        raise RenmaiError(ErrorCode.HELP_CLOSED)
    return row


def _keep(record: Recording, row: HelpRequest) -> None:
    row.revision_id = record.number
    row.save()


def _check(wanted: Wanted) -> None:
    _require(wanted.goal, "goal")
    customer = wanted.key_person.customer_id
    others = (wanted.through, wanted.opportunity)
    if any(other is not None and other.customer_id != customer for other in others):
        raise RenmaiError(ErrorCode.OTHER_CUSTOMER, column="opportunity")


def _require(text: str, column: str) -> None:
    if not text:
        raise RenmaiError(ErrorCode.MISSING_VALUE, column=column)
    _short(text, column)


def _short(text: str, column: str) -> None:
    if len(text) > LONGEST:
        raise RenmaiError(ErrorCode.TOO_LONG, column=column, longest=LONGEST)
