"""Nothing below the faces reads the clock: the day comes in as a parameter (spec 5.1)."""

import ast

from tests.architecture.source import Module, modules, sample

FACES = ("web/", "api/", "cli/", "demo/", "config/", "work/")
CLOCKS = {
    "date": {"today"},
    "datetime": {"now", "utcnow", "today"},
    "timezone": {"now", "localdate", "localtime"},
    "time": {"time", "time_ns", "localtime", "gmtime"},
}
IMPORTED_CLOCKS = {("time", "time"), ("time", "time_ns"), ("django.db.models.functions", "Now")} | {
    ("django.utils.timezone", name) for name in CLOCKS["timezone"]
}
COLUMN_CLOCKS = {"auto_now", "auto_now_add"}


def clock_reads(module: Module) -> list[str]:
    imports = [node.lineno for node in module.nodes(ast.ImportFrom) if imports_clock(node)]
    reads = [node.lineno for node in module.nodes(ast.expr) if reads_clock(node)]
    return [f"{module.place}:{line}" for line in sorted(imports + reads)]


def imports_clock(node: ast.ImportFrom) -> bool:
    return any((node.module, alias.name) in IMPORTED_CLOCKS for alias in node.names)


def reads_clock(node: ast.expr) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr in CLOCKS.get(ast.unparse(node.value).split(".")[-1], ())
    return isinstance(node, ast.Call) and any(keyword.arg in COLUMN_CLOCKS for keyword in node.keywords)


def test_only_faces_read_the_clock() -> None:
    assert [read for module in modules() if not module.under(*FACES) for read in clock_reads(module)] == []


def test_clock_rule_catches_every_clock() -> None:
    bad = sample(
        "from django.utils.timezone import now\n"
        "day = date.today()\n"
        "moment = datetime.datetime.now(UTC)\n"
        "start = time.time()\n"
        "when = models.DateTimeField(auto_now_add=True)\n"
        "tick = time.monotonic()\n"
    )
    assert [int(read.split(":")[1]) for read in clock_reads(bad)] == [1, 2, 3, 4, 5]
