"""What the files and columns of the bundle mean, for people who fill them in.

The English words are those of the declarations in `intake/bundle.py`.
"""

from functools import cache
from typing import Final

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

TEXTS: Final[tuple[Promise, ...]] = (
    gettext_lazy("units of our company, one below the other"),
    gettext_lazy("what other files call the team"),
    gettext_lazy("the team's name"),
    gettext_lazy("the team above; blank: none"),
    gettext_lazy("who leads the team and sees it and all below"),
    gettext_lazy("anyone of our company, not only sales"),
    gettext_lazy("what other files call the employee"),
    gettext_lazy("the employee's name"),
    gettext_lazy("address at work"),
    gettext_lazy("the team as of today"),
    gettext_lazy("job title"),
    gettext_lazy("what may be seen: executives and admins see everything"),
    gettext_lazy("whether the employee works in sales"),
    gettext_lazy("first day at our company; blank: always there"),
    gettext_lazy("first day no longer there; blank: still there"),
    gettext_lazy("rival companies"),
    gettext_lazy("what other files call the competitor"),
    gettext_lazy("the competitor's name"),
    gettext_lazy("companies we sell to"),
    gettext_lazy("what other files call the customer"),
    gettext_lazy("the customer's name"),
    gettext_lazy("industry, a filter of the reports"),
    gettext_lazy("region, a filter of the reports"),
    gettext_lazy("the customer it belongs to; no circles"),
    gettext_lazy("whether it is in focus"),
    gettext_lazy("contribution set by hand; blank: computed"),
    gettext_lazy("potential set by hand"),
    gettext_lazy("first day on which the customer counts"),
    gettext_lazy("first day on which it no longer counts; blank: open"),
    gettext_lazy("who answers for a customer, and when; at most one employee on any day"),
    gettext_lazy("the customer owned"),
    gettext_lazy("the owner"),
    gettext_lazy("first day of the ownership"),
    gettext_lazy("first day no longer owned; blank: still owned"),
    gettext_lazy("persons at a customer who take part in, or sway, its decisions"),
    gettext_lazy("what other files call the key person"),
    gettext_lazy("the customer the person belongs to"),
    gettext_lazy("the person's name"),
    gettext_lazy("department at the customer"),
    gettext_lazy("job title at the customer"),
    gettext_lazy("the superior, at the same customer; no circles"),
    gettext_lazy("whether nobody is above: the reporting line is known"),
    gettext_lazy("whether we looked and found nobody who sways the person: influence is known"),
    gettext_lazy("whether the person is in focus"),
    gettext_lazy("address"),
    gettext_lazy("telephone"),
    gettext_lazy("first day on which the person counts"),
    gettext_lazy("first day on which the person no longer counts; blank: still there"),
    gettext_lazy("dated reporting lines; on days that no row covers, reports_to of key_people.csv holds"),
    gettext_lazy("the person who reports"),
    gettext_lazy("the superior on these days, at the same customer; blank: nobody was named"),
    gettext_lazy("first day on which the line holds"),
    gettext_lazy("first day on which it no longer holds; blank: it lasts"),
    gettext_lazy("snapshots of one key person towards one party; blank degrees and votes are unknown as of then"),
    gettext_lazy("the person assessed"),
    gettext_lazy("blank: towards us; else towards this competitor"),
    gettext_lazy("day from which the snapshot holds"),
    gettext_lazy("closeness of the relationship"),
    gettext_lazy("how far the person accepts the solution"),
    gettext_lazy("how far the person accepts the price"),
    gettext_lazy("whether the person can veto alone; only where party is blank"),
    gettext_lazy("whether the person can approve alone; only where party is blank"),
    gettext_lazy("who says so"),
    gettext_lazy("why"),
    gettext_lazy("who can deeply sway a key person"),
    gettext_lazy("the person swayed"),
    gettext_lazy("whose the influencer is"),
    gettext_lazy("internal: another person of the same customer; ours: an employee; competitor: the competitor"),
    gettext_lazy("the competitor's person by name"),
    gettext_lazy("first day of the influence"),
    gettext_lazy("first day without it; blank: it lasts"),
    gettext_lazy("how they know each other"),
    gettext_lazy("possible deals with a customer"),
    gettext_lazy("what other files call the opportunity"),
    gettext_lazy("the customer"),
    gettext_lazy("what it is about"),
    gettext_lazy("who answers for it"),
    gettext_lazy("amount of money, up to 18 digits and 4 decimals"),
    gettext_lazy("stage of your own sales process"),
    gettext_lazy("open, or how it ended"),
    gettext_lazy("captured: came from the customer or a tender; incubated: raised by us"),
    gettext_lazy("first day on which it is open"),
    gettext_lazy("day on which it was won or lost; required unless open"),
    gettext_lazy("day on which it is expected to close; not before it opens"),
    gettext_lazy("decision chains: the key persons who decide one opportunity"),
    gettext_lazy("the opportunity decided"),
    gettext_lazy("a person of the opportunity's customer"),
    gettext_lazy("part in the decision"),
    gettext_lazy("place in the chain, a whole number"),
    gettext_lazy("influence of an employee that was used in an opportunity"),
    gettext_lazy("where it was used"),
    gettext_lazy("whose influence it was"),
    gettext_lazy("who was swayed"),
    gettext_lazy("when; not after the opportunity was closed"),
    gettext_lazy("how it helped"),
    gettext_lazy("what we did with a customer"),
    gettext_lazy("what identifies the activity"),
    gettext_lazy("the opportunity it was for"),
    gettext_lazy("who was there"),
    gettext_lazy("kind of contact"),
    gettext_lazy("when"),
    gettext_lazy("codes of the key persons met, joined by a semicolon"),
    gettext_lazy("what came of it"),
)


def meaning(english: str) -> str:
    """The same in the reader's language."""
    return str(_by_english().get(english, english))


@cache
def _by_english() -> dict[str, Promise]:
    with translation.override("en"):
        return {str(text): text for text in TEXTS}
