"""The words of the weekly review: turns, risks, spans, and what to talk about at each step."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy, pgettext_lazy

from renmai.domain.review import CustomerTurn, OpportunityTurn, Risk, Span
from renmai.wording.terms import READINGS, Term, Text

SPANS: Final[dict[Span, Text]] = {
    Span.WEEK: pgettext_lazy("span of a review", "7 days"),
    Span.FORTNIGHT: pgettext_lazy("span of a review", "14 days"),
    Span.MONTH: pgettext_lazy("span of a review", "Month"),
    Span.QUARTER: pgettext_lazy("span of a review", "Quarter"),
    Span.YEAR: pgettext_lazy("span of a review", "Year"),
}
CUSTOMER_TURNS: Final[dict[CustomerTurn, Text]] = {
    CustomerTurn.NEW: pgettext_lazy("turn of a customer", "New"),
    CustomerTurn.TAKEN_OVER: pgettext_lazy("turn of a customer", "Taken over"),
    CustomerTurn.HANDED_OVER: pgettext_lazy("turn of a customer", "Handed over"),
    CustomerTurn.CLOSED: pgettext_lazy("turn of a customer", "Closed"),
}
OPPORTUNITY_TURNS: Final[dict[OpportunityTurn, Text]] = {
    OpportunityTurn.WON: pgettext_lazy("turn of an opportunity", "Won"),
    OpportunityTurn.LOST: pgettext_lazy("turn of an opportunity", "Lost"),
    OpportunityTurn.OPENED: pgettext_lazy("turn of an opportunity", "Opened"),
}
RISKS: Final[dict[Risk, Term]] = {
    Risk.BLOCKED: READINGS["blocked"],
    Risk.UNSAFE: READINGS["unsafe"],
    Risk.CONTESTED: READINGS["contested"],
    Risk.NO_CHAIN: Term(
        pgettext_lazy("risk", "No chain"), gettext_lazy("Nobody is in the decision chain: it cannot be read.")
    ),
    Risk.BEHIND: Term(
        pgettext_lazy("risk", "Behind in all degrees"),
        gettext_lazy("In each of the three degrees some competitor's average is above ours."),
    ),
    Risk.OVERDUE: Term(pgettext_lazy("risk", "Overdue"), gettext_lazy("The expected close has gone by.")),
    Risk.CLOSING: Term(pgettext_lazy("risk", "Closing soon"), gettext_lazy("Expected to close within 14 days.")),
    Risk.STALE: Term(
        pgettext_lazy("risk", "Stale persons"),
        gettext_lazy("Values of somebody in the decision chain were last assessed too long ago."),
    ),
}


@dataclass(frozen=True, slots=True)
class Step:
    """`ask` is the question for the meeting."""

    title: Text
    ask: Text


STEPS: Final[dict[str, Step]] = {
    "deals": Step(
        gettext_lazy("Customers and opportunities"),
        gettext_lazy("What was won, and can it be repeated? What does the loss teach us?"),
    ),
    "chains": Step(
        gettext_lazy("Readings and grades"),
        gettext_lazy("Which chain turned, and what turned it?"),
    ),
    "people": Step(
        gettext_lazy("Key persons"),
        gettext_lazy("Who is felt otherwise than before, and why? Which vote do we know now?"),
    ),
    "risks": Step(
        gettext_lazy("Risks by amount"),
        gettext_lazy("What does each large one need next, and who can help?"),
    ),
    "steps": Step(
        gettext_lazy("Planned steps"),
        gettext_lazy("What is overdue, and what holds it up? What did the finished ones bring?"),
    ),
    "next": Step(
        gettext_lazy("What to talk about next"),
        gettext_lazy("Who takes which of these until the next meeting?"),
    ),
}
TABLES: Final[dict[str, Step]] = {
    "customers": Step(gettext_lazy("Customers that came or left"), gettext_lazy("No customer came or left.")),
    "opportunities": Step(
        gettext_lazy("Opportunities opened, won or lost"),
        gettext_lazy("No opportunity was opened, won or lost."),
    ),
    "readings": Step(gettext_lazy("Chains that read otherwise"), gettext_lazy("Every chain reads as it did.")),
    "grades": Step(gettext_lazy("Grades up and down"), gettext_lazy("No grade rose or fell.")),
    "degrees": Step(
        gettext_lazy("Degrees that changed"),
        gettext_lazy("No known degree changed. Was nobody met, or was it not written down?"),
    ),
    "votes": Step(gettext_lazy("Votes learnt"), gettext_lazy("No vote was learnt.")),
    "risks": Step(
        gettext_lazy("Open opportunities at risk"),
        gettext_lazy("No open opportunity shows a risk: each chain is open, nobody in it is stale."),
    ),
    "due": Step(
        gettext_lazy("Overdue, and due within 14 days"),
        gettext_lazy("No step is due. Plan some on the page of an opportunity."),
    ),
    "done": Step(gettext_lazy("Done since then"), gettext_lazy("No step was finished.")),
    "next": Step(
        gettext_lazy("Most pressing first"),
        gettext_lazy("Nothing presses: nobody opposes, nothing that matters is unknown, no average fell."),
    ),
}
"""The tables; `ask` is what stands there where nothing is to be told."""
