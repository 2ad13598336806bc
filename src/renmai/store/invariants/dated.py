"""Dated facts: one owner and one superior on any day, and nothing that hangs on another customer's rows."""

from collections.abc import Iterator
from typing import Any, Final

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from renmai.store import models as m
from renmai.store.facts import table_of
from renmai.store.texts import rows_of

APART: Final[tuple[tuple[type[models.Model], str], ...]] = (
    (m.Ownership, "customer_id"),
    (m.ReportingLine, "key_person_id"),
)
"""Models of which one subject has one row on any day."""
FOREIGN: Final[tuple[tuple[type[models.Model], Q], ...]] = (
    (m.KeyPerson, ~Q(reports_to__customer=F("customer")) & Q(reports_to__isnull=False)),
    (m.ReportingLine, ~Q(reports_to__customer=F("key_person__customer")) & Q(reports_to__isnull=False)),
    (m.Influence, ~Q(person__customer=F("key_person__customer")) & Q(person__isnull=False)),
    (m.ChainMember, ~Q(key_person__customer=F("opportunity__customer"))),
)
"""Rows that lead to two customers."""


def overlaps() -> Iterator[str]:
    """The later of two rows that share a day."""
    for model, subject in APART:
        rows: models.Manager[Any] = rows_of(model)
        lasts = Q(valid_to=None) | Q(valid_to__gt=OuterRef("valid_from"))
        same = Q(**{subject: OuterRef(subject)}) & ~Q(pk=OuterRef("pk"))
        earlier = rows.filter(same, lasts, valid_from__lte=OuterRef("valid_from"))
        yield from _named(model, rows.filter(Exists(earlier)))


def foreign() -> Iterator[str]:
    for model, leads_elsewhere in FOREIGN:
        yield from _named(model, rows_of(model).filter(leads_elsewhere))


def _named(model: type[models.Model], rows: "models.QuerySet[Any]") -> Iterator[str]:
    yield from (f"{table_of(model)} {pk}" for pk in rows.order_by("pk").values_list("pk", flat=True).iterator())
