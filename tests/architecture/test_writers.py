"""Only `store/actions/` writes to the database (spec 5.1)."""

import ast
import re

from tests.architecture.source import Module, modules, sample

WRITERS = ("store/actions/",)
MIGRATES = ("store/overlaps.py",)
"""A step of a migration, which shapes tables and writes no row."""
WITHOUT_DATABASE = ("domain/", "analytics/")
"""Rooms that cannot reach the database: they never load Django (`test_rooms.py`)."""
DRAWS = ("output/relationship_map/", "output/review/")
"""Saves files, and may import no store (a contract of `pyproject.toml`)."""

WRITES = {
    *("save", "create", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"),
    *("set_password", "create_user", "create_superuser", "make_random_password"),
    *("asave", "acreate", "adelete", "aupdate", "abulk_create", "abulk_update", "aget_or_create", "aupdate_or_create"),
}
SQL_WRITE = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|MERGE|COPY|TRUNCATE|CREATE|DROP|ALTER)\b", re.IGNORECASE)


def writes(module: Module) -> list[str]:
    return [
        f"{module.place}:{call.lineno} {ast.unparse(call.func)}" for call in module.nodes(ast.Call) if is_write(call)
    ]


def is_write(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    name = call.func.attr
    if name == "update":
        # A dict or a set is updated with a value, rows are updated with column=value.
        return bool(call.keywords) and not call.args
    return name in WRITES or (name in ("execute", "executemany", "copy") and runs_writing_sql(call))


def runs_writing_sql(call: ast.Call) -> bool:
    texts = [node.value for node in ast.walk(call) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return any(SQL_WRITE.match(text) for text in texts)


def test_only_actions_write() -> None:
    assert [
        found
        for module in modules()
        if not module.under(*WRITERS, *MIGRATES, *WITHOUT_DATABASE, *DRAWS)
        for found in writes(module)
    ] == []


def test_writers_rule_catches_every_kind_of_write() -> None:
    bad = sample(
        "customer.save()\n"
        "Customer.unscoped.create(code='C1')\n"
        "Customer.unscoped.filter(code='C1').update(name='')\n"
        "cursor.execute('insert into store_customer values (1)')\n"
        "cursor.execute(f'DELETE FROM {table}')\n"
        "seen.update(found)\n"
        "cursor.execute('select 1')\n"
    )
    assert [found.split(":")[1].split()[0] for found in writes(bad)] == ["1", "2", "3", "4", "5"]
