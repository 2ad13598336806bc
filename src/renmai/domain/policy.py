"""The rules for which the method's author gave no number (spec 1, marked "ours").

The whole policy is one object of today: figures of past days are read with it too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from enum import StrEnum
from typing import Final

Number = int | float


class Measure(StrEnum):
    """What a threshold counts, which decides how it is written and in which steps it goes."""

    MEAN = "mean"
    SHARE = "share"
    PEOPLE = "people"
    DAYS = "days"
    ONE_IN = "one_in"
    CUSTOMERS = "customers"
    WEIGHT = "weight"

    @property
    def whole(self) -> bool:
        return self not in (Measure.MEAN, Measure.SHARE)


@dataclass(frozen=True, slots=True)
class Policy:
    """Thresholds, compared after rounding to `DIGITS` decimals (spec 1.7)."""

    blocked_mean: float = -0.5
    open_approver_mean: float = 1.0
    open_veto_mean: float = 0.0
    map_people: int = 3
    map_completeness: float = 0.9
    acquire_people: int = 2
    grow_chain_completeness: float = 0.6
    sharp_drop: float = 0.5
    contribution_share: int = 3
    """The first 1/`contribution_share` by won amount is *high* contribution."""
    stale_days: int = 90
    done_days: int = 30
    """How long an action that was marked as done stays away while its cause is there."""
    change_people: int = 4
    """Key persons whom a set needs to be named among the largest changes."""
    effect_days: int = 90
    """How long after a planned step was done its effect is looked at."""
    potential_target: float = 0.0
    contribution_target: float = 0.0
    """What the whole company's influence figures should reach; 0 asks for nothing."""
    goal_approver: int = 1
    goal_decider: int = 0
    goal_gatekeeper: int = 0
    goal_evaluator: int = 1
    goal_user: int = 2
    goal_coach: int = 1
    """How many of each chain role a deal should have; 0 asks for nobody."""
    weight_completeness: int = 20
    weight_grades: int = 20
    weight_moves: int = 15
    weight_chains: int = 20
    weight_plan: int = 15
    weight_upkeep: int = 10
    weight_book: int = 0
    """What each component weighs in the total of a scorecard; 0 leaves it out."""
    book_customers: int = 20
    """Customers of one salesperson that make a full book."""

    def weight_of(self, component: str) -> int:
        """The weight of a component of the scorecard."""
        return int(self.values()[f"weight_{component}"])

    def goal_of(self, role: str) -> int:
        """The target of a chain role."""
        return int(self.values()[f"goal_{role}"])

    def values(self) -> dict[str, Number]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


DIGITS: Final = 9
POLICY: Final = Policy()
"""What holds until a company says otherwise."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """One number of the policy: its bounds (both allowed) and the section that speaks of it."""

    name: str
    measure: Measure
    least: Decimal
    most: Decimal
    section: str

    def number(self, value: Decimal) -> Number:
        return int(value) if self.measure.whole else float(value)

    def allows(self, value: Decimal) -> bool:
        """Within the bounds and in whole steps: of one, or of a hundredth."""
        if not value.is_finite() or not self.least <= value <= self.most:
            return False
        return value == round(value, 0 if self.measure.whole else 2)


def _threshold(name: str, measure: Measure, least: str, most: str, section: str) -> tuple[str, Threshold]:
    return name, Threshold(name, measure, Decimal(least), Decimal(most), section)


THRESHOLDS: Final[Mapping[str, Threshold]] = dict(
    (
        _threshold("blocked_mean", Measure.MEAN, "-2", "0", "1.6"),
        _threshold("open_approver_mean", Measure.MEAN, "0", "2", "1.6"),
        _threshold("open_veto_mean", Measure.MEAN, "-1", "2", "1.6"),
        _threshold("goal_approver", Measure.PEOPLE, "0", "20", "1.6"),
        _threshold("goal_decider", Measure.PEOPLE, "0", "20", "1.6"),
        _threshold("goal_gatekeeper", Measure.PEOPLE, "0", "20", "1.6"),
        _threshold("goal_evaluator", Measure.PEOPLE, "0", "20", "1.6"),
        _threshold("goal_user", Measure.PEOPLE, "0", "20", "1.6"),
        _threshold("goal_coach", Measure.PEOPLE, "0", "20", "1.6"),
        _threshold("acquire_people", Measure.PEOPLE, "0", "49", "1.7"),
        _threshold("map_people", Measure.PEOPLE, "1", "50", "1.7"),
        _threshold("map_completeness", Measure.SHARE, "0.1", "1", "1.7"),
        _threshold("grow_chain_completeness", Measure.SHARE, "0.1", "1", "1.7"),
        _threshold("sharp_drop", Measure.MEAN, "0.05", "4", "1.7"),
        _threshold("contribution_share", Measure.ONE_IN, "1", "20", "1.7"),
        _threshold("stale_days", Measure.DAYS, "7", "1000", "1.8"),
        _threshold("done_days", Measure.DAYS, "1", "365", "1.8"),
        _threshold("effect_days", Measure.DAYS, "1", "1000", "7.1"),
        _threshold("potential_target", Measure.SHARE, "0", "1", "1.8"),
        _threshold("contribution_target", Measure.SHARE, "0", "1", "1.8"),
        _threshold("change_people", Measure.PEOPLE, "1", "100", "1.3"),
        _threshold("weight_completeness", Measure.WEIGHT, "0", "100", "7.4"),
        _threshold("weight_grades", Measure.WEIGHT, "0", "100", "7.4"),
        _threshold("weight_moves", Measure.WEIGHT, "0", "100", "7.4"),
        _threshold("weight_chains", Measure.WEIGHT, "0", "100", "7.4"),
        _threshold("weight_plan", Measure.WEIGHT, "0", "100", "7.4"),
        _threshold("weight_upkeep", Measure.WEIGHT, "0", "100", "7.4"),
        _threshold("weight_book", Measure.WEIGHT, "0", "100", "7.4"),
        _threshold("book_customers", Measure.CUSTOMERS, "1", "1000", "7.4"),
    )
)
"""Every field of `Policy`, in the order in which people read them."""

IN_ORDER: Final = (
    ("blocked_mean", "open_veto_mean"),
    ("open_veto_mean", "open_approver_mean"),
    ("acquire_people", "map_people"),
)
"""Pairs of which the first must stay below the second."""


def policy_of(values: Mapping[str, Decimal]) -> Policy:
    """The defaults with these values in their place; a name that is no threshold (any more) is passed over."""
    known = {name: THRESHOLDS[name].number(value) for name, value in values.items() if name in THRESHOLDS}
    return replace(POLICY, **known)  # type: ignore[arg-type]  # whole numbers where the field is one


def at_least(value: float, threshold: float) -> bool:
    """Compared after rounding, which no value at or above the threshold needs."""
    return value >= threshold or round(value, DIGITS) >= round(threshold, DIGITS)


def contradictions(policy: Policy) -> Iterator[tuple[str, str]]:
    """The pairs of `IN_ORDER` that stand the wrong way round."""
    values = policy.values()
    for lower, upper in IN_ORDER:
        if not values[lower] < values[upper]:
            yield lower, upper
