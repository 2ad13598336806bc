"""`renmai retention` says what is kept too long, and does nothing about it unless it is told to."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from renmai.cli.main import main
from renmai.domain.erasure import ERASED
from renmai.domain.retention import DEFAULTS, Kept, Retention
from renmai.store.actions.retention import change_retention
from renmai.store.models import (
    AuditEntry,
    Employee,
    Erasure,
    HelpMessage,
    HelpRequest,
    Job,
    KeyPerson,
    Look,
    Proposal,
    Revision,
    Survey,
    SurveyInvitation,
)
from renmai.store.retention import due, retention
from renmai.work.retention import all_due, forget_files, keep_no_longer
from tests.people import AS_OF, LONG_AGO

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)
OLD = date(2022, 1, 31)

pytestmark = pytest.mark.usefixtures("world")


def fill() -> None:
    """One row of each kind, all of them old."""
    owner, mate = (Employee.objects.get(code=code) for code in ("owner", "mate"))
    revision = Revision.objects.get()
    person = KeyPerson.unscoped.get(code="mill-boss")
    KeyPerson.unscoped.filter(pk=person.pk).update(joined_on=date(2020, 1, 1), left_on=OLD)
    Employee.objects.filter(code="departed").update(joined_on=date(2020, 1, 1), left_on=OLD)
    Look.unscoped.create(employee=owner, viewer=mate, key_person=person, place="page", seen_on=OLD)
    request = HelpRequest.unscoped.create(
        code="H1",
        kind="help",
        key_person=person,
        asker=owner,
        giver=mate,
        goal="引荐",
        asked_on=OLD,
        closed_on=OLD,
        state="closed",
        revision=revision,
    )
    moment = datetime(2022, 1, 31, 8, tzinfo=UTC)
    HelpMessage.unscoped.create(request=request, by_giver=True, text="好的", said_at=moment)
    survey = Survey.objects.create(
        code="S1", name="摸底", opens_on=LONG_AGO, closes_on=LONG_AGO, by=owner, revision=revision
    )
    Survey.objects.filter(pk=survey.pk).update(opens_on=OLD, closes_on=OLD)
    SurveyInvitation.objects.create(survey=survey, employee=mate)
    Job.objects.create(kind="export", employee=owner, language="en", state="done", created_at=moment)
    Proposal.unscoped.create(code="PR1", employee=owner, through="agent", proposed_at=moment, open_until=OLD)
    older = Revision.objects.create(number=2, action="export", actor="owner", recorded_at=moment)
    AuditEntry.objects.create(revision=older, file="export", key=["a.csv"], after={"asked": "everything"})


def counts() -> dict[str, int]:
    return {one.kept.value: one.count for one in all_due(AS_OF)}


def test_dry_run_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    fill()
    assert main(["retention", "--language", "en"]) == 0
    told = capsys.readouterr().out
    assert "Key persons who have left: 1: mill-boss" in told
    assert "Nothing was changed" in told
    assert counts() == dict.fromkeys(map(str, Kept), 1)


def test_applied_erases_and_deletes_once(capsys: pytest.CaptureFixture[str]) -> None:
    fill()
    assert main(["retention", "--apply", "--language", "en"]) == 0
    assert counts() == dict.fromkeys(map(str, Kept), 0)
    assert KeyPerson.unscoped.get(code="mill-boss").name == ERASED
    assert set(Erasure.objects.values_list("by", flat=True)) == {None}
    assert HelpRequest.unscoped.get().goal == ""
    assert not HelpMessage.unscoped.exists()
    revisions = Revision.objects.count()
    assert main(["retention", "--apply"]) == 0
    assert Revision.objects.count() == revisions
    capsys.readouterr()


@pytest.mark.parametrize("kept", Kept)
def test_nothing_is_due_of_what_is_kept_for_ever(kept: Kept) -> None:
    fill()
    assert due(kept, Retention({kept: 0}), AS_OF).count() == 0


def test_last_day_of_a_period_is_counted_in_months() -> None:
    periods = Retention({Kept.PEOPLE: 6})
    assert periods.last_day(Kept.PEOPLE, AS_OF) == date(2026, 3, 31)
    assert periods.last_day(Kept.LOOKS, AS_OF) == date(2025, 9, 30)
    assert Retention({Kept.PEOPLE: 600}).last_day(Kept.PEOPLE, date(2, 1, 1)) is None


def test_default_that_is_set_again_is_followed() -> None:
    change_retention({Kept.PEOPLE: 3}, actor="admin", now=NOW)
    assert retention().of(Kept.PEOPLE) == 3
    change_retention({Kept.PEOPLE: DEFAULTS[Kept.PEOPLE]}, actor="admin", now=NOW)
    assert retention().months == {}
    assert [entry.after for entry in AuditEntry.objects.filter(file="retention").order_by("pk")] == [
        {"value": "3"},
        {"value": "36"},
    ]


def test_run_that_broke_off_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    fill()

    def broken(*_: object, **__: object) -> int:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr("renmai.work.retention.delete_due", broken)
        with pytest.raises(RuntimeError):
            keep_no_longer(actor="", by=None, today=AS_OF, now=NOW)
    assert counts()["people"] == 0
    assert counts()["looks"] == 1
    keep_no_longer(actor="", by=None, today=AS_OF, now=NOW)
    assert counts() == dict.fromkeys(map(str, Kept), 0)


def test_files_of_jobs_that_are_over_go_and_others_stay(settings: Settings) -> None:
    owner = Employee.objects.get(code="owner")
    running = Job.objects.create(kind="export", employee=owner, language="en", state="running", created_at=NOW)
    jobs: Path = settings.DATA_DIR / "jobs"
    for name in (str(running.pk), "gone"):
        (jobs / name).mkdir(parents=True)
    (settings.DATA_DIR / "imports" / "gone").mkdir(parents=True)
    forget_files()
    assert [folder.name for folder in jobs.iterdir()] == [str(running.pk)]
    assert list((settings.DATA_DIR / "imports").iterdir()) == []
