"""The three-degree grade of a set of key persons (spec 1.5)."""

from enum import StrEnum


class Grade(StrEnum):
    """How a set of persons stands in one degree, best first."""

    EXCELLENT = "excellent"
    GOOD = "good"
    MEDIUM = "medium"
    POOR = "poor"
    UNGRADED = "ungraded"


def grade(support: int, neutral: int, oppose: int, total: int) -> Grade:
    """Grade a set by its known values of one degree.

    `support`, `neutral` and `oppose` count the values > 0, = 0 and < 0; `total` is their sum,
    which has the sign of the mean. The tests run in the order of the table in spec 1.5.
    """
    known = support + neutral + oppose
    if known == 0:
        return Grade.UNGRADED
    if 2 * support > known:
        return Grade.EXCELLENT
    if 2 * oppose > known:
        return Grade.POOR
    if support > oppose or oppose == 0:
        return Grade.GOOD
    if oppose > support:
        return Grade.MEDIUM
    return Grade.GOOD if total > 0 else Grade.MEDIUM
