"""What people agreed to: nobody is named who did not agree, took it back, hides or was erased (spec 1.10)."""

from collections.abc import Iterator
from typing import Any, Final

from django.db import models
from django.db.models import Exists, OuterRef, Q

from renmai.domain.disclosure import Disclosure
from renmai.domain.erasure import IDENTITY
from renmai.store import models as m
from renmai.store.facts import MANAGERS, table_of

UNNAMED: Final = [one.value for one in Disclosure if not one.names_owner]
PLAIN: Final = [one.value for one in Disclosure if not one.tells_how]


def breaches() -> Iterator[str]:
    """Influences, uses and relations that tell more than was agreed, or of which nobody knows who agreed."""
    ours = m.Influence.unscoped.filter(kind=m.InfluenceKind.OURS)
    taken_back = m.Withdrawal.unscoped.filter(employee=OuterRef("employee"), key_person=OuterRef("key_person"))
    kept = m.Withdrawal.unscoped.filter(employee=OuterRef("employee"), key_person=OuterRef("influence__key_person"))
    yield from _named(ours.filter(employee=None, private=None))
    yield from _named(ours.filter(employee__isnull=False, private__disclosure__in=UNNAMED))
    yield from _named(ours.filter(~Q(note=""), private__disclosure__in=PLAIN))
    yield from _named(ours.filter(employee__network_choice__hidden=True))
    yield from _named(ours.filter(Exists(taken_back), employee__isnull=False))
    yield from _named(m.PrivateRelation.unscoped.filter(Exists(kept)))
    yield from _named(m.InfluenceUse.unscoped.filter(employee__network_choice__hidden=True))
    yield from _named(m.InfluenceUse.unscoped.filter(employee__isnull=False, private__isnull=False))


def told_again() -> Iterator[str]:
    """Persons who were erased, and whose row says again who they are."""
    for file, identity in IDENTITY.items():
        tells = ~Q(**identity)
        yield from _named(MANAGERS[file].filter(tells, erasure__isnull=False))


def _named(rows: "models.QuerySet[Any]") -> Iterator[str]:
    table = table_of(rows.model)
    yield from (f"{table} {pk}" for pk in rows.order_by("pk").values_list("pk", flat=True).iterator())
