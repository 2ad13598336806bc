"""The database itself refuses a second superior on the same day, and oneself."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from renmai.store.models import Customer, KeyPerson, ReportingLine, Revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def first() -> ReportingLine:
    revision = Revision.objects.create(number=1, action="test", recorded_at=datetime(2026, 9, 30, tzinfo=UTC))
    customer = Customer.unscoped.create(code="C", name="C", created_on=date(2020, 1, 1), revision=revision)
    boss, person = (
        KeyPerson.unscoped.create(
            code=code, customer=customer, name=code, joined_on=date(2020, 1, 1), revision=revision
        )
        for code in ("B", "P")
    )
    return ReportingLine.unscoped.create(
        key_person=person,
        reports_to=boss,
        valid_from=date(2024, 1, 1),
        valid_to=date(2025, 1, 1),
        revision=revision,
    )


def report(first: ReportingLine, begins: date, ends: date | None, to: KeyPerson | None = None) -> None:
    with transaction.atomic():
        ReportingLine.unscoped.create(
            key_person_id=first.key_person_id,
            reports_to=to,
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


def lengthen(line: ReportingLine, ends: date) -> None:
    with transaction.atomic():
        ReportingLine.unscoped.filter(pk=line.pk).update(valid_to=ends)
        look_now()


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        (date(2024, 12, 31), None),
        (date(2023, 1, 1), date(2024, 1, 2)),
        (date(2023, 1, 1), None),
        (date(2024, 1, 1), date(2024, 4, 1)),
    ],
)
def test_database_refuses_two_superiors_on_one_day(first: ReportingLine, begins: date, ends: date | None) -> None:
    with pytest.raises(IntegrityError):
        report(first, begins, ends)


@pytest.mark.parametrize(("begins", "ends"), [(date(2025, 1, 1), None), (date(2023, 1, 1), date(2024, 1, 1))])
def test_database_takes_lines_that_follow_each_other(first: ReportingLine, begins: date, ends: date | None) -> None:
    report(first, begins, ends)

    assert ReportingLine.unscoped.count() == 2


def test_database_takes_the_same_days_of_another_person(first: ReportingLine) -> None:
    boss = KeyPerson.unscoped.get(code="B")
    ReportingLine.unscoped.create(key_person=boss, valid_from=date(2024, 3, 1), revision_id=first.revision_id)
    look_now()

    assert ReportingLine.unscoped.count() == 2


def test_database_refuses_a_line_that_grows_into_another(first: ReportingLine) -> None:
    report(first, date(2025, 1, 1), None)

    with pytest.raises(IntegrityError):
        lengthen(first, date(2025, 1, 2))


def test_database_refuses_a_line_of_no_day(first: ReportingLine) -> None:
    with pytest.raises(IntegrityError):
        report(first, date(2026, 1, 1), date(2026, 1, 1))


def test_database_refuses_reporting_to_oneself(first: ReportingLine) -> None:
    with pytest.raises(IntegrityError):
        report(first, date(2026, 1, 1), None, to=first.key_person)
