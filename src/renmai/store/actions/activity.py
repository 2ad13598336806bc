"""What we did with a customer and whom we met (spec 1.9)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.actions.coding import new_code
from renmai.store.actions.keeping import note as note_row
from renmai.store.actions.revision import Recording, recording
from renmai.store.cells import Cells, cells_of
from renmai.store.models import Activity, ActivityKind, ActivityPerson, Customer, Employee, KeyPerson, Opportunity

LONGEST_NOTE: Final = 2000


@dataclass(frozen=True, slots=True)
class Meeting:
    """When and how we met, and what it was about; a blank kind is not said."""

    day: date
    kind: str = ""
    opportunity: Opportunity | None = None
    note: str = ""


def record_activity(
    customer: Customer, meeting: Meeting, people: Iterable[KeyPerson], *, by: Employee, today: date, now: datetime
) -> Activity:
    """A new activity of an employee with some key persons of the customer.

    Raises `RenmaiError` for a day that has not come, a kind that does not exist, a note too long,
    and for an opportunity or a person of another customer.
    """
    check_meeting(customer, meeting, today)
    with recording("record activity", by.code, now) as record:
        row = new_activity(new_code(record, "activities", "AC"), customer, meeting, by)
        met = list(people)
        for person in met:
            check_person(customer, person)
        keep_activity(record, row, ";".join(person.code for person in met), None)
        return row


def new_activity(code: str, customer: Customer, meeting: Meeting, by: Employee) -> Activity:
    return Activity(
        code=code,
        customer=customer,
        opportunity=meeting.opportunity,
        employee=by,
        kind=meeting.kind,
        occurred_on=meeting.day,
        note=meeting.note,
    )


def keep_activity(record: Recording, row: Activity, people: str, before: Cells | None) -> None:
    """Write the activity with its key persons, whose codes are joined by semicolons as in the bundle."""
    row.revision_id = record.number
    row.save()
    _set_people(row, people)
    note_row(record, row, before, cells_of(row))


def _set_people(row: Activity, people: str) -> None:
    codes = [code for code in people.split(";") if code]
    found = KeyPerson.unscoped.in_bulk(codes, field_name="code")
    ActivityPerson.unscoped.filter(activity=row).delete()
    ActivityPerson.unscoped.bulk_create(
        ActivityPerson(activity=row, key_person=found[code], position=at) for at, code in enumerate(codes)
    )


def check_meeting(customer: Customer, meeting: Meeting, today: date) -> None:
    if meeting.day > today:
        raise RenmaiError(ErrorCode.DAY_IN_FUTURE, date=meeting.day)
    if meeting.kind not in ("", *ActivityKind.values):
        raise RenmaiError(ErrorCode.BAD_VALUE, name="kind", value=meeting.kind)
    if len(meeting.note) > LONGEST_NOTE:
        raise RenmaiError(ErrorCode.BAD_VALUE, name="note", value=meeting.note[:LONGEST_NOTE])
    if meeting.opportunity and meeting.opportunity.customer_id != customer.pk:
        raise RenmaiError(ErrorCode.BAD_VALUE, name="opportunity", value=meeting.opportunity.code)


def check_person(customer: Customer, person: KeyPerson) -> None:
    if person.customer_id != customer.pk:
        raise RenmaiError(ErrorCode.UNKNOWN_KEY_PERSON, person=person.code)
