"""Looks are written down when they can be, and never keep anybody from an answer."""

import pytest
from django.db import OperationalError

from renmai.store.actions import look
from renmai.store.actions.look import record_looks
from renmai.store.models import Employee, KeyPerson, Look
from tests.people import AS_OF, build_world

pytestmark = pytest.mark.django_db(transaction=True)
NOBODY = 10**9


def keys() -> tuple[int, int, int]:
    """The viewer, the owner of the relation and the person."""
    build_world()
    viewer, owner = (Employee.objects.get(code=code).pk for code in ("owner", "outsider"))
    return viewer, owner, KeyPerson.unscoped.get(code="harbour-buyer").pk


def test_look_at_somebody_who_is_gone_spoils_no_other() -> None:
    viewer, owner, person = keys()
    record_looks(viewer, {(owner, NOBODY), (owner, person)}, "person", AS_OF)
    assert [row.key_person_id for row in Look.unscoped.all()] == [person]
    record_looks(viewer, {(owner, person)}, "map", AS_OF)
    assert Look.unscoped.count() == 2


def test_look_that_finds_the_database_busy_goes_with_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    viewer, owner, person = keys()

    def busy(*_: object, **__: object) -> None:
        raise OperationalError("database is locked")

    with monkeypatch.context() as patched:
        patched.setattr(type(Look.unscoped.all()), "bulk_create", busy)
        record_looks(viewer, {(owner, person)}, "person", AS_OF)
    assert not Look.unscoped.exists()
    assert len(look._waiting) == 1
    record_looks(viewer, {(owner, person)}, "map", AS_OF)
    assert sorted(Look.unscoped.values_list("place", flat=True)) == ["map", "person"]
    assert look._waiting == []
