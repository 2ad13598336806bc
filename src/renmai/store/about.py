"""Which rows of the store are about a person, and which of them belong to one (spec 1.10).

Everything that leads to a key person or an employee is found by the models themselves, so that a new one is not
forgotten; `tests/store/test_personal_data.py` fails for a model that is neither told nor excepted here.
"""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from django.db import models

from renmai.store.models import Employee, Erasure, KeyPerson
from renmai.store.texts import every_model, rows_of

THROUGH: Final[dict[str, tuple[str, str]]] = {
    "HelpMessage": ("HelpRequest", "request"),
    "InsightAnswer": ("HelpRequest", "request"),
    "ProposedChange": ("Proposal", "proposal"),
    "PrivateRelation": ("Influence", "influence"),
    "Activity": ("ActivityPerson", "people"),
}
"""Models that lead to a person by way of another model, and the name of that way."""


class Way(NamedTuple):
    """A model, and the field or path that leads from its rows to the person."""

    model: type[models.Model]
    path: str


def ways_to(target: type[KeyPerson] | type[Employee]) -> Iterator[Way]:
    """Every model with a reference to a person of this kind, then those that reach one through another model."""
    named = {model.__name__: model for model in every_model()}
    for model in named.values():
        yield from (Way(model, name) for name in _references(model, target))
    for name, (via, by) in THROUGH.items():
        yield from (Way(named[name], f"{by}__{field}") for field in _references(named[via], target))


def _references(model: type[models.Model], target: type[models.Model]) -> Iterator[str]:
    for field in model._meta.concrete_fields:  # noqa: SLF001 Django documents _meta
        if isinstance(field, models.ForeignKey) and field.related_model is target:
            yield field.name


def rows_about(way: Way, person: KeyPerson | Employee) -> "models.QuerySet[Any]":
    """The rows that lead to the person that way, with what they refer to."""
    fields = way.model._meta.concrete_fields  # noqa: SLF001
    named = [field.name for field in fields if isinstance(field, models.ForeignKey)]
    further = [f"{name}__key_person" for name in named if name in ("influence", "use")]
    return rows_of(way.model).filter(**{way.path: person.pk}).select_related(*named, *further).order_by("pk")


def erased_codes() -> dict[str, set[str]]:
    """By file of the bundle the codes of those who are erased; only files that have some."""
    found: dict[str, set[str]] = {"key_people": set(), "employees": set()}
    for person, employee in Erasure.objects.values_list("key_person__code", "employee__code"):
        found["key_people" if person else "employees"].add(person or employee or "")
    return {file: codes for file, codes in found.items() if codes}
