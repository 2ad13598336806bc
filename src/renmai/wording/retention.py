"""What has a period of its own, in words (spec 1.10)."""

from typing import Final

from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from renmai.domain.retention import Kept
from renmai.wording.terms import Text

LABELS: Final[dict[Kept, Text]] = {
    Kept.PEOPLE: gettext_lazy("Key persons who have left"),
    Kept.EMPLOYEES: gettext_lazy("Employees who have left"),
    Kept.LOOKS: gettext_lazy("Who looked at whose network"),
    Kept.HELP: gettext_lazy("What was said in requests for help"),
    Kept.INVITATIONS: gettext_lazy("Invitations to surveys"),
    Kept.JOBS: gettext_lazy("Finished jobs and their files"),
    Kept.PROPOSALS: gettext_lazy("Proposals of agents"),
    Kept.READS: gettext_lazy("Details of exports, checks and sign-ins"),
}
MEANINGS: Final[dict[Kept, Text]] = {
    Kept.PEOPLE: gettext_lazy("Erased this long after they left: who they were goes, every figure stays."),
    Kept.EMPLOYEES: gettext_lazy("Erased this long after they left, with account and settings; every figure stays."),
    Kept.LOOKS: gettext_lazy("Deleted this long after the day of the look."),
    Kept.HELP: gettext_lazy("Deleted this long after the request was closed; that help was given stays."),
    Kept.INVITATIONS: gettext_lazy("Deleted this long after the survey ended; the answers belong to their owners."),
    Kept.JOBS: gettext_lazy("Deleted this long after they were asked for."),
    Kept.PROPOSALS: gettext_lazy("Deleted this long after they could last be confirmed; what was confirmed stays."),
    Kept.READS: gettext_lazy("Deleted this long after they were recorded; who did it and when stays."),
}
FOR_EVER: Final = pgettext_lazy("a period", "for ever")


def period_text(months: int) -> str:
    """A period in words; 0 is for ever."""
    return ngettext("%(n)s month", "%(n)s months", months) % {"n": months} if months else str(FOR_EVER)
