"""持續提升 in both lines: averages of the degrees that went down (spec 1.8)."""

from collections.abc import Sequence

from renmai.domain.principles.base import Finding, Urgency
from renmai.domain.principles.cases import Movement


def falls(averages: Sequence[Movement]) -> Finding | None:
    """The degrees whose average is lower than in the previous period or a year ago."""
    fallen = [
        {"degree": each.name, "now": each.now, "previous": each.previous, "year_ago": each.year_ago}
        for each in averages
        if each.fell
    ]
    return Finding(Urgency.AGAINST_US, {"fell": fallen}) if fallen else None
