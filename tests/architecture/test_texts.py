"""Texts that are read by others are constant: translators' messages and SQL."""

import ast

from tests.architecture.source import Module, modules, sample

TRANSLATE = {
    *("_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"),
    *("npgettext", "npgettext_lazy"),
}
RUN_SQL = {"execute", "executemany", "copy", "raw", "RawSQL"}
COMPOSES_SQL = (
    *("store/actions/bulk.py", "store/overlaps.py", "store/figure_facts.py"),
    *("store/actions/backup.py", "store/actions/restore.py"),
)
"""Bulk writing, backup and restore put table and column names, quoted, into SQL; a migration names its triggers; an
engine's statement is compiled by Ibis and names what it reads."""


def built_texts(module: Module, functions: set[str]) -> list[str]:
    """Calls of the functions whose first text is put together from parts."""
    return [
        f"{module.place}:{call.lineno}"
        for call in module.nodes(ast.Call)
        if called(call) in functions and any(is_built(argument) for argument in call.args[:1])
    ]


def called(call: ast.Call) -> str:
    return ast.unparse(call.func).split(".")[-1]


def is_built(text: ast.expr) -> bool:
    if isinstance(text, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in text.values)
    if isinstance(text, ast.Call):
        return called(text) == "format"
    return isinstance(text, ast.BinOp) and any(isinstance(node, ast.Constant) for node in ast.walk(text))


def test_messages_are_constant() -> None:
    assert [found for module in modules() for found in built_texts(module, TRANSLATE)] == []


def test_sql_is_constant() -> None:
    checked = [module for module in modules() if not module.under(*COMPOSES_SQL)]
    assert [found for module in checked for found in built_texts(module, RUN_SQL)] == []


def test_texts_rule_catches_built_texts() -> None:
    bad = sample(
        "_(f'Hello {name}')\n"
        "gettext_lazy('Hello %s' % name)\n"
        "cursor.execute(f'select * from {table}')\n"
        "cursor.execute('select * from ' + table)\n"
        "_('Hello %(name)s')\n"
        "cursor.execute('select 1', [1])\n"
    )
    assert built_texts(bad, TRANSLATE) == ["web/pages/sample.py:1", "web/pages/sample.py:2"]
    assert built_texts(bad, RUN_SQL) == ["web/pages/sample.py:3", "web/pages/sample.py:4"]
