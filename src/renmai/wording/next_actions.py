"""Next actions in words: what to do, and why now (spec 1.8).

`{...}` sentences are filled by the faces: with names that may be seen and with written numbers.
"""

from typing import Final

from django.utils.translation import gettext_lazy, ngettext_lazy, pgettext_lazy

from renmai.wording.terms import Term, Text

WHAT: Final[dict[tuple[str, str], Text]] = {
    ("customer", "every_person"): gettext_lazy("Get to know %(name)s in full"),
    ("customer", "ahead"): gettext_lazy("Take the lead in one degree: %(name)s"),
    ("customer", "mend"): gettext_lazy("Raise %(name)s to at least neutral"),
    ("customer", "breakthrough"): gettext_lazy("Put %(name)s first"),
    ("customer", "all_guns"): gettext_lazy("Bring everything into use at %(name)s"),
    ("customer", "steer"): gettext_lazy("See why figures of %(name)s got worse"),
    ("customer", "always_up"): gettext_lazy("Find out why %(name)s thinks less of us"),
    ("influence", "ask_everyone"): gettext_lazy("Ask %(name)s whom they can sway"),
    ("influence", "everyone_helps"): gettext_lazy("Ask %(helpers)s about %(name)s"),
    ("influence", "breakthrough"): gettext_lazy("Ask %(helpers)s to win %(name)s over"),
    ("influence", "steer"): gettext_lazy("See why the influence figures fell: %(name)s"),
    ("influence", "always_up"): gettext_lazy("Find out why the people we know think less of us: %(name)s"),
}
"""By line and principle."""

NEVER_MET: Final = gettext_lazy("never met")
MET_AGO: Final = ngettext_lazy("last met %(days)s day ago", "last met %(days)s days ago", "days")
IDLE_NEVER: Final = gettext_lazy("no activity yet")
IDLE_SINCE: Final = ngettext_lazy("no activity for %(days)s day", "no activity for %(days)s days", "days")
NOT_KNOWN: Final = gettext_lazy("not known: %(what)s")
NO_LEAD: Final = gettext_lazy("we lead in no degree")
NOTHING_TO_COMPARE: Final = gettext_lazy("nobody can compare us with a competitor")
MOVED: Final = gettext_lazy("%(what)s %(before)s → %(now)s")
WAS_A_YEAR_AGO: Final = gettext_lazy("%(what)s %(before)s a year ago → %(now)s")
NOT_ANSWERED: Final = gettext_lazy("has not answered the survey")
NAMED_NOBODY: Final = gettext_lazy("has named nobody yet")
CAN_SWAY: Final = gettext_lazy("can be swayed by %(names)s")
IN_CHAINS: Final = gettext_lazy("decides %(names)s")
NOBODY_SELLS: Final = gettext_lazy("no salesperson knows this person")

UNUSED: Final[dict[str, Text]] = {
    "strategy": gettext_lazy("no strategy is chosen, and none fits yet"),
    "account": gettext_lazy("nobody answers for the account"),
    "solution": gettext_lazy("nobody answers for the solution"),
    "delivery": gettext_lazy("nobody answers for delivery"),
    "plan": gettext_lazy("nothing is planned"),
}
INDICATORS: Final[dict[str, Text]] = {
    "captured_count": gettext_lazy("captured opportunities"),
    "captured_amount": gettext_lazy("captured amount"),
    "incubated_count": gettext_lazy("incubated opportunities"),
    "incubated_amount": gettext_lazy("incubated amount"),
    "activities_per_chain": gettext_lazy("activities per chain"),
    "untouched_members": gettext_lazy("members without contact"),
}
PRINCIPLES: Final[dict[str, Term]] = {
    "every_person": Term(
        pgettext_lazy("principle", "Every person, every feature"),
        gettext_lazy("At focus customers every key person is met and all seven features are known."),
    ),
    "ahead": Term(
        pgettext_lazy("principle", "Ahead of the field"),
        gettext_lazy("In a focus opportunity we lead the competitors in at least one degree."),
    ),
    "mend": Term(
        pgettext_lazy("principle", "Mend the weak side"),
        gettext_lazy("Whoever opposes us in a degree is raised to at least neutral."),
    ),
    "breakthrough": Term(
        pgettext_lazy("principle", "Break through where it counts"),
        gettext_lazy("Focus persons, veto holders and approvers come first."),
    ),
    "all_guns": Term(
        pgettext_lazy("principle", "All guns"),
        gettext_lazy("A focus customer has a strategy, a whole account team, a plan and activities."),
    ),
    "steer": Term(
        pgettext_lazy("principle", "Steer by numbers"), gettext_lazy("What got worse shows where to go next.")
    ),
    "always_up": Term(
        pgettext_lazy("principle", "Always up"), gettext_lazy("A fall has a cause that is found and answered.")
    ),
    "ask_everyone": Term(
        pgettext_lazy("principle", "Ask everyone"),
        gettext_lazy("Every employee, sales or not, is asked whom they can sway."),
    ),
    "everyone_helps": Term(
        pgettext_lazy("principle", "Everyone helps"),
        gettext_lazy("Colleagues who can sway a person help us to know that person."),
    ),
}
