"""How sure it is that somebody is meant, and why, in words."""

from typing import Final

from django.utils.translation import gettext_lazy, pgettext_lazy

from renmai.analytics.person_match import Confidence, Reason
from renmai.wording.terms import Text

CONFIDENCES: Final[dict[Confidence, Text]] = {
    Confidence.EXACT: pgettext_lazy("a match", "Name and company"),
    Confidence.NAME_ONLY: pgettext_lazy("a match", "Name only"),
    Confidence.SIMILAR: pgettext_lazy("a match", "Similar"),
}
REASONS: Final[dict[Reason, Text]] = {
    Reason.SAME_NAME: gettext_lazy("the same name"),
    Reason.SAME_SOUND: gettext_lazy("sounds the same"),
    Reason.ONE_SLIP: gettext_lazy("one character differs"),
    Reason.INITIAL: gettext_lazy("the initial fits"),
    Reason.SURNAME_ONLY: gettext_lazy("only the surname is told"),
    Reason.SAME_COMPANY: gettext_lazy("the same company"),
    Reason.PART_OF_COMPANY: gettext_lazy("part of the company's name"),
    Reason.OTHER_COMPANY: gettext_lazy("another company"),
    Reason.NO_COMPANY: gettext_lazy("no company told"),
    Reason.SAME_DEPARTMENT: gettext_lazy("the same department"),
    Reason.SAME_TITLE: gettext_lazy("the same title"),
}
