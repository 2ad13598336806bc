"""Insight by help 協助洞察: a colleague says what they think of a person, the asker takes it over (spec 7.3).

Until then it is no fact: nobody but the two sees it, and no figure counts it.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.help_request import HelpKind, HelpState
from renmai.domain.stance import DEGREES, VOTES
from renmai.store.actions.assessment import VALUES, Statement, keep_statement
from renmai.store.actions.private_relation import ACTOR
from renmai.store.actions.revision import recording
from renmai.store.models import Employee, HelpRequest, InsightAnswer

LONGEST: Final = 2000
"""Characters of what the colleague adds."""
_VOTES: Final = {"": None, "yes": True, "no": False}


def answer_insight(
    request: HelpRequest, values: Mapping[str, str], note: str, *, by: Employee, today: date, now: datetime
) -> InsightAnswer:
    """Keep what the giver thinks, as cells by value; said again before it is taken over, it replaces what was said.

    Raises `RenmaiError`: INSIGHT_CLOSED where it is not asked of them any more or was taken over, BAD_VALUE,
    MISSING_VALUE where nothing is said.
    """
    _check(values, note)
    with recording("answer insight", ACTOR, now) as record:
        row = _asked(request, giver=by)
        found = InsightAnswer.unscoped.filter(request=row).first() or InsightAnswer(request=row)
        if found.taken_on is not None:
            raise RenmaiError(ErrorCode.INSIGHT_CLOSED)
        for name in DEGREES:
            setattr(found, name, int(values[name]) if values.get(name) else None)
        for vote in VOTES:
            setattr(found, vote, _VOTES[values.get(vote, "")])
        found.note, found.answered_on = note, today
        found.save()
        row.revision_id = record.number
        row.save()
        return found


def take_insight(answer: InsightAnswer, said: Statement, *, by: Employee, today: date, now: datetime) -> int | None:
    """The asker records what they make of the answer; the revision, None where it says nothing new.

    Raises `RenmaiError(INSIGHT_CLOSED)` for one that was taken over already, and what `keep_statement` raises.
    """
    with recording("take insight", by.code, now) as record:
        row = InsightAnswer.unscoped.select_related("request__key_person").get(pk=answer.pk)
        if row.request.asker_id != by.pk or row.taken_on is not None:
            raise RenmaiError(ErrorCode.INSIGHT_CLOSED)
        keep_statement(record, row.request.key_person, None, said, by=by, today=today)
        row.taken_on, row.revision_id = today, record.made
        row.save()
        return record.made


def _asked(request: HelpRequest, giver: Employee) -> HelpRequest:
    row = HelpRequest.unscoped.filter(pk=request.pk, giver=giver, kind=HelpKind.INSIGHT).first()
    if row is None or row.state != HelpState.ACCEPTED:
        raise RenmaiError(ErrorCode.INSIGHT_CLOSED)
    return row


def _check(values: Mapping[str, str], note: str) -> None:
    for name, value in values.items():
        if value not in VALUES.get(name, ()):
            raise RenmaiError(ErrorCode.BAD_VALUE, name=name, value=value)
    if len(note) > LONGEST or "\0" in note:
        raise RenmaiError(ErrorCode.BAD_VALUE, name="note", value=note[:LONGEST].replace("\0", ""))
    if not note and not any(values.values()):
        raise RenmaiError(ErrorCode.MISSING_VALUE, column="closeness")
