"""What `renmai verify` looks at, in words."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

CHECKS: Final[dict[str, Promise]] = {
    "integrity": gettext_lazy("The database is whole"),
    "references": gettext_lazy("Every reference leads somewhere"),
    "revisions": gettext_lazy("No revision is missing"),
    "noticed": gettext_lazy("Every change was told to running servers"),
    "trail": gettext_lazy("The audit trail has no gap"),
    "overlaps": gettext_lazy("One owner and one superior on any day"),
    "belonging": gettext_lazy("Nothing hangs on two customers"),
    "consents": gettext_lazy("Nobody is named without having agreed"),
    "erasures": gettext_lazy("Whoever was erased stays so"),
    "spliced_added": gettext_lazy("Figures are the same if the latest changes are read one by one"),
    "spliced_changed": gettext_lazy("Figures are the same if the latest changes are read again"),
    "second": gettext_lazy("Figures are the same if another engine works them out"),
}
