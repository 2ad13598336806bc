"""A survey of everybody, opened by the executive."""

from datetime import UTC, date, datetime, timedelta

from renmai.store.actions.survey import Campaign, start_survey
from renmai.store.models import Employee, Survey, SurveyInvitation

NOW = datetime(2026, 9, 30, 9, 0, tzinfo=UTC)


def open_survey(opens_on: date, *, days: int = 14, today: date | None = None) -> Survey:
    campaign = Campaign("您能影响谁", "两分钟说一次", opens_on, opens_on + timedelta(days=days))
    return start_survey(campaign, None, by=Employee.objects.get(code="executive"), today=today or opens_on, now=NOW)


def invitation(survey: Survey, employee: str) -> SurveyInvitation:
    return SurveyInvitation.objects.select_related("survey").get(survey=survey, employee__code=employee)
