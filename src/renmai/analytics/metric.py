"""Figures beside their comparison values (spec 1.3, 3)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from renmai.analytics.facts import AMOUNT_UNIT

Number = int | float | Decimal
Measures = Mapping[str, Any]
"""Nested by the keys of the contract; the leaves are numbers, None where undefined."""


def ratio(numerator: float, denominator: int) -> float | None:
    """The exact quotient in binary floating point; None of nothing."""
    return numerator / denominator if denominator else None


def money(units: int) -> Decimal:
    """An amount in the currency's unit, exact."""
    return Decimal(units) / AMOUNT_UNIT


def metric(value: Number | None, previous: Number | None, year_ago: Number | None) -> dict[str, int | float | None]:
    """`change` and `yoy` are exact differences; a missing operand makes them None, never 0."""
    change = None if value is None or previous is None else value - previous  # type: ignore[operator]
    yoy = None if value is None or year_ago is None else value - year_ago  # type: ignore[operator]
    return {
        "value": plain(value),
        "previous": plain(previous),
        "year_ago": plain(year_ago),
        "change": plain(change),
        "yoy": plain(yoy),
    }


def plain(value: Number | None) -> int | float | None:
    """A number as JSON has it."""
    return float(value) if isinstance(value, Decimal) else value


def compare(value: Any, previous: Any, year_ago: Any) -> Any:
    """Three nested measures of the same shape become one, with a metric at every leaf."""
    if isinstance(value, Mapping):
        return {key: compare(value[key], previous[key], year_ago[key]) for key in value}
    return metric(value, previous, year_ago)
