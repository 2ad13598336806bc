"""When an employee last looked: a new visit begins after half an hour of absence."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError, connection

from renmai.store.actions.visit import ABSENCE, EXACTNESS, note_visit
from renmai.store.models import Employee, Revision, Visit

MORNING = datetime(2026, 9, 30, 1, 0, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("world")


def visit(who: str, minutes: float) -> datetime | None:
    return note_visit(Employee.objects.get(code=who), MORNING + timedelta(minutes=minutes))


def test_first_visit_has_no_history() -> None:
    assert visit("owner", 0) is None
    assert visit("owner", 10) is None


def test_visit_after_an_absence_knows_when_the_one_before_ended() -> None:
    visit("owner", 0)
    visit("owner", 20)
    assert visit("owner", 50) == MORNING + timedelta(minutes=20)
    assert visit("owner", 70) == MORNING + timedelta(minutes=20)
    assert visit("owner", 600) == MORNING + timedelta(minutes=70)


def test_absence_begins_on_the_minute() -> None:
    visit("owner", 0)
    just_before = ABSENCE.total_seconds() / 60 - 0.01
    assert visit("owner", just_before) is None
    assert visit("mate", 0) is None
    assert visit("mate", ABSENCE.total_seconds() / 60) == MORNING


def test_looking_again_at_once_writes_nothing() -> None:
    visit("owner", 0)
    visit("owner", EXACTNESS.total_seconds() / 60 - 0.01)
    assert Visit.objects.get(employee__code="owner").last_seen_at == MORNING


def test_clock_that_goes_back_loses_no_visit() -> None:
    visit("owner", 60)
    visit("owner", 0)
    assert Visit.objects.get(employee__code="owner").last_seen_at == MORNING + timedelta(minutes=60)


def test_everybody_has_their_own_visits() -> None:
    visit("owner", 0)
    visit("owner", 60)
    assert visit("mate", 60) is None


def test_visits_leave_no_revision() -> None:
    before = Revision.objects.count()
    visit("owner", 0)
    assert Revision.objects.count() == before


def test_busy_database_costs_the_note_and_not_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object, **__: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(Visit, "save", locked)
    assert visit("owner", 0) is None
    assert not Visit.objects.exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite waits for a writer's lock")
def test_connection_waits_for_locks_as_long_as_before() -> None:
    with connection.cursor() as cursor:
        usual = cursor.execute("PRAGMA busy_timeout").fetchone()
        visit("owner", 0)
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == usual
