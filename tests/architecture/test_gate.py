"""Rows pass the gate: nobody goes round `visible_to` (spec 5.3)."""

import ast

from tests.architecture.source import Module, modules, sample

BEHIND_THE_GATE = ("store/", "refresh/", "intake/", "output/bundle.py")
LOCKS_ONLY = ("cli/setup.py",)
"""Uses a cursor to take turns at migrating, and reads no row."""
WAYS_ROUND = {"unscoped", "_base_manager", "_default_manager", "raw", "extra", "cursor"}


def ways_round(module: Module) -> list[str]:
    return [
        f"{module.place}:{node.lineno} .{node.attr}" for node in module.nodes(ast.Attribute) if node.attr in WAYS_ROUND
    ]


def test_faces_fetch_through_the_gate() -> None:
    assert [
        way for module in modules() if not module.under(*BEHIND_THE_GATE, *LOCKS_ONLY) for way in ways_round(module)
    ] == []


def test_gate_rule_catches_ways_round() -> None:
    bad = sample("Customer.unscoped.all()\nCustomer.objects.raw('select 1')\nconnection.cursor()\n")
    assert ways_round(bad) == [f"web/pages/sample.py:{n}" for n in ("1 .unscoped", "2 .raw", "3 .cursor")]
