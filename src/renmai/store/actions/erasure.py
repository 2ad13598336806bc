"""Erasing a person (spec 1.10, docs/adr/0025): who it was is gone for good, and every figure stays what it was.

Nothing here goes by way of `keep`: the trail would hold what is to be forgotten.
"""

from datetime import date, datetime
from typing import Any, Final

from allauth.usersessions.models import UserSession
from django.db import models

from renmai.domain.erasure import IDENTITY, TOLD_OF, Names, is_about
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.principles.base import SubjectType
from renmai.store import models as m
from renmai.store.about import rows_about, ways_to
from renmai.store.actions.revision import Recording, recording
from renmai.store.actions.scrubbing import Cells, blank, entries_with, rewrite, scrub_texts, without
from renmai.store.erasures import Erased
from renmai.store.models.job import JobState
from renmai.store.texts import free_texts

FILE: Final = "erasures"
"""Where the trail tells of erasures: whose code, by whom and when."""
NOT_TOLD_OF: Final = frozenset({"KeyPerson", "Activity", "Erasure", "ProposedChange"})
"""Rows that lead to a key person without being about that person alone: the name is taken out of their texts."""
OF_EMPLOYEE: Final = frozenset(
    {"Influence", "PrivateRelation", "InfluenceUse", "HelpRequest", "HelpMessage", "InsightAnswer"}
)
"""Rows whose texts tell of an employee's own network, or are between two of us."""
OWN: Final[tuple[type[models.Model], ...]] = (
    *(m.SavedFilter, m.NoticeWish, m.NoticeSetting, m.NoticeSnooze, m.NoticeTold, m.Visit),
    *(m.Upload, m.Job, m.Token, m.KeptCall),
)
"""What nobody needs once its employee is gone."""


def erase_key_person(
    person: m.KeyPerson, *, by: m.Employee | None, reason: str = "", today: date, now: datetime
) -> m.Erasure:
    """Forget who a key person was; erased already, nothing is done again. `by` is None for the retention.

    Name, department, title, e-mail and phone go, also out of the trail; what was noted of the person goes; the name
    is taken out of all other texts. Degrees, votes, lines, influences and activities stay.
    """
    with recording("erase key person", by.code if by else "", now) as record:
        row = m.KeyPerson.unscoped.select_for_update().get(pk=person.pk)
        made = m.Erasure.objects.filter(key_person=row).first()
        if made is not None:
            return made
        names = Names.of((row.name, row.email, row.phone))
        made = m.Erasure(key_person=row, erased_on=today, by=by, reason=names.taken_out(reason))
        _forget(record, row, "key_people", names)
        _forget_what_was_said(row)
        m.ProposedChange.unscoped.filter(key_person=row).delete()  # no fact, and no figure knows it
        return _close(record, made, row.code, "key_people", names)


def erase_employee(
    employee: m.Employee, *, by: m.Employee | None, reason: str = "", today: date, now: datetime
) -> m.Erasure:
    """Forget who an employee was who has left. Raises `RenmaiError(STILL_HERE)`.

    Name, title and e-mail go, the account, what was set up for oneself, and what was said of the own network. Who
    could be reached through the employee, and what was won with it, stays in the counts.
    """
    with recording("erase employee", by.code if by else "", now) as record:
        row = m.Employee.objects.select_for_update().get(pk=employee.pk)
        made = m.Erasure.objects.filter(employee=row).first()
        if made is not None:
            return made
        if row.left_on is None or row.left_on > today:
            raise RenmaiError(ErrorCode.STILL_HERE)
        account = m.Account.objects.filter(employee=row).first()
        signed = (account.username, account.email, account.get_full_name()) if account else ()
        names = Names.of(text for text in (row.name, row.email, *signed) if text != row.code)
        made = m.Erasure(employee=row, erased_on=today, by=by, reason=names.taken_out(reason))
        _forget(record, row, "employees", names)
        m.Revision.objects.filter(actor__in=names.texts).update(actor=row.code)
        _forget_what_was_said(row)
        _forget_own(row, account)
        return _close(record, made, row.code, "employees", names)


def _forget(record: Recording, row: Any, file: str, names: Names) -> None:
    for column, text in IDENTITY[file].items():
        setattr(row, column, text)
    row.revision_id = record.number
    row.save()
    record.everything = record.structure = True
    _scrub_trail(row.code, file, names)


def _close(record: Recording, made: m.Erasure, code: str, file: str, names: Names) -> m.Erasure:
    """The last thing: whatever the rest has left of the name in other texts, and what is told of the erasure."""
    scrub_texts(names)
    over = [state for state in JobState if state.is_over]
    importing = m.Job.objects.filter(kind="import-upload").exclude(state__in=over)
    # Files that wait to be imported may hold the name: whoever brought them brings them again.
    m.Upload.objects.filter(closed_at=None).exclude(import_job__in=importing).update(closed_at=record.now)
    m.Job.objects.filter(state__in=over).delete()
    made.save()
    record.audit(FILE, [code], None, {"what": file})
    return made


def _scrub_trail(code: str, file: str, names: Names) -> None:
    def change(of: str, cells: Cells) -> Cells:
        if of == file and cells.get("code", code) == code:
            cells = cells | {column: text for column, text in IDENTITY[file].items() if column in cells}
        if is_about(of, cells, file, (code,)):
            cells = cells | dict.fromkeys(TOLD_OF & cells.keys(), "")
        return without(names, cells)

    def key(part: str) -> str:
        return part if part == code else names.taken_out(part)

    for entry in entries_with((code, *names.texts)):
        rewrite(entry, change, key)


def _forget_what_was_said(person: m.KeyPerson | m.Employee) -> None:
    """Blank the texts of the rows that are about the person; a competitor's person is somebody else."""
    is_employee = isinstance(person, m.Employee)
    for way in ways_to(type(person)):
        name = way.model.__name__
        if name in OF_EMPLOYEE if is_employee else name not in NOT_TOLD_OF:
            fields = [one for one in free_texts(way.model) if one.name != "contact_name"]
            blank(rows_about(way, person), fields)
    subject = SubjectType.EMPLOYEE if is_employee else SubjectType.KEY_PERSON
    marks = m.ActionMark.unscoped.filter(subject_type=subject, subject_code=person.code)
    blank(marks, free_texts(m.ActionMark))


def _forget_own(employee: m.Employee, account: m.Account | None) -> None:
    if account is not None:
        for session in UserSession.objects.filter(user=account):
            session.end()
        account.delete()
    for model in OWN:
        model._default_manager.filter(employee=employee).delete()  # noqa: SLF001 Django documents _default_manager
    m.Look.unscoped.filter(employee=employee).delete()
    m.Proposal.unscoped.filter(employee=employee).delete()
    m.Delivery.objects.filter(receiver=f"mail:{employee.pk}").delete()
    m.ColumnMapping.objects.filter(employee=employee).update(employee=None)


def erase_again(erased: Erased, *, now: datetime) -> bool:
    """Erase whom another database says to be erased, as of that day; whether they were known here and not yet erased.

    Raises `RenmaiError(STILL_HERE)` for an employee who has not left here.
    """
    by = m.Employee.objects.filter(code=erased.by).first()
    person = m.KeyPerson.unscoped.filter(code=erased.key_person, erasure=None).first()
    employee = m.Employee.objects.filter(code=erased.employee, erasure=None).first()
    if person is not None:
        erase_key_person(person, by=by, reason=erased.reason, today=erased.on, now=now)
    elif employee is not None:
        erase_employee(employee, by=by, reason=erased.reason, today=erased.on, now=now)
    return person is not None or employee is not None
