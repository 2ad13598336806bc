"""Surveys: who is asked, what an answer leaves behind, and that nobody learns whose it was."""

from datetime import date, timedelta

import pytest

from renmai.analytics import next_actions
from renmai.domain.disclosure import Disclosure
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.question import COMPANY, Question
from renmai.domain.scope import EVERYTHING
from renmai.refresh import current_panel
from renmai.store.actions.survey import (
    PAUSE,
    Campaign,
    Said,
    answer_survey,
    close_survey,
    remind,
    start_survey,
)
from renmai.store.models import (
    AuditEntry,
    Employee,
    Influence,
    KeyPerson,
    PrivateRelation,
    Revision,
    Survey,
    SurveyInvitation,
    Team,
)
from renmai.store.survey import invitations, shares, survey_cases
from tests.people import AS_OF
from tests.surveys import NOW, invitation, open_survey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]
DAY = timedelta(days=1)


def employee(code: str) -> Employee:
    return Employee.objects.get(code=code)


def key(code: str) -> int:
    return int(KeyPerson.unscoped.get(code=code).pk)


def said(code: str, disclosure: Disclosure = Disclosure.REACH, how: str = "") -> Said:
    return Said(key(code), date(2026, 5, 1), disclosure, how)


def answer(survey: Survey, who: str, *given: Said, today: date = AS_OF) -> int:
    return answer_survey(invitation(survey, who), given, by=employee(who), today=today, now=NOW)


def refused(code: ErrorCode) -> pytest.RaisesExc[RenmaiError]:
    return pytest.raises(RenmaiError, match=code.value)


def asked() -> set[str]:
    rows = next_actions.listing(current_panel(), Question(AS_OF, view=COMPANY), EVERYTHING)
    return {row["subject"]["code"] for row in rows[:500] if row["principle"] == "ask_everyone"}


def test_everybody_employed_is_invited() -> None:
    survey = open_survey(AS_OF)
    invited = set(SurveyInvitation.objects.filter(survey=survey).values_list("employee__code", flat=True))
    assert invited == {"owner", "mate", "leader", "other", "executive", "admin", "outsider"}


def test_chosen_teams_are_invited_with_the_teams_below() -> None:
    campaign = Campaign("一", "", AS_OF, AS_OF)
    for team, who in (
        ("north", {"owner", "mate", "leader"}),
        ("sales", {"owner", "mate", "leader", "other", "executive"}),
    ):
        teams = [Team.objects.get(code=team)]
        survey = start_survey(campaign, teams, by=employee("admin"), today=AS_OF, now=NOW)
        assert set(survey.invitations.values_list("employee__code", flat=True)) == who


@pytest.mark.parametrize(
    ("campaign", "code", "column"),
    [
        (Campaign("", "", AS_OF, AS_OF), ErrorCode.MISSING_VALUE, "name"),
        (Campaign("长" * 101, "", AS_OF, AS_OF), ErrorCode.TOO_LONG, "name"),
        (Campaign("一", "长" * 1001, AS_OF, AS_OF), ErrorCode.TOO_LONG, "purpose"),
        (Campaign("一", "", AS_OF, AS_OF - DAY), ErrorCode.END_BEFORE_START, "closes_on"),
        (Campaign("一", "", AS_OF - 2 * DAY, AS_OF - DAY), ErrorCode.DAY_PAST, "closes_on"),
        (Campaign("一", "", AS_OF, AS_OF + 400 * DAY), ErrorCode.SURVEY_TOO_LONG, "closes_on"),
    ],
)
def test_campaign_that_cannot_be_is_refused(campaign: Campaign, code: ErrorCode, column: str) -> None:
    with refused(code) as found:
        start_survey(campaign, None, by=employee("admin"), today=AS_OF, now=NOW)
    assert found.value.params["column"] == column
    assert not Survey.objects.exists()


def test_nobody_is_asked_in_no_team() -> None:
    with refused(ErrorCode.NOBODY_TO_ASK):
        start_survey(Campaign("一", "", AS_OF, AS_OF), [], by=employee("admin"), today=AS_OF, now=NOW)


def test_answer_keeps_private_relations_and_that_there_was_one() -> None:
    survey = open_survey(AS_OF)
    assert answer(survey, "mate", said("quarry-boss"), said("bridge-boss", Disclosure.HOW, "同学")) == 2
    rows = {row.influence.key_person.code: row for row in PrivateRelation.objects.of(employee("mate"))}
    assert {code: row.survey_id for code, row in rows.items()} == dict.fromkeys(
        ("quarry-boss", "bridge-boss"), survey.pk
    )
    assert rows["quarry-boss"].influence.employee is None
    assert rows["bridge-boss"].influence.employee == employee("mate")
    assert invitation(survey, "mate").answered_on == AS_OF


def test_trail_of_an_answer_names_nobody() -> None:
    survey = open_survey(AS_OF)
    before = Revision.objects.count()
    answer(survey, "mate", said("quarry-boss"))
    made = Revision.objects.order_by("number")[before:]
    assert {row.actor for row in made} == {""}
    texts = str(list(AuditEntry.objects.filter(revision__in=made).values()))
    assert "mate" not in texts
    assert "quarry" not in texts


def test_nobody_is_a_valid_answer() -> None:
    survey = open_survey(AS_OF)
    assert answer(survey, "mate") == 0
    assert invitation(survey, "mate").answered_on == AS_OF
    assert not PrivateRelation.unscoped.exists()
    assert survey_cases(employee("mate"), AS_OF) == []


def test_same_answer_twice_doubles_nothing() -> None:
    survey = open_survey(AS_OF)
    for day in (AS_OF, AS_OF + DAY):
        answer(survey, "mate", said("quarry-boss"), said("quarry-boss"), today=day)
    assert PrivateRelation.unscoped.count() == 1
    assert Influence.unscoped.filter(key_person__code="quarry-boss").count() == 2  # and the one by `other`
    assert invitation(survey, "mate").answered_on == AS_OF


def test_answer_is_kept_whole_or_not_at_all() -> None:
    survey = open_survey(AS_OF)
    before = Revision.objects.count()
    for bad in (Said(10**9, AS_OF, Disclosure.REACH), Said(key("mill-boss"), AS_OF + DAY, Disclosure.REACH)):
        with pytest.raises(RenmaiError):
            answer(survey, "mate", said("quarry-boss"), bad)
    assert not PrivateRelation.unscoped.exists()
    assert invitation(survey, "mate").answered_on is None
    assert Revision.objects.count() == before


def test_who_left_the_customer_meanwhile_is_not_kept() -> None:
    survey = open_survey(AS_OF)
    KeyPerson.unscoped.filter(code="quarry-boss").update(left_on=AS_OF)
    with refused(ErrorCode.MATCH_EXPIRED):
        answer(survey, "mate", said("quarry-boss"))


def test_survey_takes_answers_on_its_days_from_those_who_are_asked() -> None:
    survey = open_survey(AS_OF, days=3)
    for day in (AS_OF - DAY, AS_OF + 4 * DAY):
        with refused(ErrorCode.SURVEY_CLOSED):
            answer(survey, "mate", today=day)
    with refused(ErrorCode.SURVEY_CLOSED):
        answer_survey(invitation(survey, "mate"), (), by=employee("owner"), today=AS_OF, now=NOW)
    close_survey(survey, by=employee("admin"), now=NOW)
    with refused(ErrorCode.SURVEY_CLOSED):
        answer(survey, "mate")


def test_closing_twice_is_one_revision() -> None:
    survey = open_survey(AS_OF)
    close_survey(survey, by=employee("admin"), now=NOW)
    count = Revision.objects.count()
    close_survey(survey, by=employee("admin"), now=NOW)
    assert Revision.objects.count() == count


def test_reminder_reaches_those_who_have_not_answered_once_in_three_days() -> None:
    survey = open_survey(AS_OF)
    by = employee("admin")
    with refused(ErrorCode.REMINDED_LATELY):
        remind(survey, by=by, today=AS_OF + 2 * DAY, now=NOW)
    answer(survey, "mate")
    assert remind(survey, by=by, today=AS_OF + PAUSE, now=NOW) == 6
    assert invitation(survey, "mate").reminded_on is None
    with refused(ErrorCode.REMINDED_LATELY):
        remind(survey, by=by, today=AS_OF + PAUSE + 2 * DAY, now=NOW)
    assert remind(survey, by=by, today=AS_OF + 2 * PAUSE, now=NOW) == 6


def test_progress_is_counted_by_team() -> None:
    survey = open_survey(AS_OF)
    answer(survey, "mate")
    answer(survey, "outsider")
    [found] = shares([survey]).values()
    names = {team.pk: team.code for team in Team.objects.all()} | {0: ""}
    told = {names[one.team]: (one.invited, one.answered) for one in found}
    assert told == {"north": (3, 1), "south": (1, 0), "sales": (1, 0), "": (2, 1)}


def test_open_survey_decides_who_is_to_be_asked() -> None:
    without = asked()
    assert "mate" in without  # has named nobody
    assert "owner" not in without
    survey = open_survey(AS_OF)
    assert asked() == {"owner", "mate", "leader", "other", "executive", "admin", "outsider"}
    answer(survey, "mate")
    assert "mate" not in asked()
    close_survey(survey, by=employee("admin"), now=NOW)
    assert asked() == without - {"mate"}  # who has answered is not asked for want of influences


def test_survey_of_a_team_asks_nobody_else() -> None:
    campaign = Campaign("一", "", AS_OF, AS_OF)
    start_survey(campaign, [Team.objects.get(code="south")], by=employee("admin"), today=AS_OF, now=NOW)
    assert asked() == {"other"}


def test_answering_leaves_what_slabs_worked_out() -> None:
    survey = open_survey(AS_OF)
    panel = current_panel()
    answer(survey, "mate")
    fresh = current_panel()
    assert fresh is not panel
    assert all(new is old for new, old in zip(fresh.slabs, panel.slabs, strict=True))


def test_open_surveys_are_asked_of_those_invited() -> None:
    survey = open_survey(AS_OF)
    assert [one.survey for one in invitations(employee("mate"), AS_OF)] == [survey]
    assert list(invitations(employee("departed"), AS_OF)) == []
    assert list(invitations(employee("mate"), AS_OF - DAY)) == []
