"""Small pieces: the size budget of spec 5.1."""

from collections.abc import Iterator
from statistics import median

import pytest

from tests.architecture.source import PACKAGE, ROOT, Function, Module, modules, sample, tracked_files

MODULE_LINES = 400
FUNCTION_LINES = 60
MEDIAN_FUNCTION_LINES = 10

EXCEPTIONS: dict[str, int] = {}
"""Files over the budget and the lines they are allowed: short, and shrinking."""


def length(function: Function) -> int:
    assert function.end_lineno
    return function.end_lineno - function.lineno + 1


def long_functions(module: Module) -> Iterator[str]:
    for function in module.functions():
        if length(function) > FUNCTION_LINES:
            yield f"{module.place}:{function.lineno} {function.name} has {length(function)} lines"


def too_long(place: str, text: str) -> bool:
    return len(text.splitlines()) > EXCEPTIONS.get(place, MODULE_LINES)


@pytest.mark.parametrize("suffix", [".py", ".ts"])
def test_modules_are_short(suffix: str) -> None:
    sources = [path for path in tracked_files() if path.suffix == suffix and "migrations" not in path.parts]
    places = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in sources}
    assert [place for place, text in places.items() if too_long(place, text)] == []


def test_exceptions_are_still_needed() -> None:
    lengths = {place: len((ROOT / place).read_text(encoding="utf-8").splitlines()) for place in EXCEPTIONS}
    assert {place for place, lines in lengths.items() if lines <= MODULE_LINES} == set()


@pytest.mark.parametrize("folder", ["src/renmai", "tests", "bench", "scripts"])
def test_functions_are_short(folder: str) -> None:
    assert [found for module in modules(ROOT / folder) for found in long_functions(module)] == []


def test_most_functions_are_a_few_lines() -> None:
    lengths = [length(function) for module in modules(PACKAGE) for function in module.functions()]
    assert median(lengths) <= MEDIAN_FUNCTION_LINES


def test_budget_catches_long_code() -> None:
    long = sample("def long() -> None:\n" + "    print()\n" * FUNCTION_LINES)
    assert list(long_functions(long)) == ["web/pages/sample.py:1 long has 61 lines"]
    assert too_long("sample.py", "\n" * (MODULE_LINES + 1))
