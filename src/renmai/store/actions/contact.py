"""One contact with one key person: that we met, and what we learned, in one revision."""

from datetime import date, datetime
from hashlib import sha256

from renmai.store.actions.activity import Meeting, check_meeting, keep_activity, new_activity
from renmai.store.actions.assessment import Statement, keep_statement
from renmai.store.actions.keeping import with_note
from renmai.store.actions.revision import Recording, recording
from renmai.store.cells import cells_of
from renmai.store.models import Activity, Employee, KeyPerson


def record_contact(
    person: KeyPerson, meeting: Meeting, said: Statement, key: str, *, by: Employee, today: date, now: datetime
) -> int | None:
    """Keep that we met the person and what was said; the revision, None if it was kept already.

    `key` was made by the client for the meeting and stands in the activity's code: sent again
    after a lost answer it records nothing twice, and every further person of the meeting joins
    the same activity. Raises what `record_activity` and `keep_statement` raise, and keeps nothing
    then.
    """
    check_meeting(person.customer, meeting, today)
    with recording("record contact", by.code, now) as record:
        if not _meet(record, person, meeting, _code(key, person, by), by):
            return None
        keep_statement(record, person, None, said, by=by, today=today)
        return record.made


def _code(key: str, person: KeyPerson, by: Employee) -> str:
    """Meetings with several customers are one activity at each; nobody's key meets another's."""
    return "contact-" + sha256(repr((by.code, key, person.customer.code)).encode()).hexdigest()[:32]


def _meet(record: Recording, person: KeyPerson, meeting: Meeting, code: str, by: Employee) -> bool:
    """Whether the person is new in the activity, which is made or added to."""
    row = Activity.unscoped.filter(code=code).first()
    if row is None:
        keep_activity(record, new_activity(code, person.customer, meeting, by), person.code, None)
        return True
    before = cells_of(row)
    met = [one for one in before["key_people"].split(";") if one]
    if person.code in met:
        return False
    row.note = with_note(row.note, meeting.note)
    keep_activity(record, row, ";".join([*met, person.code]), before)
    return True
