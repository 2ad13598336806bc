"""At most one owner of a customer on any day, held by the database itself (spec 2)."""

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Ranges of one number each: the index then needs no extension.
_POSTGRESQL = """
ALTER TABLE store_ownership ADD CONSTRAINT ownership_no_overlap EXCLUDE USING gist (
    int8range(customer_id, customer_id, '[]') WITH &&,
    daterange(valid_from, valid_to) WITH &&
) DEFERRABLE INITIALLY DEFERRED
"""
# Django builds a table anew to alter it on SQLite, which drops these: put them back afterwards.
_SQLITE = """
CREATE TRIGGER ownership_no_overlap_{event} AFTER {event} ON store_ownership
WHEN EXISTS (
    SELECT 1 FROM store_ownership
    WHERE customer_id = NEW.customer_id AND id <> NEW.id
    AND (valid_to IS NULL OR valid_to > NEW.valid_from)
    AND (NEW.valid_to IS NULL OR NEW.valid_to > valid_from)
)
BEGIN SELECT RAISE(ABORT, 'ownership_no_overlap'); END
"""


def forbid_overlaps(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A step of a migration, after the table of ownerships is made."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(_POSTGRESQL)
    else:
        for event in ("INSERT", "UPDATE"):
            schema_editor.execute(_SQLITE.format(event=event))


def allow_overlaps(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The way back."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE store_ownership DROP CONSTRAINT ownership_no_overlap")
    else:
        for event in ("INSERT", "UPDATE"):
            schema_editor.execute(f"DROP TRIGGER ownership_no_overlap_{event}")
