"""Surveys 全員摸底: started for a company or some teams, answered by each for themselves, closed (spec 7.3).

The trail says who started, closed and reminded. Of an answer it says that there was one, never whose: what
is answered are private relations.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Q

from renmai.domain.disclosure import Disclosure
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.actions.private_relation import ACTOR, Given, give_relation
from renmai.store.actions.revision import recording
from renmai.store.models import Employee, KeyPerson, Survey, SurveyInvitation, Team

LONGEST_NAME: Final = 100
LONGEST_PURPOSE: Final = 1000
MOST_DAYS: Final = 366
"""A survey that waits for years asks nobody."""
PAUSE: Final = timedelta(days=3)
"""Nobody is reminded again before."""
MOST_SAID: Final = 500
"""Relations of one answer: more than anybody can deeply sway."""


@dataclass(frozen=True, slots=True)
class Campaign:
    """What a survey is called, what it is for in plain words, and when it is open, both days included."""

    name: str
    purpose: str
    opens_on: date
    closes_on: date


@dataclass(frozen=True, slots=True)
class Said:
    """Whom an employee says to deeply sway (primary key), since when, and what of it may be told."""

    key_person: int
    since: date
    disclosure: Disclosure
    how: str = ""


def start_survey(
    campaign: Campaign, teams: Sequence[Team] | None, *, by: Employee, today: date, now: datetime
) -> Survey:
    """Invite everybody employed on the first day, or only those in the teams and the ones below (None: everybody).

    Raises `RenmaiError` with the `column` that cannot be so: MISSING_VALUE, TOO_LONG, END_BEFORE_START, DAY_PAST
    for one that is over, SURVEY_TOO_LONG, NOBODY_TO_ASK.
    """
    _check(campaign, today)
    with recording("start survey", by.code, now) as record:
        invited = list(_employed(max(campaign.opens_on, today), teams))
        if not invited:
            raise RenmaiError(ErrorCode.NOBODY_TO_ASK, column="teams")
        made = Survey.objects.create(
            revision_id=record.number,
            code=_code(record.number),
            name=campaign.name,
            purpose=campaign.purpose,
            opens_on=campaign.opens_on,
            closes_on=campaign.closes_on,
            by=by,
        )
        SurveyInvitation.objects.bulk_create(SurveyInvitation(survey=made, employee=one) for one in invited)
        told = {"name": made.name, "opens_on": str(made.opens_on), "closes_on": str(made.closes_on)}
        record.audit("surveys", [made.code], None, {**told, "invited": str(len(invited))})
        record.structure = True
        return made


def _check(campaign: Campaign, today: date) -> None:
    if not campaign.name:
        raise RenmaiError(ErrorCode.MISSING_VALUE, column="name")
    for column, text, longest in (
        ("name", campaign.name, LONGEST_NAME),
        ("purpose", campaign.purpose, LONGEST_PURPOSE),
    ):
        if len(text) > longest:
            raise RenmaiError(ErrorCode.TOO_LONG, column=column, longest=longest)
    if campaign.closes_on < campaign.opens_on:
        raise RenmaiError(ErrorCode.END_BEFORE_START, column="closes_on", start=campaign.opens_on)
    if campaign.closes_on < today:
        raise RenmaiError(ErrorCode.DAY_PAST, column="closes_on", date=campaign.closes_on)
    if (campaign.closes_on - campaign.opens_on).days > MOST_DAYS:
        raise RenmaiError(ErrorCode.SURVEY_TOO_LONG, column="closes_on", most=MOST_DAYS)


def _employed(day: date, teams: Sequence[Team] | None) -> Sequence[Employee]:
    begun = Q(joined_on=None) | Q(joined_on__lte=day)
    lasts = Q(left_on=None) | Q(left_on__gt=day)
    rows = Employee.objects.filter(begun, lasts).order_by("code")
    return list(rows if teams is None else rows.filter(team__in=_with_below(teams)))


def _with_below(teams: Sequence[Team]) -> set[int]:
    children: dict[int | None, list[int]] = {}
    for pk, parent in Team.objects.values_list("pk", "parent_id"):
        children.setdefault(parent, []).append(pk)
    found: set[int] = set()
    waiting = [team.pk for team in teams]
    while waiting:
        team = waiting.pop()
        if team not in found:
            found.add(team)
            waiting.extend(children.get(team, ()))
    return found


def _code(number: int) -> str:
    """Revisions are numbered once, and so are surveys, which no bundle brings."""
    return f"SV-{number}"


def close_survey(survey: Survey, *, by: Employee, now: datetime) -> None:
    """Ask nobody any more; answers stay. Closed again, it changes nothing."""
    with recording("close survey", by.code, now) as record:
        row = Survey.objects.get(pk=survey.pk)
        if row.closed:
            return
        row.closed, row.revision_id = True, record.number
        row.save()
        record.audit("surveys", [row.code], {"closed": "no"}, {"closed": "yes"})
        record.structure = True


def remind(survey: Survey, *, by: Employee, today: date, now: datetime) -> int:
    """Tell everybody who has not answered once more; how many that are.

    Raises `RenmaiError`: SURVEY_CLOSED, REMINDED_LATELY where everybody left was told within `PAUSE`.
    """
    with recording("remind of survey", by.code, now) as record:
        row = Survey.objects.get(pk=survey.pk)
        _refuse_closed(row, today)
        missing = SurveyInvitation.objects.filter(survey=row, answered_on=None)
        due = missing.filter(Q(reminded_on=None) | Q(reminded_on__lte=today - PAUSE))
        if row.opens_on > today - PAUSE or not (count := due.update(reminded_on=today)):
            raise RenmaiError(ErrorCode.REMINDED_LATELY, days=PAUSE.days)
        record.audit("surveys", [row.code], None, {"reminded": str(count)})
        # Notices are gathered once for each revision.
        record.structure = True
        return count


def answer_survey(
    invitation: SurveyInvitation, said: Sequence[Said], *, by: Employee, today: date, now: datetime
) -> int:
    """Keep all that was said, or nothing; without anything said, the employee can reach nobody. How many are kept.

    Answered again, it adds to what was said before, and nothing is kept twice. Raises `RenmaiError`: SURVEY_CLOSED,
    MATCH_EXPIRED for who is no key person today, TOO_MANY_SAID, and what `give_relation` raises.
    """
    if invitation.employee_id != by.pk:
        raise RenmaiError(ErrorCode.SURVEY_CLOSED)
    if len(said) > MOST_SAID:
        raise RenmaiError(ErrorCode.TOO_MANY_SAID, most=MOST_SAID)
    with recording("answer survey", ACTOR, now) as record:
        row = SurveyInvitation.objects.select_related("survey").get(pk=invitation.pk)
        _refuse_closed(row.survey, today)
        once = {one.key_person: one for one in said}
        people = _key_people(once, today)
        for one in once.values():
            given = Given(people[one.key_person], one.since, one.disclosure, one.how, row.survey)
            give_relation(given, by=by, today=today, now=now)
        if row.answered_on is None:
            row.answered_on = today
            row.save()
            record.audit("surveys", [row.survey.code], None, {"answered": "yes"})
            record.structure = True
        return len(once)


def _refuse_closed(survey: Survey, today: date) -> None:
    if survey.closed or not survey.opens_on <= today <= survey.closes_on:
        raise RenmaiError(ErrorCode.SURVEY_CLOSED)


def _key_people(keys: dict[int, Said], today: date) -> dict[int, KeyPerson]:
    """Those who count today (spec 1.2), wherever they are: whom one knows does not depend on what one may see."""
    here = Q(left_on=None) | Q(left_on__gt=today)
    exists = Q(customer__closed_on=None) | Q(customer__closed_on__gt=today)
    rows = KeyPerson.unscoped.filter(here, exists, joined_on__lte=today, customer__created_on__lte=today)
    found: dict[int, KeyPerson] = rows.select_related("customer").in_bulk(keys)
    missing = [key for key in keys if key not in found]
    if missing:
        raise RenmaiError(ErrorCode.MATCH_EXPIRED)
    return found


def record_contact_check(actor: str, rows: int, now: datetime) -> None:
    """Who held how many contacts against the key persons; what they were is nobody's business."""
    with recording("contact check", actor, now) as record:
        record.audit("contact_check", [], None, {"rows": str(rows)})
