"""Words of private networks: how much is told of a relation, and where somebody looked at it."""

from typing import Final, Protocol

from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from renmai.domain.disclosure import Disclosure
from renmai.domain.look import Place
from renmai.wording.terms import Term, Text

UNNAMED: Final = pgettext_lazy("one of ours who is not named", "a colleague")
UNNAMED_FIRST: Final = pgettext_lazy("somebody unnamed", "A colleague")
"""Where it begins a sentence, or stands alone."""
NETWORK: Final = pgettext_lazy("who did something", "private network")
"""Stands where nobody's name may: who did what in private networks is nobody's business."""

STEPS: Final[dict[Disclosure, Term]] = {
    Disclosure.REACH: Term(
        pgettext_lazy("disclosure", "Somebody can reach this person"),
        gettext_lazy("Colleagues read “a colleague”. Your name is told to nobody, not even to your leader."),
    ),
    Disclosure.WHO: Term(
        pgettext_lazy("disclosure", "It is me"),
        gettext_lazy("Whoever may see the customer reads your name. How you know each other stays with you."),
    ),
    Disclosure.HOW: Term(
        pgettext_lazy("disclosure", "It is me, and this is how we know each other"),
        gettext_lazy("Whoever may see the customer reads your name and what you write here."),
    ),
}
PLACES: Final[dict[str, Text]] = {
    Place.PERSON: pgettext_lazy("seen on", "Page of the key person"),
    Place.CUSTOMER: pgettext_lazy("seen on", "Page of the customer"),
    Place.OPPORTUNITY: pgettext_lazy("seen on", "Page of the opportunity"),
    Place.MAP: pgettext_lazy("seen on", "Relationship map"),
    Place.PATHS: pgettext_lazy("seen on", "Paths of influence"),
    Place.LIST: pgettext_lazy("seen on", "List of key persons"),
    Place.ACTIONS: pgettext_lazy("seen on", "Next actions"),
    Place.CONTINUITY: pgettext_lazy("seen on", "Continuity and handover"),
    Place.REVIEW: pgettext_lazy("seen on", "Review of a team"),
    Place.NETWORK: pgettext_lazy("seen on", "Private network"),
    Place.EXPORT: pgettext_lazy("seen on", "A file that was taken out"),
    Place.API: pgettext_lazy("seen on", "Another program"),
    Place.AGENT: pgettext_lazy("seen on", "A colleague's agent"),
    Place.TERMINAL: pgettext_lazy("seen on", "The server's terminal"),
    Place.PAGE: pgettext_lazy("seen on", "Another page"),
}


class Named(Protocol):
    name: str


def name_of(somebody: Named | None) -> str:
    """The name, or that it is a colleague."""
    return told(somebody.name if somebody else "")


def told(name: str) -> str:
    """A name as a report gives it, blank for somebody who is not named."""
    return name or str(UNNAMED)


def left_out_text(rows: int) -> str:
    """Of an import; it says nothing of whose relations these are."""
    return ngettext(
        "%(rows)s row was left out: the colleague concerned does not want it recorded.",
        "%(rows)s rows were left out: the colleagues concerned do not want them recorded.",
        rows,
    ) % {"rows": rows}


def untold_text(rows: int) -> str:
    """Of a bundle."""
    return ngettext(
        "%(rows)s row stays here: whoever it is about has not agreed to be named.",
        "%(rows)s rows stay here: whoever they are about has not agreed to be named.",
        rows,
    ) % {"rows": rows}
