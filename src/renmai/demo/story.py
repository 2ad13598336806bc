"""What happens to a customer over the months, as curves of months ago."""

from collections.abc import Sequence
from enum import StrEnum

from renmai.domain.stance import DEGREES, Degree

Curve = Sequence[tuple[float, float]]
"""Points (months ago, effect), the oldest first; straight lines between, level outside."""


class Story(StrEnum):
    STEADY = "steady"
    WARMING = "warming"
    COOLING = "cooling"
    WON_OVER = "won over"
    LOST = "lost to a competitor"
    NEW = "new"


STORIES: dict[Story, dict[Degree, Curve]] = {
    Story.STEADY: {},
    Story.WARMING: {
        "closeness": [(24, -0.3), (0, 0.9)],
        "solution": [(24, -0.2), (0, 0.7)],
        "price": [(24, -0.2), (0, 0.3)],
    },
    Story.COOLING: {
        "closeness": [(9, 0), (0, -0.9)],
        "solution": [(9, 0.1), (0, -0.7)],
        "price": [(10, 0), (2, -1.2)],
    },
    Story.WON_OVER: {
        "closeness": [(11, -0.3), (7, 1.0)],
        "solution": [(10, -0.2), (6, 1.2)],
        "price": [(8, -0.2), (5, 0.4)],
    },
    Story.LOST: {
        "closeness": [(11, 0.1), (3, -1.7)],
        "solution": [(12, 0), (4, -1.6)],
        "price": [(13, 0), (5, -1.9)],
    },
    Story.NEW: {
        "closeness": [(8, -0.4), (0, 0.4)],
        "solution": [(8, 0), (0, 0.4)],
    },
}
"""Towards us. A competitor gains half of what we lose and loses half of what we gain."""

COMPANY: dict[Degree, Curve] = {
    "closeness": [(24, -0.15), (0, 0.15)],
    "solution": [(24, -0.1), (7, -0.05), (4, 0.3), (0, 0.35)],
    "price": [(24, 0.05), (11, 0.05), (9, -0.35), (5, -0.15), (0, -0.1)],
}
"""Everywhere: the network grows; a new release seven months ago; dearer list prices ten months ago, then rebates."""

WEAK_REGION = "华中"
WEAKENING: dict[Degree, Curve] = {
    "closeness": [(8, 0), (0, -0.6)],
    "solution": [(8, 0), (0, -0.4)],
    "price": [(8, 0), (2, -0.5)],
}
"""A price campaign of a competitor in one region, where a salesperson left as well."""

HANDOVER_DIP = -0.7
HANDOVER_MONTHS = 4.0


def effect(curve: Curve, months_ago: float) -> float:
    before, value = curve[0]
    if months_ago >= before:
        return value
    for after, then in curve[1:]:
        if months_ago >= after:
            return value + (then - value) * (before - months_ago) / (before - after)
        before, value = after, then
    return value


class Climate:
    """The effects on one customer by day: its own story, the company's, the region's, hand-overs."""

    def __init__(self, story: Story, region: str, handovers: Sequence[float]) -> None:
        self._handovers = handovers
        self._own = STORIES[story]
        self._curves: dict[Degree, list[Curve]] = {
            degree: [curves[degree] for curves in self._causes(region) if degree in curves] for degree in DEGREES
        }

    def _causes(self, region: str) -> list[dict[Degree, Curve]]:
        causes = [self._own, COMPANY]
        return [*causes, WEAKENING] if region == WEAK_REGION else causes

    def towards_us(self, degree: Degree, months_ago: float) -> float:
        total = sum(effect(curve, months_ago) for curve in self._curves[degree])
        if degree == "closeness":
            total += sum(_dip(handover - months_ago) for handover in self._handovers)
        return total

    def towards_competitor(self, degree: Degree, months_ago: float) -> float:
        own = self._own.get(degree)
        return -effect(own, months_ago) / 2 if own else 0.0


def _dip(months_since: float) -> float:
    """The new owner starts further away and catches up."""
    return HANDOVER_DIP * (1 - months_since / HANDOVER_MONTHS) if 0 <= months_since < HANDOVER_MONTHS else 0.0
