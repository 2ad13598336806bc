"""Everything that is kept about a person, table by table (spec 1.10).

The tables are found by the models themselves (`store.about`), so a new model is in the reports unless it is excepted
here with a reason; a test walks both.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import models
from django.utils import timezone

from renmai.domain.principles.base import SubjectType
from renmai.domain.scope import Scope
from renmai.store import models as m
from renmai.store.about import Way, rows_about, ways_to
from renmai.store.owned import Owned
from renmai.store.visible import Gated

NOT_TOLD_OF_KEY_PERSON: Final[Mapping[str, str]] = {
    "PrivateRelation": "belongs to the employee; what may be told of it stands in the influence",
    "Withdrawal": "belongs to the employee who took the relation back",
    "Look": "belongs to the employee whose relation was seen",
    "HelpRequest": "is between two employees",
    "HelpMessage": "is between two employees",
    "InsightAnswer": "is between two employees, until it becomes an assessment",
    "ActivityPerson": "is told with its activity",
    "ProposedChange": "waits for an employee, who may decline it; what is confirmed is told as what it became",
}
NOT_TOLD_OF_EMPLOYEE: Final[Mapping[str, str]] = {
    "AuditEntry": "what somebody did is told by its revision",
}
"""Models that a report leaves out, and why."""
UNTOLD: Final = frozenset(
    {
        "id",
        "revision",
        "password",
        "secret_hash",
        "fingerprint",
        "user_permissions",
        "groups",
        "is_superuser",
        "is_staff",
    }
)
NOBODY: Final = "?"
"""Stands for an employee who has not agreed to be named; the faces say "a colleague"."""

Rows = Iterable[Any]


@dataclass(slots=True)
class Part:
    """The rows of one model. Cells as in a bundle; `hidden` counts rows of customers that the reader may not see."""

    model: str
    columns: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    hidden: int = 0

    def as_dicts(self) -> list[dict[str, str]]:
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def about_key_person(person: m.KeyPerson) -> list[Part]:
    """What is kept about a key person, for whoever may see the customer; what employees keep to themselves is not."""
    parts = [_part("KeyPerson", m.KeyPerson.unscoped.filter(pk=person.pk))]
    for model, ways in _by_model(ways_to(m.KeyPerson)).items():
        if model.__name__ not in NOT_TOLD_OF_KEY_PERSON and model is not m.KeyPerson:
            parts.append(_part(model.__name__, _rows(ways, person)))
    marks = m.ActionMark.unscoped.filter(subject_type=SubjectType.KEY_PERSON, subject_code=person.code)
    parts += [_part("ActionMark", marks.select_related("customer", "by", "revision")), _trail(person.code)]
    return [part for part in parts if part.rows]


def about_employee(employee: m.Employee, scope: Scope, today: date, *, own: bool) -> list[Part]:
    """What is kept about an employee. `own`: for themselves, with the private network, which nobody else gets."""
    parts = [_part("Employee", m.Employee.objects.filter(pk=employee.pk))]
    for model, ways in _by_model(ways_to(m.Employee)).items():
        if model.__name__ in NOT_TOLD_OF_EMPLOYEE or (issubclass(model, Owned) and not own):
            continue
        found = list(_rows(ways, employee))
        seen = _seen(model, found, scope, today)
        part = _part(model.__name__, seen, reader=employee)
        part.hidden = len(found) - len(seen)
        parts.append(part)
    parts += [*_account(employee), _acts(employee)]
    return [part for part in parts if part.rows or part.hidden]


def _by_model(ways: Iterable[Way]) -> dict[type[models.Model], list[Way]]:
    found: dict[type[models.Model], list[Way]] = {}
    for way in ways:
        found.setdefault(way.model, []).append(way)
    return found


def _rows(ways: Iterable[Way], person: m.KeyPerson | m.Employee) -> Iterator[Any]:
    """Each row once, however many ways lead to the person."""
    found = {row.pk: row for way in ways for row in rows_about(way, person)}
    yield from found.values()


def _seen(model: type[models.Model], rows: list[Any], scope: Scope, today: date) -> list[Any]:
    """Rows of customers that the reader may see today; what belongs to no customer, all."""
    if not issubclass(model, Gated) or not rows:
        return rows
    pks = [row.pk for row in rows]
    seen = set(model.objects.visible_to(scope, today).filter(pk__in=pks).values_list("pk", flat=True))
    return [row for row in rows if row.pk in seen]


def _part(name: str, rows: Rows, reader: m.Employee | None = None) -> Part:
    part = Part(name)
    found = list(rows)
    met = _met([row.pk for row in found]) if name == "Activity" else {}
    told = [_cells(row, reader, met) for row in found]
    part.columns = [column for column in (told[0] if told else {}) if any(row[column] for row in told)]
    part.rows = [[row[column] for column in part.columns] for row in told]
    return part


def _cells(row: Any, reader: m.Employee | None, met: Mapping[int, list[str]]) -> dict[str, str]:
    fields = row._meta.concrete_fields  # noqa: SLF001 Django documents _meta
    cells = {one.name: _text(getattr(row, one.attname), one, row) for one in fields if one.name not in UNTOLD}
    if isinstance(row, m.Activity):
        cells["key_people"] = "; ".join(met.get(row.pk, ()))
    if isinstance(row, m.Influence) and row.kind == m.InfluenceKind.OURS and row.employee_id is None:
        cells["employee"] = NOBODY
    if isinstance(row, m.HelpRequest) and row.blind and reader is not None and row.giver_id != reader.pk:
        cells["giver"] = NOBODY
    if isinstance(row, m.Look) and reader is not None and row.employee_id != reader.pk:
        cells["employee"] = NOBODY  # the relation may have been taken back since
    if getattr(row, "revision_id", None):
        cells |= {"recorded_by": row.revision.actor, "recorded_at": _moment(row.revision.recorded_at)}
    return cells


def _met(activities: list[int]) -> dict[int, list[str]]:
    """By activity the persons met, in the order given."""
    found: dict[int, list[str]] = {}
    rows = m.ActivityPerson.unscoped.filter(activity__in=activities).select_related("key_person")
    for one in rows.order_by("activity", "position"):
        found.setdefault(one.activity_id, []).append(_named(one.key_person))
    return found


def _text(value: Any, one: Any, row: Any) -> str:
    match value:
        case None | "":
            return ""
        case _ if isinstance(one, models.ForeignKey):
            return _named(getattr(row, one.name))
        case bool():
            return "yes" if value else "no"
        case datetime():
            return _moment(value)
        case _:
            return str(value)


def _named(target: Any) -> str:
    """By name and code; a row without either by the person whom it is about."""
    if isinstance(target, (m.Influence, m.InfluenceUse)):
        return _named(target.key_person)
    name, code = getattr(target, "name", ""), getattr(target, "code", "")
    return f"{name} ({code})" if name and code else str(name or code or target.pk)


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(timezone.get_current_timezone()):%Y-%m-%d %H:%M}"


def _trail(code: str) -> Part:
    """What the trail keeps of a key person's rows: who changed what, when, from what to what."""
    part = Part("AuditEntry", ["recorded_at", "recorded_by", "action", "file", "column", "was", "now"])
    files = ("key_people", "reporting", "assessments", "influences")
    entries = m.AuditEntry.objects.filter(subject=code, file__in=files).select_related("revision").order_by("pk")
    for entry in entries:
        before, after = entry.before or {}, entry.after or {}
        for column in {**before, **after}:
            was, now = str(before.get(column) or ""), str(after.get(column) or "")
            if was != now:
                made = entry.revision
                head = [_moment(made.recorded_at), made.actor, made.action, entry.file]
                part.rows.append([*head, column, was, now])
    return part


def _account(employee: m.Employee) -> Iterator[Part]:
    """Where the employee is signed in, and the second step; the library keeps them, by account."""
    account = m.Account.objects.filter(employee=employee).first()
    if account is None:
        return
    sessions = UserSession.objects.filter(user=account).order_by("created_at")
    rows = [[_moment(one.created_at), str(one.ip), one.user_agent] for one in sessions]
    yield Part("UserSession", ["created_at", "address", "user_agent"], rows)
    steps = Authenticator.objects.filter(user=account).order_by("created_at")
    yield Part("Authenticator", ["kind", "created_at"], [[one.type, _moment(one.created_at)] for one in steps])


def _acts(employee: m.Employee) -> Part:
    """What the employee did, by the trail: when and what kind, and how many rows it changed."""
    account = m.Account.objects.filter(employee=employee).values_list("username", flat=True)
    made = m.Revision.objects.filter(actor__in=[employee.code, *account])
    counted = made.annotate(count=models.Count("entries")).order_by("number")
    rows = [[_moment(one.recorded_at), one.action, str(one.count)] for one in counted]
    return Part("Revision", ["recorded_at", "action", "rows"], rows)
