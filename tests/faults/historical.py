"""Facts of a bundle as an earlier version had stored them: whatever its models had room for."""

from datetime import UTC, datetime
from typing import Any, Final

from django.apps.registry import Apps
from django.db.models import ForeignKey

from tests.bundles import Bundle, Row

MODELS: Final = {
    "teams": "Team",
    "employees": "Employee",
    "competitors": "Competitor",
    "customers": "Customer",
    "ownerships": "Ownership",
    "key_people": "KeyPerson",
    "assessments": "Assessment",
    "influences": "Influence",
    "opportunities": "Opportunity",
    "chain_members": "ChainMember",
    "influence_uses": "InfluenceUse",
    "activities": "Activity",
}
"""In an order in which references lead back, but for those in `LATER`."""
LATER: Final = {"teams": ("parent", "leader"), "customers": ("parent",), "key_people": ("reports_to",)}
INFLUENCERS: Final = {
    "internal": ("person", "key_people"),
    "ours": ("employee", "employees"),
    "competitor": ("competitor", "competitors"),
}
Made = dict[str, dict[Any, Any]]


def write_bundle(apps: Apps, bundle: Bundle) -> None:
    """One revision that wrote it all, as an import does; of several rows of one key the last holds."""
    revision = _model(apps, "Revision").objects.create(
        number=1, action="import", actor="", recorded_at=datetime(2026, 9, 30, 8, tzinfo=UTC), everything=True
    )
    made: Made = {}
    for file, name in MODELS.items():
        made[file] = {}
        for row in bundle.get(file, []):
            one = _written(_model(apps, name), file, row, made, revision)
            made[file][row.get("code") or len(made[file])] = one
            if file == "activities":
                _meet(_model(apps, "ActivityPerson"), one, str(row["key_people"] or ""), made)
    for file, columns in LATER.items():
        for row in bundle.get(file, []):
            _refer(made[file][row["code"]], file, row, columns, made)


def _model(apps: Apps, name: str) -> Any:
    return apps.get_model("store", name)


def _written(model: Any, file: str, row: Row, made: Made, revision: Any) -> Any:
    values: dict[str, Any] = {"revision": revision}
    for field in model._meta.concrete_fields:
        if field.name in row and field.name not in LATER.get(file, ()):
            values[field.name] = _value(field, row[field.name], made)
    if file == "influences":
        column, target = INFLUENCERS[str(row["kind"])]
        values[column] = made[target][row["influencer"]]
    if file == "assessments":
        key = {name: values[name] for name in ("key_person", "party", "effective_on")}
        return model._base_manager.update_or_create(**key, defaults=values)[0]
    return model._base_manager.create(**values)


def _meet(model: Any, activity: Any, codes: str, made: Made) -> None:
    for at, code in enumerate(filter(None, codes.split(";"))):
        model._base_manager.create(activity=activity, key_person=made["key_people"][code.strip()], position=at)


def _value(field: Any, cell: Any, made: Made) -> Any:
    if isinstance(field, ForeignKey):
        file = next(file for file, name in MODELS.items() if name == field.related_model.__name__)
        return made[file][cell] if cell else None
    if cell is None and not field.null:
        return field.get_default()
    return cell


def _refer(one: Any, file: str, row: Row, columns: tuple[str, ...], made: Made) -> None:
    for column in columns:
        if row[column]:
            setattr(one, column, made["employees" if column == "leader" else file][row[column]])
            one.save()
