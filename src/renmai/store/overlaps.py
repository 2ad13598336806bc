"""One owner of a customer and one superior of a key person on any day, held by the database itself (spec 2)."""

from dataclasses import dataclass
from typing import Final

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Ranges of one number each: the index then needs no extension.
_POSTGRESQL = """
ALTER TABLE {table} ADD CONSTRAINT {name} EXCLUDE USING gist (
    int8range({column}, {column}, '[]') WITH &&,
    daterange(valid_from, valid_to) WITH &&
) DEFERRABLE INITIALLY DEFERRED
"""
# Django builds a table anew to alter it on SQLite, which drops these: put them back afterwards.
_SQLITE = """
CREATE TRIGGER {name}_{event} AFTER {event} ON {table}
WHEN EXISTS (
    SELECT 1 FROM {table}
    WHERE {column} = NEW.{column} AND id <> NEW.id
    AND (valid_to IS NULL OR valid_to > NEW.valid_from)
    AND (NEW.valid_to IS NULL OR NEW.valid_to > valid_from)
)
BEGIN SELECT RAISE(ABORT, '{name}'); END
"""


@dataclass(frozen=True, slots=True)
class _Apart:
    """Rows of a table that are about the same one (`column`) share no day; `name` is that of the constraint."""

    table: str
    column: str
    name: str

    def forbid(self, _apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        """A step of a migration, after the table is made."""
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(_POSTGRESQL.format(table=self.table, column=self.column, name=self.name))
        else:
            for event in ("INSERT", "UPDATE"):
                schema_editor.execute(_SQLITE.format(table=self.table, column=self.column, name=self.name, event=event))

    def allow(self, _apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        """The way back."""
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"ALTER TABLE {self.table} DROP CONSTRAINT {self.name}")
        else:
            for event in ("INSERT", "UPDATE"):
                schema_editor.execute(f"DROP TRIGGER {self.name}_{event}")


_OWNERSHIPS: Final = _Apart("store_ownership", "customer_id", "ownership_no_overlap")
_LINES: Final = _Apart("store_reportingline", "key_person_id", "reporting_line_no_overlap")

forbid_overlaps, allow_overlaps = _OWNERSHIPS.forbid, _OWNERSHIPS.allow
forbid_two_superiors, allow_two_superiors = _LINES.forbid, _LINES.allow
