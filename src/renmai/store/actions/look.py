"""Writing down who was shown a relation, for its owner to read (spec 1.10)."""

from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import date
from threading import Lock
from typing import Final

from django.db import IntegrityError, OperationalError, connection

from renmai.domain.look import Place, Relation
from renmai.store.models import Employee, Influence, InfluenceKind, KeyPerson, Look

AT_ONCE: Final = 500
"""Relations shown at once that are told one by one; of a longer list only whose they are."""
BRIEFLY: Final = "PRAGMA busy_timeout = 200"
"""A page does not wait for an import, which may write for minutes."""
AS_USUAL: Final = "PRAGMA busy_timeout = 30000"
"""As the settings have it."""

_waiting: list[Look] = []
"""What could not be written yet: it goes with the next."""
_turn: Final = Lock()
"""Requests answer side by side, and none may lose what another could not write."""


def record_looks(viewer: int | None, seen: Collection[Relation], place: str, today: date) -> None:
    """Once a day for each viewer (None: at the server's terminal), owner, person and place; never of one's own.

    One statement, none where nobody was named. Of `Relation`s with no person, it takes one more.
    """
    shown = {one for one in seen if one[0] != viewer}
    if len(shown) > AT_ONCE:
        shown = {(owner, None) for owner, _ in shown}
    rows = [
        Look(employee_id=owner, viewer_id=viewer, key_person_id=person, place=place, seen_on=today)
        for owner, person in sorted(shown, key=lambda one: (one[0], one[1] or 0))
    ]
    if rows:
        _write([*_without_known(rows)])


def record_bundle_looks(actor: str, today: date) -> None:
    """A bundle names everybody who agreed to it; `actor` is the code of whoever takes it out."""
    viewer = Employee.objects.filter(code=actor).values_list("pk", flat=True).first()
    named = Influence.unscoped.filter(kind=InfluenceKind.OURS, employee__isnull=False)
    owners = named.values_list("employee_id", flat=True).distinct()
    record_looks(viewer, {(owner, None) for owner in owners}, Place.EXPORT, today)


def record_named(shown: Collection[tuple[str, str]], place: str, today: date) -> None:
    """The same of relations by the codes of employee and key person, at the server's terminal."""
    owners = dict(Employee.objects.filter(code__in={owner for owner, _ in shown}).values_list("code", "pk"))
    some = {person for _, person in shown} if len(shown) <= AT_ONCE else set()
    people = dict(KeyPerson.unscoped.filter(code__in=some).values_list("code", "pk"))
    record_looks(None, {(owners[owner], people.get(person)) for owner, person in shown}, place, today)


def _without_known(rows: Iterable[Look]) -> Iterable[Look]:
    """Two rows that differ in nothing but empty values are no conflict to the database."""
    some = list(rows)
    if all(row.viewer_id and row.key_person_id for row in some):
        return some
    first = some[0]
    kept = Look.unscoped.filter(viewer=first.viewer_id, place=first.place, seen_on=first.seen_on)
    known = set(kept.values_list("employee_id", "key_person_id"))
    return [row for row in some if (row.employee_id, row.key_person_id) not in known]


def _write(rows: list[Look]) -> None:
    with _turn:
        some = [*_waiting, *rows]
        _waiting.clear()
    try:
        _wait(BRIEFLY)
        Look.unscoped.bulk_create(some, ignore_conflicts=True)
    except OperationalError:
        with _turn:
            _waiting.extend(some)
    except IntegrityError:
        _write_each(some)
    finally:
        _wait(AS_USUAL)


def _write_each(rows: Iterable[Look]) -> None:
    """Somebody of them is gone since it was seen, and with them whoever could read it."""
    for row in rows:
        with suppress(IntegrityError):
            Look.unscoped.bulk_create([row], ignore_conflicts=True)


def _wait(statement: str) -> None:
    """How long SQLite waits for the one who writes."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        cursor.execute(statement)
