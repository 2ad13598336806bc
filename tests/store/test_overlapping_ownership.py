"""The database itself refuses a second owner on the same day."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from renmai.store.models import Customer, Employee, Ownership, Revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision() -> Revision:
    return Revision.objects.create(number=1, action="test", recorded_at=datetime(2026, 9, 30, tzinfo=UTC))


@pytest.fixture
def first(revision: Revision) -> Ownership:
    customer = Customer.unscoped.create(code="C", name="C", created_on=date(2020, 1, 1), revision=revision)
    employee = Employee.objects.create(code="E", name="E", revision=revision)
    return Ownership.unscoped.create(
        customer=customer,
        employee=employee,
        valid_from=date(2024, 1, 1),
        valid_to=date(2025, 1, 1),
        revision=revision,
    )


def own(first: Ownership, begins: date, ends: date | None) -> None:
    with transaction.atomic():
        Ownership.unscoped.create(
            customer_id=first.customer_id,
            employee_id=first.employee_id,
            valid_from=begins,
            valid_to=ends,
            revision_id=first.revision_id,
        )
        look_now()


def look_now() -> None:
    """PostgreSQL looks at the end of a transaction, and a test never ends its own."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def lengthen(ownership: Ownership, ends: date) -> None:
    with transaction.atomic():
        Ownership.unscoped.filter(pk=ownership.pk).update(valid_to=ends)
        look_now()


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        (date(2024, 12, 31), None),
        (date(2023, 1, 1), date(2024, 1, 2)),
        (date(2023, 1, 1), None),
        (date(2024, 3, 1), date(2024, 4, 1)),
    ],
)
def test_database_refuses_two_owners_on_one_day(first: Ownership, begins: date, ends: date | None) -> None:
    with pytest.raises(IntegrityError):
        own(first, begins, ends)


@pytest.mark.parametrize(("begins", "ends"), [(date(2025, 1, 1), None), (date(2023, 1, 1), date(2024, 1, 1))])
def test_database_takes_owners_that_follow_each_other(first: Ownership, begins: date, ends: date | None) -> None:
    own(first, begins, ends)

    assert Ownership.unscoped.count() == 2


def test_database_refuses_an_ownership_that_grows_into_another(first: Ownership) -> None:
    own(first, date(2025, 1, 1), None)

    with pytest.raises(IntegrityError):
        lengthen(first, date(2025, 1, 2))
