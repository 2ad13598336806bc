"""The words of the method for people: labels, short labels and what a term means."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Term:
    """`short` fits a table head or a rail; `meaning` is one or two sentences for hover and focus."""

    label: Text
    meaning: Text
    short: Text = ""


LINES: Final = {
    "customer": Term(
        gettext_lazy("Customer line"),
        gettext_lazy("How the relationships with our customers stand, customer by customer."),
        gettext_lazy("Customers"),
    ),
    "influence": Term(
        gettext_lazy("Influence line"),
        gettext_lazy("The key persons whom our employees can deeply sway."),
        gettext_lazy("Influence"),
    ),
    "key-person": Term(
        gettext_lazy("Key person line"),
        gettext_lazy("Everyone at a customer who takes part in, or sways, its decisions."),
        gettext_lazy("People"),
    ),
    "decision-chain": Term(
        gettext_lazy("Decision chain line"),
        gettext_lazy("Open opportunities and the key persons who decide them."),
        gettext_lazy("Chains"),
    ),
}

DEGREES: Final = {
    "closeness": Term(
        gettext_lazy("Closeness"),
        gettext_lazy("How close the person is to us: −2 strong oppose … +2 strong support. Unknown is never 0."),
        pgettext_lazy("degree, short", "Closeness"),
    ),
    "solution": Term(
        gettext_lazy("Solution approval"),
        gettext_lazy("How far the person approves of our solution, −2 … +2. Unknown is never 0."),
        pgettext_lazy("degree, short", "Solution"),
    ),
    "price": Term(
        gettext_lazy("Price acceptance"),
        gettext_lazy("How far the person accepts our price, −2 … +2. Unknown is never 0."),
        pgettext_lazy("degree, short", "Price"),
    ),
}

VOTES: Final = {
    "veto": Term(
        gettext_lazy("Veto holder"),
        gettext_lazy("One no of this person stops the deal."),
        pgettext_lazy("vote, short", "Veto"),
    ),
    "approver": Term(
        gettext_lazy("Approver"),
        gettext_lazy("One yes of this person makes the deal."),
        pgettext_lazy("vote, short", "Approval"),
    ),
}

GRADES: Final = {
    "excellent": Term(
        pgettext_lazy("grade", "Excellent"),
        gettext_lazy("More than half of the known values support us."),
        pgettext_lazy("grade, one letter", "E"),
    ),
    "good": Term(
        pgettext_lazy("grade", "Good"),
        gettext_lazy("More support than opposition, or no opposition at all."),
        pgettext_lazy("grade, one letter", "G"),
    ),
    "medium": Term(
        pgettext_lazy("grade", "Medium"),
        gettext_lazy("More opposition than support, but not more than half."),
        pgettext_lazy("grade, one letter", "M"),
    ),
    "poor": Term(
        pgettext_lazy("grade", "Poor"),
        gettext_lazy("More than half of the known values oppose us."),
        pgettext_lazy("grade, one letter", "P"),
    ),
    "ungraded": Term(
        pgettext_lazy("grade", "Ungraded"),
        gettext_lazy("No value is known yet."),
        pgettext_lazy("grade, one letter", "?"),
    ),
}

STANCE_GROUPS: Final = {
    "support": Term(pgettext_lazy("stance", "Support"), gettext_lazy("A known value above 0.")),
    "neutral": Term(pgettext_lazy("stance", "Neutral"), gettext_lazy("A known value of 0.")),
    "oppose": Term(pgettext_lazy("stance", "Oppose"), gettext_lazy("A known value below 0.")),
    "unknown": Term(pgettext_lazy("stance", "Unknown"), gettext_lazy("Nobody of us knows the value.")),
}

STANCES: Final = {
    2: pgettext_lazy("stance", "Strong support"),
    1: pgettext_lazy("stance", "Support"),
    0: pgettext_lazy("stance", "Neutral"),
    -1: pgettext_lazy("stance", "Oppose"),
    -2: pgettext_lazy("stance", "Strong oppose"),
    None: pgettext_lazy("stance", "Unknown"),
}

VOTE_ANSWERS: Final = {
    "yes": pgettext_lazy("vote", "Yes"),
    "no": pgettext_lazy("vote", "No"),
    "unknown": pgettext_lazy("vote", "Unknown"),
}

STANDINGS: Final = {
    "ours": Term(pgettext_lazy("who leads", "We lead"), gettext_lazy("Both averages are known and ours is higher.")),
    "level": Term(pgettext_lazy("who leads", "Level"), gettext_lazy("Both averages are known and equal.")),
    "theirs": Term(
        pgettext_lazy("who leads", "They lead"), gettext_lazy("Both averages are known and the competitor's is higher.")
    ),
    "unknown": Term(
        pgettext_lazy("who leads", "Unknown"), gettext_lazy("Our average or the competitor's is not known.")
    ),
}

CLAIMS: Final = {
    "both_sway": Term(
        pgettext_lazy("why contested", "Both can sway"),
        gettext_lazy("An employee of ours and somebody of the competitor can deeply sway the person."),
    ),
    "supports_both": Term(
        pgettext_lazy("why contested", "Supports both"),
        gettext_lazy("Supports us in some degree, and the competitor in some degree."),
    ),
}

READINGS: Final = {
    "blocked": Term(
        pgettext_lazy("reading", "Blocked"),
        gettext_lazy("A veto holder opposes us: the mean of the three degrees is as low as the policy says, or lower."),
    ),
    "unsafe": Term(
        pgettext_lazy("reading", "Unsafe"),
        gettext_lazy("No approver is known, or we do not know enough of those who hold a vote."),
    ),
    "contested": Term(
        pgettext_lazy("reading", "Contested"),
        gettext_lazy("All is known, but an approver is short of support or a veto holder leans against us."),
    ),
    "open": Term(
        pgettext_lazy("reading", "Open"),
        gettext_lazy("Every approver supports us as far as the policy asks, and no veto holder leans against us."),
    ),
}

FACTS: Final = {
    "veto_opposed": gettext_lazy("Veto holder opposes"),
    "approver_missing": gettext_lazy("No known approver"),
    "degree_unknown": gettext_lazy("Holds a vote, a degree is unknown"),
    "veto_unknown": gettext_lazy("Veto unknown"),
    "approver_short": gettext_lazy("Approver short of support"),
    "veto_negative": gettext_lazy("Veto holder leans against us"),
}

STRATEGIES: Final = {
    "acquire": Term(
        pgettext_lazy("strategy", "Acquire"), gettext_lazy("A prospect whose people we hardly know becomes a customer.")
    ),
    "grow": Term(
        pgettext_lazy("strategy", "Grow"), gettext_lazy("A customer of small contribution becomes one of large.")
    ),
    "retain": Term(
        pgettext_lazy("strategy", "Retain"), gettext_lazy("A customer who stands well with us stays and keeps buying.")
    ),
    "win_back": Term(
        pgettext_lazy("strategy", "Win back"), gettext_lazy("A degree fell sharply: find the cause and repair it.")
    ),
    "watch": Term(pgettext_lazy("strategy", "Watch"), gettext_lazy("A grade is poor: keep a minimum rhythm and wait.")),
    "undecided": Term(
        pgettext_lazy("strategy", "Undecided"), gettext_lazy("Too little is known for a recommendation.")
    ),
}

COMPARISONS: Final = {
    "change": Term(
        pgettext_lazy("against the previous period", "Change"),
        gettext_lazy("Against the same day of the previous period."),
        pgettext_lazy("against the previous period, short", "Prev."),
    ),
    "yoy": Term(
        pgettext_lazy("against a year ago", "Year on year"),
        gettext_lazy("Against the same day a year ago."),
        pgettext_lazy("against a year ago, short", "YoY"),
    ),
}

FIGURES: Final = {
    "customers": Term(
        gettext_lazy("Number of customers"),
        gettext_lazy("Customers in this view that exist on the as-of day."),
        gettext_lazy("Customers"),
    ),
    "people": Term(
        gettext_lazy("Number of key persons"),
        gettext_lazy("Key persons who count on the as-of day in this view."),
        gettext_lazy("Key persons"),
    ),
    "known": Term(
        gettext_lazy("Known persons"),
        gettext_lazy(
            "Key persons whom somebody in this view can deeply sway. A person known to two employees counts once."
        ),
    ),
    "uninsighted": Term(
        gettext_lazy("Uninsighted"), gettext_lazy("Any of the three degrees or of the two votes is unknown.")
    ),
    "chains": Term(
        gettext_lazy("Decision chains"),
        gettext_lazy("Open opportunities with at least one chain member on the as-of day."),
    ),
    "amount": Term(gettext_lazy("Open amount"), gettext_lazy("Total amount of the open opportunities.")),
    "potential": Term(
        gettext_lazy("Influence potential"),
        gettext_lazy("Known persons in this view as a share of all key persons of the company."),
    ),
    "contribution_count": Term(
        gettext_lazy("Influence contribution, by deals"),
        gettext_lazy("Share of this year's won deals in which the influence of an employee was used."),
    ),
    "contribution_amount": Term(
        gettext_lazy("Influence contribution, by amount"),
        gettext_lazy("Share of this year's won amount in which the influence of an employee was used."),
    ),
}

MATTERS: Final = {
    "three_degrees": Term(
        gettext_lazy("Three degrees"),
        gettext_lazy("Closeness, solution approval and price acceptance, graded by how many support and oppose."),
    ),
    "two_votes": Term(gettext_lazy("Two votes"), gettext_lazy("Who can stop a deal alone, and who can make it alone.")),
    "account_team": Term(
        gettext_lazy("Account team"),
        gettext_lazy("Who works on a customer together: one for the account, one for the solution, one for delivery."),
    ),
    "known_share": Term(
        pgettext_lazy("how many values are known", "known"), gettext_lazy("An average counts known values only.")
    ),
    "same_persons": Term(
        gettext_lazy("Same persons"),
        gettext_lazy(
            "Only those who were here, and whose value was known, on every day in between. "
            "Nobody who came or left, and nothing newly learnt, has a part in the change."
        ),
        pgettext_lazy("change with the same persons, short", "Same persons"),
    ),
    "average": Term(gettext_lazy("Average"), gettext_lazy("Mean of the sets' own averages; each set weighs the same.")),
    "reading": Term(
        gettext_lazy("Reading"), gettext_lazy("The verdict on the chain, with every fact that decides it.")
    ),
    "lead": Term(
        gettext_lazy("Lead"), gettext_lazy("Our average minus that of the best competitor, over the chain's members.")
    ),
    "role_targets": Term(
        gettext_lazy("Role targets"),
        gettext_lazy("How many of each role, and of each vote, are in the chain, and how many a deal should have."),
    ),
    "what_if": Term(
        gettext_lazy("What if"),
        gettext_lazy("Some values tried as if they had been assessed today; everything else stays as it is."),
    ),
    "paths": Term(
        gettext_lazy("Who can help"),
        gettext_lazy(
            "The shortest ways of influence from our colleagues to this person, directly or through people inside: "
            "first the shortest, then those through the people closest to us."
        ),
    ),
    "strategy": Term(
        gettext_lazy("Recommended strategy"), gettext_lazy("The first of the five strategies whose conditions hold.")
    ),
    "completeness": Term(gettext_lazy("Completeness"), gettext_lazy("Known features of the seven, always towards us.")),
    "reporting_line": Term(gettext_lazy("Reports to"), gettext_lazy("The superior inside the customer.")),
    "influencers": Term(gettext_lazy("Swayed by"), gettext_lazy("Who can deeply sway this person.")),
    "features": Term(
        gettext_lazy("Seven features"),
        gettext_lazy(
            "Three degrees, two votes, reporting line and influence: what is to be known of every key person."
        ),
    ),
    "stale": Term(
        gettext_lazy("Growing stale"),
        gettext_lazy("Key persons whose degrees towards us were last assessed too long ago to be relied on."),
    ),
    "mirror": Term(
        gettext_lazy("Side by side"),
        gettext_lazy("The same customers and people, once towards us and once towards one competitor."),
    ),
    "contested_people": Term(
        gettext_lazy("Contested key persons"),
        gettext_lazy("Both parties can sway the person, or both have the person's support in some degree."),
    ),
    "focus": Term(gettext_lazy("Focus"), gettext_lazy("Marked for special attention.")),
}
