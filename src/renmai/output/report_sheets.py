"""A report as flat sheets: what tables on a screen, CSV and XLSX have in common (spec 3)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Cell = str | int | float | bool | None
METRIC = ("value", "previous", "year_ago", "change", "yoy")
PLAIN = ("kind", "code", "name", "person")
"""Keys whose value says enough."""
HEADER = ("line", "as_of", "previous", "year_ago", "period", "view", "party")


@dataclass(frozen=True, slots=True)
class Sheet:
    """`name` is the key of the contract; every row has as many cells as there are `columns`."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def sheets(report: Mapping[str, Any]) -> list[Sheet]:
    """The figures of a report, one sheet per section, then its list."""
    sections = [key for key in report if key not in HEADER]
    return [
        _list(key, report[key]) if isinstance(report[key], list) else _figures(key, report[key]) for key in sections
    ]


def list_of(report: Mapping[str, Any]) -> Sheet:
    """The report's list alone."""
    return next(sheet for sheet in reversed(sheets(report)))


def _figures(name: str, section: Mapping[str, Any]) -> Sheet:
    """One row per metric: the keys that lead to it, then its five values."""
    found = list(_metrics(section, ()))
    depth = max((len(path) for path, _ in found), default=1)
    labels = tuple(f"key_{level + 1}" for level in range(depth)) if depth > 1 else ("figure",)
    rows = tuple((*path, *[""] * (depth - len(path)), *(metric[part] for part in METRIC)) for path, metric in found)
    return Sheet(name, (*labels, *METRIC), rows)


def _metrics(section: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any]]]:
    for key, value in section.items():
        if set(value) == set(METRIC):
            yield (*path, key), value
        else:
            yield from _metrics(value, (*path, key))


def _list(name: str, rows: Sequence[Mapping[str, Any]]) -> Sheet:
    """One line per row; nested keys are joined with a point."""
    flat = [dict(_flat(row)) for row in rows]
    columns = tuple(dict.fromkeys(column for row in flat for column in row))
    return Sheet(name, columns, tuple(tuple(row.get(column) for column in columns) for row in flat))


def _flat(row: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Cell]]:
    for key, value in row.items():
        if key == "evidence":
            yield path + key, _in_words(value)
        elif isinstance(value, Mapping):
            yield from _flat(value, f"{path}{key}.")
        elif isinstance(value, list):
            yield path + key, "; ".join(_in_words(one) for one in value)
        else:
            yield path + key, value


def _in_words(one: Any) -> str:
    """A fact, an influencer, a precondition or evidence within one cell."""
    if not isinstance(one, Mapping):
        return str(one)
    if "met" in one:
        return f"{'✓' if one['met'] else '✗'} {one['code']}"
    return " ".join(_named(key, value) for key, value in one.items() if value not in (None, {}, []))


def _named(key: str, value: Any) -> str:
    if key in PLAIN:
        return str(value)
    if isinstance(value, list):
        return f"{key}=({'; '.join(_in_words(of) for of in value)})"
    return f"{key}=({_in_words(value)})" if isinstance(value, Mapping) else f"{key}={value}"
