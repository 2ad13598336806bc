"""The words of the scorecard: each component with its formula, and why it may have no score."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy, pgettext_lazy

from renmai.domain.scorecard import ComponentName
from renmai.wording.terms import Text


@dataclass(frozen=True, slots=True)
class Words:
    """`formula` says how the score is made; `missing` why there is none."""

    label: Text
    short: Text
    formula: Text
    missing: Text


COMPONENTS: Final[dict[ComponentName, Words]] = {
    ComponentName.COMPLETENESS: Words(
        gettext_lazy("Features known"),
        pgettext_lazy("component, short", "Known"),
        gettext_lazy("100 × known features ÷ (7 × key persons)"),
        gettext_lazy("There is no key person in the view."),
    ),
    ComponentName.GRADES: Words(
        gettext_lazy("Grades of the customers"),
        pgettext_lazy("component, short", "Grades"),
        gettext_lazy(
            "100 × degrees graded good or excellent ÷ degrees graded, over the three degrees of all customers"
        ),
        gettext_lazy("No degree of any customer is graded."),
    ),
    ComponentName.MOVES: Words(
        gettext_lazy("Moves in the period"),
        pgettext_lazy("component, short", "Moves"),
        gettext_lazy(
            "Mean of two: 50 + 50 × (grades up − down) ÷ (up + down), "
            "and 50 + 50 × mean change of the same persons' values ÷ a sharp drop, within 0 … 100"
        ),
        gettext_lazy("No grade moved, and no value is known on both days."),
    ),
    ComponentName.CHAINS: Words(
        gettext_lazy("Readings of the decision chains"),
        pgettext_lazy("component, short", "Chains"),
        gettext_lazy(
            "100 × amount by reading ÷ amount of all chains: open counts whole, contested 2/3, unsafe 1/3, blocked 0"
        ),
        gettext_lazy("No open decision chain has an amount."),
    ),
    ComponentName.PLAN: Words(
        gettext_lazy("Results of planned steps"),
        pgettext_lazy("component, short", "Plan"),
        gettext_lazy(
            "100 × (steps done + of these, goals reached) ÷ (2 × steps due in the period); dropped ones are not due"
        ),
        gettext_lazy("No planned step was due in the period."),
    ),
    ComponentName.UPKEEP: Words(
        gettext_lazy("Upkeep"),
        pgettext_lazy("component, short", "Upkeep"),
        gettext_lazy("100 × key persons assessed or met before they grew stale ÷ key persons"),
        gettext_lazy("There is no key person in the view."),
    ),
    ComponentName.BOOK: Words(
        gettext_lazy("Size of the book"),
        pgettext_lazy("component, short", "Book"),
        gettext_lazy("100 × customers ÷ a full book for each salesperson, at most 100"),
        gettext_lazy("Nobody owns a customer of the view."),
    ),
}
NO_CUSTOMERS: Final = gettext_lazy("The view has no customers on this day.")
PRIVACY: Final = gettext_lazy(
    "Whom somebody can sway is no part of the score, and never becomes one: a private network belongs to the "
    "employee, and who lends it helps of their own free will. If it counted here, nobody would tell the truth about it."
)
