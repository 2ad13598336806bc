"""One stored row as the bundle has it, and back: what the audit trail keeps of a write (spec 1.2, 2)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db import models

from renmai.store.facts import INFLUENCERS, MANAGERS, AnyField, amount_text, field_of
from renmai.store.models import Activity, ActivityPerson, Influence
from renmai.store.models.amount import AmountField
from renmai.store.models.recorded import Recorded

Cells = Mapping[str, str]

KEYS: Final[dict[str, tuple[str, ...]]] = {
    "ownerships": ("customer", "employee", "valid_from"),
    "account_team": ("customer", "employee", "role", "valid_from"),
    "strategy_choices": ("customer", "chosen_on"),
    "reporting": ("key_person", "valid_from"),
    "assessments": ("key_person", "party", "effective_on"),
    "influences": ("key_person", "kind", "influencer", "contact_name", "valid_from"),
    "chain_members": ("opportunity", "key_person"),
    "planned_contacts": ("round", "key_person", "employee"),
    "influence_uses": ("opportunity", "employee", "key_person", "used_on"),
    "handover_items": ("handover", "customer", "kind", "key_person"),
}
"""What identifies a row of a file that has no codes; every other file is identified by its `code`."""

_ANSWERS: Final = {None: "", True: "yes", False: "no"}
_OWN: Final = {"id", "revision"}


def file_of(row: Recorded) -> str:
    """The file of the bundle that holds such rows."""
    return next(file for file, manager in MANAGERS.items() if manager.model is type(row))


def key_of(file: str, cells: Cells) -> list[str]:
    return [cells[name] for name in KEYS.get(file, ("code",))]


def cells_of(row: Recorded, met: str | None = None) -> dict[str, str]:
    """The row as it stands in memory, by bundle column; a reference is the code that it leads to.

    `met`: the persons of an activity, where they were read for many at once.
    """
    file = file_of(row)
    cells = {name: _text(row, field_of(file, name)) for name in plain_columns(file)}
    if isinstance(row, Influence):
        influencer = getattr(row, INFLUENCERS[row.kind])
        cells["influencer"] = influencer.code if influencer else ""
    if isinstance(row, Activity):
        cells["key_people"] = _met(row) if met is None else met
    return cells


def fill(row: Recorded, cells: Cells) -> None:
    """Set the row's fields from cells, in memory; the persons of an activity have rows of their own.

    Raises `ObjectDoesNotExist` for a reference that leads nowhere any more.
    """
    file = file_of(row)
    for name in cells.keys() & plain_columns(file):
        setattr(row, name, _value(field_of(file, name), cells[name]))
    if isinstance(row, Influence):
        for kind, name in INFLUENCERS.items():
            found = cells["influencer"] if kind == cells["kind"] else ""
            setattr(row, name, _value(field_of(file, name), found))


def find(file: str, key: list[str]) -> Any:
    """The row of this key, None if there is none."""
    names = KEYS.get(file, ("code",))
    wanted: dict[str, Any] = {}
    kind = dict(zip(names, key, strict=True)).get("kind", "")
    for name, text in zip(names, key, strict=True):
        column = INFLUENCERS[kind] if name == "influencer" else name
        wanted |= _lookup(field_of(file, column), column, text)
    return MANAGERS[file].filter(**wanted).first()


def _lookup(field: AnyField, name: str, text: str) -> dict[str, Any]:
    if isinstance(field, models.ForeignKey):
        return {f"{name}__code": text} if text else {f"{name}__isnull": True}
    return {name: text}


def plain_columns(file: str) -> set[str]:
    """The columns that are fields of the model."""
    names = {field.name for field in MANAGERS[file].model._meta.concrete_fields} - _OWN  # noqa: SLF001
    return names - set(INFLUENCERS.values()) if file == "influences" else names


def _text(row: Recorded, field: AnyField) -> str:
    value = getattr(row, field.name)
    match field:
        case models.ForeignKey():
            return value.code if value else ""
        case models.BooleanField():
            return _ANSWERS[value]
        case AmountField():
            return amount_text(value)
        case _:
            return "" if value is None else str(value)


def _value(field: AnyField, text: str) -> Any:
    match field:
        case models.ForeignKey():
            return _target(field, text) if text else None
        case models.BooleanField():
            return {answer: value for value, answer in _ANSWERS.items()}[text]
        case models.DateField():
            return date.fromisoformat(text) if text else None
        case models.IntegerField():
            return int(text) if text else None
        case AmountField():
            return Decimal(text)
        case _:
            return text


def _target(field: AnyField, code: str) -> Any:
    model: Any = field.related_model
    return getattr(model, "unscoped", model.objects).get(code=code)


def _met(activity: Activity) -> str:
    if activity.pk is None:
        return ""
    met = ActivityPerson.unscoped.filter(activity=activity).order_by("position")
    return ";".join(met.values_list("key_person__code", flat=True))
