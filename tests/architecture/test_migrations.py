"""A migration runs while the version before still serves: it breaks nothing of it, and keeps nobody waiting.

Expand first, contract a release later (docs/operations.md, "Upgrading").
"""

from collections.abc import Iterator
from typing import Any, Final

import pytest
from django.contrib.postgres.operations import AddConstraintNotValid, AddIndexConcurrently, ValidateConstraint
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

BEFORE_THE_RULE: Final = frozenset(
    {
        *("0001_initial", "0002_workplace", "0003_reporting", "0004_evidence", "0005_plan_step"),
        *("0006_strategy_choice", "0007_account_team", "0008_tactic", "0009_action_mark", "0010_coverage_round"),
        *("0011_handover", "0012_notice", "0013_private_network"),
    }
)
CONTRACTS: Final[dict[str, str]] = {}
"""Migrations that take away what an earlier release stopped using: which one that was."""

HARMLESS: Final = (
    *(migrations.CreateModel, migrations.AlterModelOptions, migrations.AlterModelManagers),
    *(migrations.RemoveIndex, migrations.RenameIndex, migrations.RemoveConstraint),
    *(AddIndexConcurrently, AddConstraintNotValid, ValidateConstraint),
)
TAKES_AWAY: Final = (
    *(migrations.RemoveField, migrations.RenameField, migrations.DeleteModel),
    *(migrations.RenameModel, migrations.AlterModelTable),
)
WRITES_ROWS: Final = (migrations.RunPython, migrations.RunSQL)


def dangers(migration: migrations.Migration, state: ProjectState) -> list[str]:
    """What is wrong with each operation; `state` is how the tables are before it, and is moved on."""
    new: set[str] = set()
    found = []
    for operation in migration.operations:
        before = state.clone()
        operation.state_forwards("store", state)
        if isinstance(operation, migrations.CreateModel):
            new.add(operation.name_lower)
        elif model_of(operation) not in new:
            found += [f"{type(operation).__name__}: {why}" for why in reasons(operation, migration, before, state)]
    return found


def model_of(operation: Operation) -> str:
    return str(getattr(operation, "model_name", getattr(operation, "name", ""))).lower()


def reasons(
    operation: Operation, migration: migrations.Migration, before: ProjectState, after: ProjectState
) -> Iterator[str]:
    match operation:
        case _ if isinstance(operation, HARMLESS):
            return
        case migrations.AddField():
            yield from reasons_of_new(operation.field)
        case migrations.AlterField():
            yield from reasons_of_change(*(field_of(state, operation) for state in (before, after)))
        case _ if isinstance(operation, TAKES_AWAY):
            yield "the version before still uses it: stop using it, and take it away a release later"
        case migrations.AddIndex():
            yield "keeps writers waiting while it is built: AddIndexConcurrently, in a migration that is not atomic"
        case migrations.AddConstraint():
            yield "keeps writers waiting while every row is looked at: AddConstraintNotValid, then ValidateConstraint"
        case _ if isinstance(operation, WRITES_ROWS):
            if len(migration.operations) > 1:
                yield "writes rows under the lock of the other steps: give it a migration of its own"
        case _:
            yield "nobody has thought about it yet: say in this test whether it locks or breaks what runs"


def reasons_of_new(field: Any) -> Iterator[str]:
    """Of a column that is added to a table in use."""
    if field.many_to_many:
        return
    if not field.null and field.db_default is models.NOT_PROVIDED:
        yield "the version before inserts rows without it: null=True or db_default"
    if field.unique or field.db_index:
        yield "its index keeps writers waiting: db_index=False, then AddIndexConcurrently"


def reasons_of_change(old: Any, new: Any) -> Iterator[str]:
    editor: Any = connection.schema_editor(collect_sql=True)
    if not editor._field_should_be_altered(old, new):
        return
    if type(old) is not type(new):
        yield "every row is written anew: add a column, fill it, and take the old one away a release later"
    if old.null and not new.null:
        yield "the version before still writes null"
    if (old.max_length or 0) and new.max_length and new.max_length < old.max_length:
        yield "the version before still writes longer texts"
    if (new.unique or new.db_index) and not (old.unique or old.db_index):
        yield "its index keeps writers waiting: AddIndexConcurrently"


def field_of(state: ProjectState, operation: migrations.AlterField) -> Any:
    """The field as the table has it."""
    return state.apps.get_model("store", operation.model_name)._meta.get_field(operation.name)


def test_no_migration_locks_or_breaks_the_version_that_runs() -> None:
    loader = MigrationLoader(None)
    names = {name for app, name in loader.disk_migrations if app == "store"}
    exempt = BEFORE_THE_RULE | set(CONTRACTS)
    assert exempt <= names
    assert {name: wrong for name in sorted(names - exempt) if (wrong := dangers_of(loader, name))} == {}


def dangers_of(loader: MigrationLoader, name: str) -> list[str]:
    migration = loader.disk_migrations["store", name]
    return dangers(migration, loader.project_state(migration.dependencies))


TEXT = models.CharField(max_length=20)
TABLE = migrations.CreateModel("Customer", [("id", models.BigAutoField(primary_key=True)), ("code", TEXT)])
ON_CODE = models.Index(fields=["code"], name="on_code")
NOT_EMPTY = models.CheckConstraint(condition=~models.Q(code=""), name="not_empty")


def judged(*operations: Operation) -> list[str]:
    """What is said against a migration of a table that is there already."""
    state = ProjectState()
    TABLE.state_forwards("store", state)
    sample = type("Migration", (migrations.Migration,), {"operations": list(operations)})
    return dangers(sample("0099_sample", "store"), state)


@pytest.mark.parametrize(
    "operation",
    [
        migrations.RemoveField("customer", "code"),
        migrations.RenameField("customer", "code", "number"),
        migrations.DeleteModel("Customer"),
        migrations.RenameModel("Customer", "Client"),
        migrations.AlterModelTable("customer", "clients"),
        migrations.AddField("customer", "city", models.CharField(max_length=20)),
        migrations.AddField("customer", "city", models.CharField(max_length=20, default="")),
        migrations.AddField("customer", "city", models.CharField(max_length=20, null=True, db_index=True)),
        migrations.AddField("customer", "parent", models.ForeignKey("store.Customer", models.CASCADE, null=True)),
        migrations.AlterField("customer", "code", models.CharField(max_length=10)),
        migrations.AlterField("customer", "code", models.IntegerField()),
        migrations.AlterField("customer", "code", models.CharField(max_length=20, unique=True)),
        migrations.AddIndex("customer", ON_CODE),
        migrations.AddConstraint("customer", NOT_EMPTY),
        migrations.SeparateDatabaseAndState(),
    ],
    ids=lambda operation: f"{type(operation).__name__} {operation.describe()}",
)
def test_rule_catches_what_locks_or_breaks(operation: Operation) -> None:
    assert judged(operation) != []


@pytest.mark.parametrize(
    "operations",
    [
        [migrations.AddField("customer", "city", models.CharField(max_length=20, null=True))],
        [migrations.AddField("customer", "city", models.CharField(max_length=20, db_default=""))],
        [migrations.AlterField("customer", "code", models.CharField(max_length=30))],
        [migrations.AlterField("customer", "code", models.CharField(max_length=20, null=True))],
        [migrations.AlterField("customer", "code", models.CharField(max_length=20, choices=[("a", "a")]))],
        [AddIndexConcurrently("customer", ON_CODE)],
        [migrations.CreateModel("Site", [("id", models.BigAutoField(primary_key=True)), ("code", TEXT)])],
        [migrations.RunPython(migrations.RunPython.noop)],
    ],
    ids=lambda operations: operations[0].describe(),
)
def test_rule_lets_pass_what_the_running_version_does_not_notice(operations: list[Operation]) -> None:
    assert judged(*operations) == []


def test_a_table_that_the_migration_made_is_nobodys_yet() -> None:
    site = migrations.CreateModel("Site", [("id", models.BigAutoField(primary_key=True)), ("code", TEXT)])
    index = models.Index(fields=["code"], name="site_code")
    assert judged(site, migrations.AddIndex("site", index), migrations.AddConstraint("site", NOT_EMPTY)) == []


def test_rows_are_not_written_under_the_lock_of_another_step() -> None:
    city = migrations.AddField("customer", "city", models.CharField(max_length=20, null=True))
    assert judged(city, migrations.RunPython(migrations.RunPython.noop)) != []
