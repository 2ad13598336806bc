"""The demo's private network: a survey under way with some answers, made by the actions as people make them."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from renmai.demo.chance import stream
from renmai.demo.employee import EXECUTIVE
from renmai.demo.sign_ins import sign_ins
from renmai.domain.disclosure import Disclosure
from renmai.domain.scope import EVERYTHING
from renmai.store.actions.survey import Campaign, Said, answer_survey, start_survey
from renmai.store.models import Employee, Influence, SurveyInvitation

NAME: Final = "您能影响谁？全员摸底"
PURPOSE: Final = (
    "客户怎么决定，关键在人；而这些人，我们当中总有人说得上话。请每位同事花两分钟说一次，"
    "以后谁需要帮忙牵线，就知道有路可走。答复属于您本人，随时可以撤回，不用于考核。"
)
OPENED_DAYS, LASTS_DAYS = 6, 20
ANSWERED: Final = 0.45
"""Of those who are invited."""
MOST_SAID: Final = 2


def add_network(until: date, now: datetime) -> None:
    """Start the survey and answer it for some, as of the last day of the demo."""
    opens = until - timedelta(days=OPENED_DAYS)
    campaign = Campaign(NAME, PURPOSE, opens, opens + timedelta(days=LASTS_DAYS))
    boss = Employee.objects.get(code=EXECUTIVE)
    survey = start_survey(campaign, None, by=boss, today=until, now=now)
    rows = SurveyInvitation.objects.filter(survey=survey).select_related("employee").order_by("employee__code")
    for invitation in _answering(rows):
        chance = stream("survey day", invitation.employee.code)
        day = until - timedelta(days=chance.randrange(OPENED_DAYS))
        said = [_said(one) for one in _known_by(invitation.employee, day)]
        answer_survey(invitation, said, by=invitation.employee, today=day, now=now)


def _answering(rows: Iterable[SurveyInvitation]) -> Iterable[SurveyInvitation]:
    """Whoever signs in to look around has not answered yet."""
    looking = {one.employee.code for one in sign_ins()}
    codes = ((one, one.employee.code) for one in rows)
    return [one for one, code in codes if code not in looking and stream("survey", code).random() < ANSWERED]


def _known_by(employee: Employee, day: date) -> Iterable[Influence]:
    """What is recorded of the employee and lasts: by answering, it becomes theirs, and tells what it told before."""
    rows = Influence.objects.visible_to(EVERYTHING, day).filter(employee=employee, valid_from__lte=day, valid_to=None)
    there = rows.filter(
        key_person__joined_on__lte=day,
        key_person__left_on=None,
        key_person__customer__created_on__lte=day,
        key_person__customer__closed_on=None,
    )
    return there.order_by("key_person__code")[:MOST_SAID]


def _said(row: Influence) -> Said:
    return Said(row.key_person_id, row.valid_from, Disclosure.HOW, row.note)
