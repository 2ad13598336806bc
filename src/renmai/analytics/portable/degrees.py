"""Sums of degrees over sets of key persons, their averages and grades (spec 1.5)."""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

import ibis
import ibis.expr.types as ir

from renmai.domain.stance import DEGREES

GRADES = ("excellent", "good", "medium", "poor", "ungraded")
GROUPS = ("unknown", "support", "neutral", "oppose")


class Ratio(NamedTuple):
    """A threshold as `above` / `below`, so that it is compared in whole numbers."""

    above: int
    below: int


def fraction(threshold: float) -> Ratio:
    """The decimal that people wrote, exactly."""
    return Ratio(*Fraction(str(threshold)).as_integer_ratio())


def sums(people: ir.Table) -> dict[str, ir.IntegerScalar]:
    """`people`, and per degree `_known`, `_total`, `_support`, `_neutral`, `_oppose`, `_unknown`."""
    found = {"people": people.count()}
    for degree in DEGREES:
        value = people[degree]
        found |= {
            f"{degree}_known": value.count(),
            f"{degree}_total": value.cast("int64").sum().fill_null(0),
            f"{degree}_support": people.count(where=value > 0),
            f"{degree}_neutral": people.count(where=value == 0),
            f"{degree}_oppose": people.count(where=value < 0),
            f"{degree}_unknown": people.count(where=value.isnull()),
        }
    return found


def graded(sets: ir.Table) -> ir.Table:
    """The sets, which hold `sums`, with `_average` (null if nothing is known) and `_grade`."""
    found: dict[str, ir.Value] = {}
    for degree in DEGREES:
        found[f"{degree}_average"] = average(sets[f"{degree}_total"], sets[f"{degree}_known"])
        found[f"{degree}_grade"] = _grade(
            sets[f"{degree}_support"], sets[f"{degree}_oppose"], sets[f"{degree}_known"], sets[f"{degree}_total"]
        )
    return sets.mutate(**found)


def average(total: ir.IntegerValue, known: ir.IntegerValue) -> ir.FloatingValue:
    return total.cast("float64") / known.nullif(0).cast("float64")


def _grade(
    support: ir.IntegerValue, oppose: ir.IntegerValue, known: ir.IntegerValue, total: ir.IntegerValue
) -> ir.StringValue:
    return ibis.cases(
        (known == 0, "ungraded"),
        (2 * support > known, "excellent"),
        (2 * oppose > known, "poor"),
        ((support > oppose) | (oppose == 0), "good"),
        (oppose > support, "medium"),
        (total > 0, "good"),
        else_="medium",
    )


def number_true(flags: Iterable[ir.BooleanColumn]) -> ir.IntegerColumn:
    """How many of the flags, none of which is null, are true in a row."""
    # Not by a cast: PostgreSQL casts no truth value to a bigint.
    return sum((flag.ifelse(1, 0) for flag in flags), ibis.literal(0))


def by_grade(sets: ir.Table) -> dict[str, ir.NumericScalar]:
    """Per degree and grade: how many sets, and the mean of their averages."""
    found: dict[str, ir.NumericScalar] = {}
    for degree in DEGREES:
        for grade in GRADES:
            has = sets[f"{degree}_grade"] == grade
            found[f"{degree}_{grade}"] = sets.count(where=has)
            found[f"{degree}_{grade}_average"] = sets[f"{degree}_average"].mean(where=has)
    return found
