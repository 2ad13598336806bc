"""The free texts of the store: whatever somebody typed, in which a person may be named (spec 1.10)."""

import json
from collections.abc import Iterator
from typing import Any, Final

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast

from renmai.domain.erasure import Names

APART: Final = frozenset({"AuditEntry", "Account", "Revision", "Erasure"})
"""Models whose texts have an action of their own (`store.actions.scrubbing`), or name nobody."""
FIXED: Final = frozenset(
    {
        *(("KeyPerson", column) for column in ("name", "email", "phone")),
        *(("Employee", column) for column in ("name", "email")),
        *((model, "name") for model in ("Customer", "Team", "Competitor", "Stage")),
        *(("Customer", column) for column in ("industry", "region")),
        ("ActionMark", "subject_code"),
        ("ActionMark", "cause"),
        ("ColumnMapping", "signature"),
        *(("PlanStep", column) for column in ("tactic", "from_value", "goal")),
        *(("Tactic", column) for column in ("copied_from", "degrees", "targets")),
        *(("Job", column) for column in ("kind", "language")),
        *(("Delivery", column) for column in ("receiver", "period")),
        ("NoticeTold", "key"),
        ("NoticeWish", "language"),
        ("PolicyOverride", "name"),
        ("SavedFilter", "line"),
        ("Look", "place"),
        ("Proposal", "through"),
        *(("Webhook", column) for column in ("url", "nonce", "events")),
        ("WebhookCall", "problem"),
        ("Opportunity", "stage"),
        ("Upload", "status"),
        *(("Token", column) for column in ("secret_hash", "last_four")),
        *(("KeptCall", column) for column in ("sender", "key", "fingerprint", "made")),
    }
)
"""Texts that are the names of others, of companies, or codes: a namesake keeps their name."""

Field = Any


def free_texts(model: type[models.Model]) -> list[Field]:
    """The fields of a model that hold free text, or JSON with such."""
    fields = model._meta.concrete_fields  # noqa: SLF001 Django documents _meta
    return [field for field in fields if _is_free(model, field)]


def _is_free(model: type[models.Model], field: Field) -> bool:
    if model.__name__ in APART or (model.__name__, field.name) in FIXED or field.choices or field.name == "code":
        return False
    return isinstance(field, (models.TextField, models.CharField, models.JSONField)) and not field.primary_key


def every_model() -> list[type[models.Model]]:
    return list(apps.get_app_config("store").get_models())


def rows_of(model: type[models.Model]) -> models.Manager[Any]:
    """All rows, past the gates."""
    found: models.Manager[Any] = getattr(model, "unscoped", None) or model._default_manager  # noqa: SLF001
    return found


def mentions(names: Names) -> Iterator[tuple[Any, Field]]:
    """Every free text of the store in which one of the names stands: the row and the field."""
    if not names.texts:
        return
    for model in every_model():
        for field in free_texts(model):
            for row in _holding(model, field, names):
                if names.are_in(as_text(row, field)):
                    yield row, field


def as_text(row: Any, field: Field) -> str:
    value = getattr(row, field.attname)
    return json.dumps(value, ensure_ascii=False) if isinstance(field, models.JSONField) else value or ""


def _holding(model: type[models.Model], field: Field, names: Names) -> Iterator[Any]:
    """The rows that may hold one of them, found by the database."""
    rows = rows_of(model).annotate(told=Cast(field.name, models.TextField()))
    yield from rows.filter(holding("told", names.texts)).order_by("pk").iterator(chunk_size=2000)


def holding(column: str, texts: tuple[str, ...]) -> Q:
    """Whether a text, or JSON as one of the databases keeps it, holds one of the texts; it may hold more."""
    condition = Q(pk=None)
    for text in texts:
        for written in {text, json.dumps(text)[1:-1], json.dumps(text, ensure_ascii=False)[1:-1]}:
            condition |= Q(**{f"{column}__icontains": written})
    return condition
