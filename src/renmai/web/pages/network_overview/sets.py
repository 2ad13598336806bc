"""The sets of the private network in words, and whether more of them is better."""

from typing import Final

from django.utils.translation import gettext_lazy, pgettext_lazy

from renmai.web.marks import Tone
from renmai.wording.terms import Term

SETS: Final = {
    "everybody": Term(
        pgettext_lazy("network", "All key persons"), gettext_lazy("Every key person of the company's customers.")
    ),
    "public": Term(
        pgettext_lazy("network", "Public network"),
        gettext_lazy(
            "All key persons at the customers of this view: the company gave them to whoever owns the customer."
        ),
    ),
    "private": Term(
        pgettext_lazy("network", "Private network"),
        gettext_lazy("Whom our people in this view can deeply sway, wherever the customer belongs. It is theirs."),
    ),
    "sales": Term(
        pgettext_lazy("network", "By sales people"), gettext_lazy("Somebody who sells is named as reaching them.")
    ),
    "others": Term(
        pgettext_lazy("network", "By other colleagues"),
        gettext_lazy("Somebody who does not sell is named as reaching them."),
    ),
    "sales_only": Term(
        pgettext_lazy("network", "By sales people only"), gettext_lazy("No other colleague is named as reaching them.")
    ),
    "sales_and_others": Term(
        pgettext_lazy("network", "By sales people and others"), gettext_lazy("Both are named as reaching them.")
    ),
    "others_only": Term(
        pgettext_lazy("network", "By other colleagues only"),
        gettext_lazy("Nobody who sells is named as reaching them: who would have thought of asking?"),
    ),
    "unnamed_only": Term(
        pgettext_lazy("network", "By colleagues who are not named"),
        gettext_lazy("Somebody of ours reaches them and has not agreed to be named, nor to be told apart by job."),
    ),
    "public_only": Term(
        pgettext_lazy("network", "Public only"),
        gettext_lazy("At our customers, and nobody in this view can sway them."),
    ),
    "both": Term(
        pgettext_lazy("network", "Public and private"),
        gettext_lazy("At our customers, and somebody in this view can sway them."),
    ),
    "private_only": Term(
        pgettext_lazy("network", "Private only"),
        gettext_lazy("Swayed by somebody in this view, at customers of others: a help that one can offer."),
    ),
    "theirs": Term(
        pgettext_lazy("network", "Reached by the competitor"), gettext_lazy("Whom this competitor can deeply sway.")
    ),
    "ours": Term(pgettext_lazy("network", "Reached by us"), gettext_lazy("Whom anybody of ours can deeply sway.")),
    "theirs_only": Term(
        pgettext_lazy("network", "By the competitor only"), gettext_lazy("Nobody of ours reaches them.")
    ),
    "contested": Term(
        pgettext_lazy("network", "By both sides"), gettext_lazy("A competitor can deeply sway them, and so can we.")
    ),
    "ours_only": Term(pgettext_lazy("network", "By us only"), gettext_lazy("This competitor does not reach them.")),
    "reachable": Term(
        pgettext_lazy("network", "Uninsighted, and within reach"),
        gettext_lazy(
            "Key persons at the customers of this view whom one of ours reaches, with a degree or vote unknown."
        ),
    ),
    "single": Term(
        pgettext_lazy("network", "Within one colleague's reach alone"),
        gettext_lazy("Key persons at the customers of this view whom exactly one of ours can deeply sway."),
    ),
    "single_customers": Term(
        pgettext_lazy("network", "Customers on one colleague alone"),
        gettext_lazy("Customers of this view where nobody but one colleague can sway anybody."),
    ),
    "votes": Term(pgettext_lazy("network", "Holders of a vote"), gettext_lazy("Of these, who has a veto or approves.")),
}
"""The sets of `analytics.private_network`, explained where they stand."""
_LESS: Final = frozenset({"theirs", "theirs_only", "votes", "public_only", "reachable", "single"})
_NEITHER: Final = frozenset({"everybody", "public", "unnamed_only", "contested"})


def tone_of(name: str) -> Tone:
    return Tone.NEITHER if name in _NEITHER else Tone.LESS_IS_BETTER if name in _LESS else Tone.MORE_IS_BETTER
