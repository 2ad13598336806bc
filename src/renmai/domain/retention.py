"""How long personal data are kept, in months (ours: the method gives no periods); 0 is for ever (spec 1.10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from renmai.domain.periods import months_before

LONGEST: Final = 600


class Kept(StrEnum):
    """What has a period of its own."""

    PEOPLE = "people"
    EMPLOYEES = "employees"
    LOOKS = "looks"
    HELP = "help"
    INVITATIONS = "invitations"
    JOBS = "jobs"
    READS = "reads"
    PROPOSALS = "proposals"


DEFAULTS: Final[Mapping[Kept, int]] = {
    Kept.PEOPLE: 36,
    Kept.EMPLOYEES: 36,
    Kept.LOOKS: 12,
    Kept.HELP: 24,
    Kept.INVITATIONS: 24,
    Kept.JOBS: 1,
    Kept.READS: 36,
    Kept.PROPOSALS: 6,
}


@dataclass(frozen=True, slots=True)
class Retention:
    """Months by kind; whatever is not given has its default."""

    months: Mapping[Kept, int]

    def of(self, kept: Kept) -> int:
        return self.months.get(kept, DEFAULTS[kept])

    def last_day(self, kept: Kept, today: date) -> date | None:
        """What ended on this day or before is due; None where it is kept for ever, or nothing can be that old."""
        months = self.of(kept)
        if not months:
            return None
        try:
            return months_before(today, months)
        except ValueError:
            return None
