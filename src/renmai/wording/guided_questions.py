"""The guided questions and what counts as a yes; what each proposed value says of a person.

Texts take `name` (the key person), `party` (us, or the competitor), `whose` (our, or the competitor's)
and `influencer`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, pgettext, pgettext_lazy

from renmai.domain.guided_questions.base import Answer
from renmai.wording.columns import FILES, label
from renmai.wording.terms import Text


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and what counts as a yes and what does not."""

    text: Promise
    counts: Promise


@dataclass(frozen=True, slots=True)
class About:
    """Of whom a run speaks: names as people wrote them; `party` blank: us."""

    name: str
    party: str = ""
    influencer: str = ""

    @property
    def words(self) -> dict[str, str]:
        whose = gettext("%(name)s's") % {"name": self.party} if self.party else pgettext("whose", "our")
        return {
            "name": self.name,
            "party": self.party or pgettext("from us, with us", "us"),
            "whose": whose,
            "influencer": self.influencer or gettext("the one you have in mind"),
        }


CLOSENESS: Final = {
    "answers_call": Question(
        gettext_lazy("Would %(name)s take a call from %(party)s outside working hours, or ring back the same day?"),
        gettext_lazy(
            "It has happened within the last six months, or you would bet on it. "
            "An assistant who picks up does not count."
        ),
    ),
    "shares_inside": Question(
        gettext_lazy("Does %(name)s tell %(party)s things that other suppliers are not told?"),
        gettext_lazy(
            "Budget, who is for or against, how offers are being weighed: nothing public, and not told to every bidder."
        ),
    ),
    "acts_inside": Question(
        gettext_lazy("Has %(name)s ever done something inside on behalf of %(party)s?"),
        gettext_lazy(
            "Opened the door to the boss, gave a warning in time, spoke up behind closed doors. "
            "A promise does not count."
        ),
    ),
    "keeps_away": Question(
        gettext_lazy("Does %(name)s avoid meetings with %(party)s?"),
        gettext_lazy(
            "Put off at least twice without naming another day, or answers only through others. "
            "Being busy once does not count."
        ),
    ),
    "works_against": Question(
        gettext_lazy("Does %(name)s work against %(party)s, or openly for another supplier?"),
        gettext_lazy(
            "Keeps information or people away, passes offers on to others, speaks for a rival in meetings. "
            "Staying neutral does not count."
        ),
    ),
}

SOLUTION: Final = {
    "own_words": Question(
        gettext_lazy("Does %(name)s say in their own words what %(whose)s solution would do for them?"),
        gettext_lazy(
            "With a problem, a figure or an example of their own. Nodding, or repeating the slides, does not count."
        ),
    ),
    "objects": Question(
        gettext_lazy("Does %(name)s have an objection to %(whose)s solution that still stands?"),
        gettext_lazy(
            "Something that keeps them from using it as it is. "
            "A question, a wish, or an objection that was answered does not count."
        ),
    ),
    "defends": Question(
        gettext_lazy("Has %(name)s defended %(whose)s solution before others?"),
        gettext_lazy(
            "Colleagues, the boss or another supplier doubted it, and %(name)s stood up for it: "
            "seen, or told by somebody reliable."
        ),
    ),
    "prefers_other": Question(
        gettext_lazy("Does %(name)s hold another way to be better than %(whose)s solution?"),
        gettext_lazy("Another supplier, building it themselves, or leaving things as they are."),
    ),
    "speaks_against": Question(
        gettext_lazy("Has %(name)s spoken against %(whose)s solution before others, or tried to shut it out?"),
        gettext_lazy("Requirements that it cannot meet, criteria made to put it last, an open no in a meeting."),
    ),
}

PRICE: Final = {
    "accepts_range": Question(
        gettext_lazy("Has %(name)s accepted the range of %(whose)s price?"),
        gettext_lazy("Knows the figure, and said it is all right or put it into the budget. Silence does not count."),
    ),
    "defends_price": Question(
        gettext_lazy("Has %(name)s stood up for %(whose)s price before others?"),
        gettext_lazy("Explained it to the boss, to purchasing or finance, or helped to find the money."),
    ),
    "only_price": Question(
        gettext_lazy("Does %(name)s compare %(whose)s offer with others on price alone?"),
        gettext_lazy(
            "Asks who is cheapest, whatever is included; not a word about effect, risk or the costs over the years."
        ),
    ),
    "refuses_price": Question(
        gettext_lazy("Has %(name)s called %(whose)s price a reason not to buy?"),
        gettext_lazy(
            "Said that there will be no order at this price, or used a cheaper offer to push it out. "
            "Ordinary haggling does not count."
        ),
    ),
}

VETO: Final = {
    "can_stop": Question(
        gettext_lazy("By role or rule, can %(name)s alone stop such a purchase?"),
        gettext_lazy(
            "A signature, a technical or safety release, a step of the purchasing rules without which nothing goes on."
        ),
    ),
    "has_stopped": Question(
        gettext_lazy("Has a no of %(name)s ever ended something that others wanted?"),
        gettext_lazy("A purchase from us or from anybody else; you can say which one."),
    ),
    "asked_first": Question(
        gettext_lazy("In practice, does nothing go on before %(name)s has agreed?"),
        gettext_lazy(
            "Even the boss waits: for a trusted adviser, the chief engineer, the head of finance. "
            "Mere courtesy does not count."
        ),
    ),
    "overruled": Question(
        gettext_lazy("Would somebody overrule a no of %(name)s?"),
        gettext_lazy("It has happened, or somebody above has said so. That there is somebody above is not enough."),
    ),
}

APPROVER: Final = {
    "signs": Question(
        gettext_lazy("Does %(name)s have the final signature for an amount like this?"),
        gettext_lazy(
            "Within their limit of authority, as holder of the budget or signer of the contract. "
            "Signing what others have decided does not count."
        ),
    ),
    "has_decided": Question(
        gettext_lazy("Has a yes of %(name)s alone ever made a purchase?"),
        gettext_lazy("Others hesitated or were not asked, and it went ahead; you can say which one."),
    ),
    "others_follow": Question(
        gettext_lazy("In practice, do the others follow once %(name)s is for it?"),
        gettext_lazy("The discussion ends when %(name)s has spoken; whoever signs asks %(name)s first."),
    ),
    "needs_others": Question(
        gettext_lazy("Must somebody else still agree after a yes of %(name)s?"),
        gettext_lazy(
            "A board, headquarters, a tender committee, the owner. A formality that never fails does not count."
        ),
    ),
}

INFLUENCE: Final = {
    "has_happened": Question(
        gettext_lazy("Has %(name)s ever changed their mind on a matter of weight because of %(influencer)s?"),
        gettext_lazy(
            "A decision, a vote, the choice of a supplier. Small favours and passing on a message do not count."
        ),
    ),
    "would_change": Question(
        gettext_lazy("Would %(name)s today change their mind on a matter of weight because of %(influencer)s?"),
        gettext_lazy("Even where it is inconvenient. Hope does not count, nor does a bond that has cooled."),
    ),
    "bond": Question(
        gettext_lazy("Is there a bond between %(name)s and %(influencer)s beyond work and acquaintance?"),
        gettext_lazy(
            "Family, old friends, the same class or unit, years side by side, a mentor. "
            "Having each other's number, or having met at events, does not count."
        ),
    ),
}

QUESTIONS: Final[Mapping[str, Mapping[str, Question]]] = {
    "closeness": CLOSENESS,
    "solution": SOLUTION,
    "price": PRICE,
    "veto": VETO,
    "approver": APPROVER,
    "influence": INFLUENCE,
}
"""By guide and question."""

MEANINGS: Final[Mapping[str, Mapping[str, Promise]]] = {
    "closeness": {
        "2": gettext_lazy("Acts inside on behalf of %(party)s"),
        "1": gettext_lazy("Open towards %(party)s, beyond mere business"),
        "0": gettext_lazy("Correct and businesslike, neither near nor far"),
        "-1": gettext_lazy("Keeps %(party)s at a distance"),
        "-2": gettext_lazy("Works against %(party)s"),
    },
    "solution": {
        "2": gettext_lazy("Speaks up for the solution before others"),
        "1": gettext_lazy("Sees what the solution brings and leans towards it"),
        "0": gettext_lazy("Neither convinced of the solution nor against it"),
        "-1": gettext_lazy("Holds something against the solution"),
        "-2": gettext_lazy("Wants the solution out"),
    },
    "price": {
        "2": gettext_lazy("Stands up for the price"),
        "1": gettext_lazy("Accepts the price for what it buys"),
        "0": gettext_lazy("Not settled: neither accepts nor refuses the price"),
        "-1": gettext_lazy("Sees the price as an obstacle"),
        "-2": gettext_lazy("Will not buy at this price"),
    },
    "veto": {
        "yes": gettext_lazy("One no of %(name)s stops the deal"),
        "no": gettext_lazy("A no of %(name)s alone does not stop the deal"),
    },
    "approver": {
        "yes": gettext_lazy("One yes of %(name)s makes the deal"),
        "no": gettext_lazy("A yes of %(name)s alone does not make the deal"),
    },
    "influence": {
        "yes": gettext_lazy("Deep influence: %(influencer)s can sway %(name)s"),
        "no": gettext_lazy("An acquaintance, which is no influence: nothing to record"),
    },
}
"""By guide and proposed value."""
NOTHING_PROPOSED: Final = gettext_lazy("Too little is known for a value; find out first what is marked “don't know”")

ANSWERS: Final[Mapping[Answer, Promise]] = {
    Answer.YES: pgettext_lazy("answer", "Yes"),
    Answer.NO: pgettext_lazy("answer", "No"),
    Answer.UNKNOWN: pgettext_lazy("answer", "Don't know"),
}


def question_text(guide: str, question: str, about: About) -> str:
    """The question in words; one that this version does not know is its code."""
    found = QUESTIONS.get(guide, {}).get(question)
    return str(found.text) % about.words if found else question


def counts_text(guide: str, question: str, about: About) -> str:
    """What counts as a yes."""
    return str(QUESTIONS[guide][question].counts) % about.words


def meaning_text(guide: str, value: str, about: About) -> str:
    """What a proposed value says; blank is unknown."""
    return str(MEANINGS[guide].get(value, NOTHING_PROPOSED)) % about.words


def guide_label(guide: str) -> Text:
    """What a guide is about, in short."""
    return FILES["influences"] if guide == "influence" else label(guide)
