"""Surveys as they are read: who is asked, and how far each has come, as counts (spec 1.10)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from renmai.domain.notices.cases import SurveyCase
from renmai.store.models import Employee, Survey, SurveyInvitation


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a team (primary key, 0: of none) are invited, and how many of them answered."""

    team: int
    invited: int
    answered: int


def invitations(employee: Employee, today: date) -> QuerySet[SurveyInvitation]:
    """What the employee is asked today, the latest first; answered ones, too."""
    is_open = Q(survey__closed=False, survey__opens_on__lte=today, survey__closes_on__gte=today)
    rows = SurveyInvitation.objects.filter(is_open, employee=employee).select_related("survey")
    return rows.order_by("-survey__opens_on", "-survey_id")


def survey_cases(employee: Employee, today: date) -> list[SurveyCase]:
    """The open surveys that wait for the employee's answer."""
    return [
        SurveyCase(row.survey.code, row.survey.name, row.survey.opens_on, row.survey.closes_on, row.reminded_on)
        for row in invitations(employee, today).filter(answered_on=None)
    ]


def shares(surveys: Collection[Survey]) -> dict[int, list[Share]]:
    """By survey (primary key), each team's share. One statement; nobody is named."""
    rows = SurveyInvitation.objects.filter(survey__in=surveys).values("survey_id", "employee__team_id")
    counted = rows.annotate(invited=Count("pk"), answered=Count("answered_on")).order_by("survey_id")
    found: dict[int, list[Share]] = {}
    for row in counted:
        share = Share(row["employee__team_id"] or 0, row["invited"], row["answered"])
        found.setdefault(row["survey_id"], []).append(share)
    return found
