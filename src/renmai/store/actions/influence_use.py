"""Recording that an employee's influence was used in an opportunity (spec 1.6)."""

from dataclasses import dataclass
from datetime import date, datetime

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.actions.keeping import keep
from renmai.store.actions.revision import recording
from renmai.store.models import Employee, InfluenceUse, KeyPerson, Opportunity


@dataclass(frozen=True, slots=True)
class Use:
    """Whose influence moved whom, when, and how it helped."""

    employee: Employee
    key_person: KeyPerson
    used_on: date
    note: str = ""


def add_use(opportunity: Opportunity, use: Use, *, by: Employee, now: datetime) -> int | None:
    """Keep one use in the opportunity; the revision's number.

    Raises `RenmaiError` with the `column` that cannot be so: OTHER_CUSTOMER, USED_AFTER_CLOSE,
    ALREADY_KNOWN.
    """
    with recording("record use", by.code, now) as record:
        found = Opportunity.unscoped.get(pk=opportunity.pk)
        row = InfluenceUse(
            opportunity=found, employee=use.employee, key_person=use.key_person, used_on=use.used_on, note=use.note
        )
        _check(found, row)
        keep(record, row, None)
        return record.made


def _check(opportunity: Opportunity, row: InfluenceUse) -> None:
    if row.key_person.customer_id != opportunity.customer_id:
        raise RenmaiError(ErrorCode.OTHER_CUSTOMER, column="key_person")
    if opportunity.closed_on and row.used_on > opportunity.closed_on:
        raise RenmaiError(ErrorCode.USE_AFTER_CLOSE, column="used_on", closed=opportunity.closed_on.isoformat())
    same = InfluenceUse.unscoped.filter(
        opportunity=opportunity, employee_id=row.employee_id, key_person_id=row.key_person_id, used_on=row.used_on
    )
    if same.exists():
        raise RenmaiError(ErrorCode.ALREADY_KNOWN, column="used_on")
