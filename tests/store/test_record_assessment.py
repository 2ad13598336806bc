"""A snapshot is kept, a second one of the same day corrects it, the trail keeps both."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError

from renmai.store.actions.assessment import Snapshot, record_assessment
from renmai.store.models import Assessment, AuditEntry, ChangedCustomer, Competitor, Employee, KeyPerson, Revision

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)
TODAY = date(2026, 9, 30)


@pytest.fixture
def person(world: None) -> KeyPerson:
    found = KeyPerson.unscoped.first()
    assert found is not None
    return found


def assess(person: KeyPerson, snapshot: Snapshot, party: Competitor | None = None) -> Assessment:
    return record_assessment(
        person, party, TODAY, snapshot, assessor=Employee.objects.get(code="owner"), actor="owner", now=NOW
    )


def test_record_assessment_keeps_the_snapshot_and_names_the_customer(person: KeyPerson) -> None:
    kept = assess(person, Snapshot(closeness=2, veto=True, note="met"))

    stored = Assessment.unscoped.get(pk=kept.pk)
    assert (stored.closeness, stored.price, stored.veto, stored.note) == (2, None, True, "met")
    changed = ChangedCustomer.objects.filter(revision_id=stored.revision_id)
    assert list(changed.values_list("customer_id", flat=True)) == [person.customer_id]


def test_record_assessment_corrects_the_same_day_and_keeps_the_earlier_one(person: KeyPerson) -> None:
    first = assess(person, Snapshot(closeness=2))
    second = assess(person, Snapshot(closeness=-1))

    assert first.pk == second.pk
    entry = AuditEntry.objects.get(revision_id=second.revision_id)
    assert entry.before is not None
    assert entry.after is not None
    assert (entry.before["closeness"], entry.after["closeness"]) == ("2", "-1")
    assert entry.key == [person.code, "", "2026-09-30"]


def test_record_assessment_said_again_changes_nothing(person: KeyPerson) -> None:
    assess(person, Snapshot(closeness=2))
    before = Revision.objects.count()

    assess(person, Snapshot(closeness=2))

    assert Revision.objects.count() == before


@pytest.mark.parametrize("snapshot", [Snapshot(veto=True), Snapshot(closeness=3)])
def test_record_assessment_refuses_what_a_competitor_cannot_have(person: KeyPerson, snapshot: Snapshot) -> None:
    rival = Competitor.objects.first()
    before = Revision.objects.count()

    with pytest.raises(IntegrityError):
        assess(person, snapshot, rival)

    assert Revision.objects.count() == before
