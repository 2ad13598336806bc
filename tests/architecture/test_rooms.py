"""The rooms that import-linter cannot see: standard library only, and never Django."""

import ast
import subprocess
import sys
from collections.abc import Iterator

from renmai.cli.extras import SPARK
from tests.architecture.source import Module, modules, sample

LOAD_EVERYTHING = """
import importlib, importlib.util, pkgutil, sys
extras, *names = sys.argv[1:]
missing = {one for one in extras.split() if not importlib.util.find_spec(one)}
for name in names:
    package = importlib.import_module(name)
    for module in pkgutil.walk_packages(package.__path__, name + "."):
        try:
            importlib.import_module(module.name)
        except ModuleNotFoundError as error:
            if error.name not in missing:
                raise
print(*sorted(name for name in sys.modules if name.split(".")[0] in ("django", "ninja")))
"""


def imported(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def foreign(module: Module) -> list[str]:
    """Imports of a domain module that are neither standard library nor domain."""
    return [
        f"{module.place}: {name}"
        for name in imported(module)
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("renmai.domain")
    ]


def loaded_django(*packages: str) -> str:
    """The Django modules that a fresh Python has loaded after importing everything in the packages.

    Spark may not be installed: what needs it is loaded where it is.
    """
    run = subprocess.run(
        [sys.executable, "-c", LOAD_EVERYTHING, " ".join(SPARK.packages), *packages],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


def test_domain_needs_the_standard_library_only() -> None:
    assert [name for module in modules() if module.under("domain/") for name in foreign(module)] == []


def test_domain_and_analytics_never_load_django() -> None:
    assert loaded_django("renmai.domain", "renmai.analytics") == ""


def test_rooms_rule_catches_foreign_imports() -> None:
    bad = sample("import numpy\nfrom renmai.store import models\nimport datetime\n", "domain/sample.py")
    assert foreign(bad) == ["domain/sample.py: numpy", "domain/sample.py: renmai.store"]
    assert "django.dispatch" in loaded_django("django.dispatch").split()
