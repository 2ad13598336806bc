"""One action, one revision: numbers without gaps, changed customers and trail in the same transaction."""

from datetime import UTC, date, datetime

import pytest

from renmai.store.actions import revision
from renmai.store.actions.revision import recording
from renmai.store.models import AuditEntry, ChangedCustomer, Customer, Revision

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def add_customer(number: int, code: str) -> int:
    customer = Customer.unscoped.create(code=code, name=code, created_on=date(2020, 1, 1), revision_id=number)
    return customer.pk


def test_recording_numbers_actions_without_gaps() -> None:
    for code in "AB":
        with recording("test", "somebody", NOW) as record:
            record.touch([add_customer(record.number, code)])
    with pytest.raises(ZeroDivisionError), recording("test", "somebody", NOW) as record:
        print(record.number / 0)
    with recording("test", "somebody", NOW) as record:
        record.touch([add_customer(record.number, "C")])

    assert list(Revision.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3]


def test_recording_leaves_no_trace_of_an_action_that_changed_nothing() -> None:
    with recording("test", "somebody", NOW):
        pass

    assert not Revision.objects.exists()


def test_recording_keeps_who_when_and_what() -> None:
    with recording("test", "somebody", NOW) as record:
        record.touch([add_customer(record.number, "A")])
        record.audit("customers", ["A"], {"name": "a"}, {"name": "A"})

    kept = Revision.objects.get()
    assert (kept.action, kept.actor, kept.recorded_at, kept.everything) == ("test", "somebody", NOW, False)
    assert list(ChangedCustomer.objects.values_list("customer__code", flat=True)) == ["A"]
    assert AuditEntry.objects.get().before == {"name": "a"}


def test_recording_marks_everything_above_many_customers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revision, "MANY_CUSTOMERS", 2)
    with recording("test", "somebody", NOW) as record:
        record.touch(add_customer(record.number, code) for code in "ABC")

    assert Revision.objects.get().everything
    assert not ChangedCustomer.objects.exists()
