"""The standard tactics in words: what each is called, how it is done and for whom; how a strategy works (spec 7.1).

Starting content, which a company rewrites and a salesperson adapts.
"""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy, pgettext_lazy

from renmai.wording.terms import Text


@dataclass(frozen=True, slots=True)
class Words:
    name: Text
    how: Text


TACTICS: Final[dict[str, Words]] = {
    "acquire_references": Words(
        pgettext_lazy("tactic", "Show references and who we are"),
        gettext_lazy(
            "Take them to a customer of ours who is like them, and let that customer speak. Bring "
            "figures, not brochures: what was promised, what was delivered, what went wrong and how it "
            "was put right."
        ),
    ),
    "acquire_exchange": Words(
        pgettext_lazy("tactic", "Technical exchange"),
        gettext_lazy(
            "Put our engineers and theirs in one room, on one question of theirs. Listen first, show "
            "afterwards, and answer in writing within the week what stayed open."
        ),
    ),
    "acquire_senior": Words(
        pgettext_lazy("tactic", "Reach their senior people by every way"),
        gettext_lazy(
            "List who of us, of our partners and of our customers knows somebody at the top, and ask for "
            "an introduction. One short meeting on what moves their business is worth more than three on "
            "the product."
        ),
    ),
    "acquire_comparison": Words(
        pgettext_lazy("tactic", "Be there often, and differ"),
        gettext_lazy(
            "Visit the working level in a fixed rhythm. Compare us with what they use, point by point, on"
            " what they themselves care about, and say plainly where the other one is better."
        ),
    ),
    "acquire_terms": Words(
        pgettext_lazy("tactic", "Attractive terms for the first order"),
        gettext_lazy(
            "Lower the risk of beginning: payment after acceptance, a pilot at a fixed price, a way out. "
            "Agree beforehand what happens to the price after the first order."
        ),
    ),
    "grow_breadth": Words(
        pgettext_lazy("tactic", "Bring in the breadth of our solutions"),
        gettext_lazy(
            "Draw up with them what they want to reach this year and in three years, and set beside it "
            "what we have. Leave the plan with them: it should be theirs."
        ),
    ),
    "grow_early": Words(
        pgettext_lazy("tactic", "Learn needs and the yearly budget, be early"),
        gettext_lazy(
            "Ask in autumn what is planned, who holds the budget and when it is asked for. Help to write "
            "the need before the tender is written, with an order of magnitude for the price."
        ),
    ),
    "grow_needs": Words(
        pgettext_lazy("tactic", "Understand what each of them needs"),
        gettext_lazy(
            "Find out for everybody what the post asks and what the person hopes for: results to show, "
            "less trouble, learning, recognition. Help with one of these openly and within the rules of "
            "both companies."
        ),
    ),
    "retain_news": Words(
        pgettext_lazy("tactic", "Bring new ideas all the time"),
        gettext_lazy(
            "Show every quarter one thing that they do not have yet, and ask what has become harder for "
            "them. New needs are found by those who look."
        ),
    ),
    "retain_service": Words(
        pgettext_lazy("tactic", "Service that they rely on"),
        gettext_lazy(
            "Agree on a level of service above the usual and report on it every month. One named person "
            "of ours is there for them, and calls before they have to."
        ),
    ),
    "retain_extras": Words(
        pgettext_lazy("tactic", "Extras, free or at good value"),
        gettext_lazy(
            "Give with the contract what costs us little and is worth much to them: training, a check of "
            "the equipment, longer support. Say what it is worth, so that it is seen."
        ),
    ),
    "retain_moats": Words(
        pgettext_lazy("tactic", "Moats against rivals"),
        gettext_lazy(
            "Make what we do hard to replace: interfaces to their systems, their data in their own "
            "formats, framework contracts. It holds as long as they gain from it."
        ),
    ),
    "retain_unite": Words(
        pgettext_lazy("tactic", "Unite supporters, win over opponents"),
        gettext_lazy(
            "Bring those who are for us together and give them arguments. Talk to each opponent alone "
            "about what stands in the way; whoever stays against us should stand alone."
        ),
    ),
    "win_back_causes": Words(
        pgettext_lazy("tactic", "Dig for the deep causes"),
        gettext_lazy(
            "Ask at least three people of theirs and everybody of ours who was there, separately. Write "
            "the causes down, rank them, and solve one after the other with a name and a day."
        ),
    ),
    "win_back_allies": Words(
        pgettext_lazy("tactic", "Find new supporters inside"),
        gettext_lazy(
            "Look among those who stand in the middle and those who are new for whom our success would be"
            " good. Work on something small with them that they can show."
        ),
    ),
    "win_back_defuse": Words(
        pgettext_lazy("tactic", "Defuse opposition"),
        gettext_lazy(
            "Name for each opponent what the opposition comes from and one action against it, and do it "
            "within the month. An apology that is due comes first and from the top."
        ),
    ),
    "win_back_products": Words(
        pgettext_lazy("tactic", "Bring something new to shift the focus"),
        gettext_lazy(
            "Open a new subject beside the old quarrel: a product they have not seen, at a place that the"
            " quarrel does not touch, with people who were not part of it."
        ),
    ),
    "watch_contact": Words(
        pgettext_lazy("tactic", "Stay in touch, hear of what is coming"),
        gettext_lazy(
            "Call or write once a quarter with something useful, and ask what is being planned and who "
            "has changed posts. It takes ten minutes."
        ),
    ),
    "watch_causes": Words(
        pgettext_lazy("tactic", "Ask why potential and contribution are small"),
        gettext_lazy(
            "Look at their business, their suppliers and our own effort: is there little to gain, or did "
            "we never ask? Write the answer down and look again in half a year."
        ),
    ),
    "watch_advice": Words(
        pgettext_lazy("tactic", "Advise and help within our means"),
        gettext_lazy(
            "Answer questions, lend a tool, pass on a contact. Whoever is helped in a quiet time "
            "remembers it when the moment comes."
        ),
    ),
}
"""By the code of the standard."""


@dataclass(frozen=True, slots=True)
class Way:
    """What a strategy is after, and how one works."""

    aim: Text
    works: Text


WAYS: Final[dict[str, Way]] = {
    "acquire": Way(
        gettext_lazy("An important prospect becomes a customer."),
        gettext_lazy(
            "Choose the prospects that matter, get to know the people who decide, and come to the first "
            "purchase, however small."
        ),
    ),
    "grow": Way(
        gettext_lazy("A small contribution becomes a large one."),
        gettext_lazy(
            "Know their business and needs, be early, invest in presales and solutions, take part in this"
            " year's tenders and win them."
        ),
    ),
    "retain": Way(
        gettext_lazy("A large customer stays and keeps buying."),
        gettext_lazy(
            "Stay close, advise on the whole, serve at good value, keep rivals out, and raise "
            "satisfaction after the sale."
        ),
    ),
    "win_back": Way(
        gettext_lazy("A valuable customer who is drifting away returns."),
        gettext_lazy(
            "Find the true reason, make a plan for recovery, and show that we mean it: with resources, "
            "price and personal care."
        ),
    ),
    "watch": Way(
        gettext_lazy("Wait with open eyes where there is little to gain for now."),
        gettext_lazy("Keep a minimum rhythm of contact, notice what changes inside, and wait for the moment."),
    ),
}

TARGETS: Final[dict[str, Text]] = {
    "votes": pgettext_lazy("for whom", "Members with a vote"),
    "senior": pgettext_lazy("for whom", "Senior people"),
    "working": pgettext_lazy("for whom", "Working level"),
    "supporting": pgettext_lazy("for whom", "Supporters"),
    "neutral": pgettext_lazy("for whom", "Neutral people"),
    "opposing": pgettext_lazy("for whom", "Opponents"),
    "everybody": pgettext_lazy("for whom", "Everybody"),
}
