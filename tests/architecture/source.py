"""The source as the rules read it."""

import ast
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "renmai"


Function = ast.FunctionDef | ast.AsyncFunctionDef
Node = TypeVar("Node", ast.expr, ast.Call, ast.Attribute, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file: `place` is its path below the folder searched, `tree` its syntax."""

    place: str
    text: str
    tree: ast.Module

    def under(self, *places: str) -> bool:
        """Whether the file is, or lies in, one of the places (`store/actions/`, `refresh.py`)."""
        return any(self.place == place or (place.endswith("/") and self.place.startswith(place)) for place in places)

    def nodes(self, kind: type[Node]) -> list[Node]:
        """Every node of a kind, from the top of the file to its end."""
        found = [node for node in ast.walk(self.tree) if isinstance(node, kind)]
        return sorted(found, key=lambda node: (node.lineno, node.col_offset))

    def functions(self) -> list[Function]:
        return [*self.nodes(ast.FunctionDef), *self.nodes(ast.AsyncFunctionDef)]


def sample(text: str, place: str = "web/pages/sample.py") -> Module:
    """A few lines of code to show that a rule can fail."""
    return Module(place, text, ast.parse(text))


@cache
def modules(folder: Path = PACKAGE) -> tuple[Module, ...]:
    """Every module of the folder, migrations left out: Django wrote them."""
    files = sorted(path for path in folder.rglob("*.py") if "migrations" not in path.parts)
    assert files, f"nothing to check in {folder}"
    return tuple(_module(path, folder) for path in files)


def _module(path: Path, folder: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    return Module(path.relative_to(folder).as_posix(), text, ast.parse(text))


@cache
def tracked_files() -> tuple[Path, ...]:
    """What git keeps, and what it would keep if it were added now."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    return tuple(path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file())
