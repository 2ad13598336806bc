"""From the store to the panel: load it once, then splice what changed (spec 5.2).

`current_panel` is what every face asks before it answers: one indexed read tells whether the
database has moved on, and only the customers that changed are read again. A figure is therefore
never older than the question.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from threading import Lock
from typing import Any, Final

import numpy as np
from django.db import connection, transaction
from django.db.models import Case, F, Func, IntegerField, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce
from numpy.typing import NDArray

from renmai.analytics import facts as f
from renmai.analytics.panel import Panel, build_panel, splice
from renmai.analytics.states import pack
from renmai.store import models as store

CHUNK: Final = 20_000
SPLICED_AT_MOST: Final = 300
"""With more changed customers than this, loading everything is quicker."""

Age = tuple[int, datetime | None]
"""The last revision's number, and when it was recorded (another database may have the same number)."""


@dataclass(slots=True)
class _Kept:
    panel: Panel
    age: Age


_kept: list[_Kept] = []
_lock: Final = Lock()


def current_panel() -> Panel:
    """The panel at the database's revision; threads of a process share it."""
    age = _latest()
    if _kept and _kept[0].age == age:
        return _kept[0].panel
    with _lock, _snapshot():
        age = _latest()
        if not _kept or _kept[0].age != age:
            _kept[:] = [_Kept(_refreshed(age), age)]
        return _kept[0].panel


def forget() -> None:
    """Drop what was loaded, for a process that goes to another database."""
    with _lock:
        _kept.clear()


def _latest() -> Age:
    last = store.Revision.objects.order_by("-number").values_list("number", "recorded_at").first()
    return last or (0, None)


@contextmanager
def _snapshot() -> Iterator[None]:
    """One state of the database for several reads; writers are not held up."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            # Django's own transactions are IMMEDIATE here, which would lock writers out.
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield


def _refreshed(age: Age) -> Panel:
    """The kept panel with what changed since, else a fresh one."""
    if _kept and _kept[0].age[0] < age[0]:
        since = store.Revision.objects.filter(number__gt=_kept[0].panel.revision)
        if not since.filter(everything=True).exists():
            changed = store.ChangedCustomer.objects.filter(revision__in=since).values_list("customer_id", flat=True)
            customers = sorted(set(changed))
            if len(customers) <= SPLICED_AT_MOST:
                return splice(_kept[0].panel, age[0], load_book(customers))
    return build_panel(f.Facts(age[0], load_staff(), load_book()))


class Ordinal(Func):
    """A date as its proleptic ordinal, counted by the database."""

    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        template = "CAST(julianday(%(expressions)s) - 1721424.5 AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        template = "(%(expressions)s - DATE '0001-01-01' + 1)"
        return self.as_sql(compiler, connection, template=template, **extra)


Expression = Any
Columns = tuple[list[NDArray[np.int64]], list[f.Texts]]


def _starting(name: str) -> Expression:
    return Coalesce(Ordinal(F(name)), Value(f.EVER))


def _ending(name: str) -> Expression:
    return Coalesce(Ordinal(F(name)), Value(f.NEVER))


def _id(name: str) -> Expression:
    return Coalesce(F(name), Value(f.NONE))


def _coded(name: str, words: Sequence[str]) -> Expression:
    """The place of a word in `words`, 0 for any other."""
    cases = [When(**{name: word}, then=Value(code)) for code, word in enumerate(words) if word]
    return Case(*cases, default=Value(0), output_field=IntegerField())


def _degree(name: str) -> Expression:
    return Coalesce(F(name) + 2, Value(5))


def _vote(name: str) -> Expression:
    return Coalesce(Cast(name, IntegerField()), Value(2))


def _of(model: type[Any], customers: Sequence[int] | None) -> QuerySet[Any]:
    rows: QuerySet[Any] = model.unscoped.all()
    return rows if customers is None else rows.filter(**{f"{model.customer_path}__in": customers})


def _columns(rows: QuerySet[Any], numbers: Sequence[Expression], words: Sequence[str] = ()) -> Columns:
    """The columns of a query, read in chunks so that Python objects never pile up."""
    query = rows.values_list(*(F(one) if isinstance(one, str) else one for one in numbers), *words)
    counted = [np.zeros((len(numbers), 0), np.int64)]
    written: list[list[f.Texts]] = [[f.texts([])] for _ in words]
    rest = iter(query.iterator(chunk_size=CHUNK))
    while chunk := list(islice(rest, CHUNK)):
        columns = list(zip(*chunk, strict=True))
        counted.append(np.array(columns[: len(numbers)], dtype=np.int64))
        for parts, column in zip(written, columns[len(numbers) :], strict=True):
            parts.append(f.texts(list(column)))
    return list(np.concatenate(counted, axis=1)), [np.concatenate(parts) for parts in written]


def load_staff() -> f.Staff:
    return f.Staff(employees=_employees(), teams=_teams(), competitors=_competitors())


def _employees() -> tuple[f.Employee, ...]:
    return tuple(
        f.Employee(
            one.pk,
            one.code,
            one.name,
            one.team_id or 0,
            one.role,
            one.sales,
            f.ordinal(one.joined_on, f.EVER),
            f.ordinal(one.left_on, f.NEVER),
        )
        for one in store.Employee.objects.order_by("code")
    )


def _teams() -> tuple[f.Team, ...]:
    return tuple(
        f.Team(one.pk, one.code, one.name, one.parent_id or 0, one.leader_id or 0)
        for one in store.Team.objects.order_by("code")
    )


def _competitors() -> tuple[f.Competitor, ...]:
    return tuple(f.Competitor(one.pk, one.code, one.name) for one in store.Competitor.objects.order_by("code"))


def load_book(customers: Sequence[int] | None = None) -> f.CustomerBook:
    """All facts of some customers, of all for None."""
    return f.CustomerBook(
        customers=_customers(customers),
        ownerships=_ownerships(customers),
        people=_people(customers),
        assessments=_assessments(customers),
        influences=_influences(customers),
        opportunities=_opportunities(customers),
        members=_members(customers),
        uses=_uses(customers),
        activities=_activities(customers),
        contacts=_contacts(customers),
    )


def _customers(customers: Sequence[int] | None) -> f.CustomerFacts:
    (key, focus, contribution, start, stop), (code, name, industry, region) = _columns(
        _of(store.Customer, customers),
        [
            "id",
            Cast("focus", IntegerField()),
            _coded("contribution", ("", "high", "low")),
            *_interval("created_on", "closed_on"),
        ],
        ["code", "name", "industry", "region"],
    )
    return f.CustomerFacts(
        key,
        code,
        name,
        industry,
        region,
        focus.astype(np.bool_),
        contribution.astype(np.int8),
        _days(start),
        _days(stop),
    )


def _interval(start: str, stop: str) -> tuple[Expression, Expression]:
    return _starting(start), _ending(stop)


def _days(ordinals: NDArray[np.int64]) -> f.Days:
    return ordinals.astype(np.int32)


def _ownerships(customers: Sequence[int] | None) -> f.OwnershipFacts:
    (customer, employee, start, stop), _ = _columns(
        _of(store.Ownership, customers), ["customer_id", "employee_id", *_interval("valid_from", "valid_to")]
    )
    return f.OwnershipFacts(customer, employee, _days(start), _days(stop))


def _people(customers: Sequence[int] | None) -> f.PersonFacts:
    flags = [Cast(name, IntegerField()) for name in ("top", "nobody_found", "focus")]
    (key, customer, superior, top, nobody, focus, start, stop), (code, name, department, title) = _columns(
        _of(store.KeyPerson, customers),
        ["id", "customer_id", _id("reports_to_id"), *flags, *_interval("joined_on", "left_on")],
        ["code", "name", "department", "title"],
    )
    return f.PersonFacts(
        key,
        customer,
        code,
        name,
        department,
        title,
        superior,
        top.astype(np.bool_),
        nobody.astype(np.bool_),
        focus.astype(np.bool_),
        _days(start),
        _days(stop),
    )


def _assessments(customers: Sequence[int] | None) -> f.AssessmentFacts:
    degrees = [_degree(name) for name in ("closeness", "solution", "price")]
    votes = [_vote(name) for name in ("veto", "approver")]
    (person, party, day, *codes), _ = _columns(
        _of(store.Assessment, customers),
        ["key_person_id", _id("party_id"), _starting("effective_on"), *degrees, *votes],
    )
    small = np.array(codes, dtype=np.int8)
    return f.AssessmentFacts(person, party, _days(day), pack(small[:3], small[3:]))


def _influences(customers: Sequence[int] | None) -> f.InfluenceFacts:
    influencer = Coalesce(F("person_id"), F("employee_id"), F("competitor_id"))
    kind = _coded("kind", ("internal", "ours", "competitor"))
    (person, kinds, influencers, start, stop), (contact,) = _columns(
        _of(store.Influence, customers),
        ["key_person_id", kind, influencer, *_interval("valid_from", "valid_to")],
        ["contact_name"],
    )
    return f.InfluenceFacts(person, kinds.astype(np.int8), influencers, contact, _days(start), _days(stop))


def _opportunities(customers: Sequence[int] | None) -> f.OpportunityFacts:
    rows = _of(store.Opportunity, customers).order_by("pk")
    status, origin = _coded("status", ("open", "won", "lost")), _coded("origin", ("", "captured", "incubated"))
    (key, customer, owner, statuses, origins, focus, opened, closed), (code, name, stage) = _columns(
        rows,
        [
            "id",
            "customer_id",
            _id("owner_id"),
            status,
            origin,
            Cast("focus", IntegerField()),
            *_interval("opened_on", "closed_on"),
        ],
        ["code", "name", "stage"],
    )
    amounts = f.amounts(list(rows.values_list("amount", flat=True)))
    return f.OpportunityFacts(
        key,
        customer,
        code,
        name,
        owner,
        amounts,
        stage,
        statuses.astype(np.int8),
        origins.astype(np.int8),
        focus.astype(np.bool_),
        _days(opened),
        _days(closed),
    )


def _members(customers: Sequence[int] | None) -> f.MemberFacts:
    (opportunity, person), _ = _columns(_of(store.ChainMember, customers), ["opportunity_id", "key_person_id"])
    return f.MemberFacts(opportunity, person)


def _uses(customers: Sequence[int] | None) -> f.UseFacts:
    (opportunity, employee, day), _ = _columns(
        _of(store.InfluenceUse, customers), ["opportunity_id", "employee_id", _starting("used_on")]
    )
    return f.UseFacts(opportunity, employee, _days(day))


def _activities(customers: Sequence[int] | None) -> f.ActivityFacts:
    (customer, opportunity, day), _ = _columns(
        _of(store.Activity, customers), ["customer_id", _id("opportunity_id"), _starting("occurred_on")]
    )
    return f.ActivityFacts(customer, opportunity, _days(day))


def _contacts(customers: Sequence[int] | None) -> f.ContactFacts:
    (person, day), _ = _columns(
        _of(store.ActivityPerson, customers), ["key_person_id", _starting("activity__occurred_on")]
    )
    return f.ContactFacts(person, _days(day))
