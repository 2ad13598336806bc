"""The keys of the report contract as words, for people who read a report as a table."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from renmai.wording import terms
from renmai.wording.terms import Term

Text = str | Promise

OTHERS: Final[dict[str, Text]] = {
    "trend": gettext_lazy("Trend"),
    "degrees": gettext_lazy("Three degrees"),
    "votes": gettext_lazy("Two votes"),
    "figures": gettext_lazy("Key figures"),
    "figure": gettext_lazy("Figure"),
    "key_1": "",
    "key_2": "",
    "key_3": "",
    "value": gettext_lazy("Value"),
    "previous": gettext_lazy("Previous period"),
    "year_ago": gettext_lazy("A year ago"),
    "customer": gettext_lazy("Customer"),
    "opportunity": gettext_lazy("Opportunity"),
    "opportunities": gettext_lazy("Opportunities"),
    "key_people": gettext_lazy("Key persons"),
    "code": gettext_lazy("Code"),
    "name": gettext_lazy("Name"),
    "owner": gettext_lazy("Owner"),
    "industry": gettext_lazy("Industry"),
    "region": gettext_lazy("Region"),
    "stage": gettext_lazy("Stage"),
    "contact": pgettext_lazy("column", "Last contact"),
    "members": gettext_lazy("Members"),
    "facts": gettext_lazy("Facts"),
    "department": gettext_lazy("Department"),
    "title": gettext_lazy("Title"),
    "reports_to": gettext_lazy("Reports to"),
    "grades": gettext_lazy("Grade"),
    "recommended": gettext_lazy("Recommended"),
    "chosen": gettext_lazy("Chosen"),
    "holds": gettext_lazy("Holds"),
    "preconditions": gettext_lazy("Preconditions"),
    "actions": gettext_lazy("Next actions"),
    "principle": gettext_lazy("Principle"),
    "line": gettext_lazy("Line"),
    "subject": gettext_lazy("Subject"),
    "type": gettext_lazy("Type"),
    "evidence": gettext_lazy("Evidence"),
    "priority": gettext_lazy("Priority"),
    "captured": gettext_lazy("Captured"),
    "incubated": gettext_lazy("Incubated"),
    "count": gettext_lazy("Number"),
    "relationship": gettext_lazy("Relationship"),
    "behaviour": gettext_lazy("Project behaviour"),
    "activities": gettext_lazy("Activities"),
    "untouched_members": gettext_lazy("Members without contact"),
    "kind": gettext_lazy("Kind"),
    "key_person": gettext_lazy("Key person"),
    "employee": gettext_lazy("Employee"),
    "view": gettext_lazy("View"),
    "influence": gettext_lazy("Influence line"),
    "every_person": pgettext_lazy("principle", "Every person, every feature"),
    "ahead": pgettext_lazy("principle", "Ahead of the field"),
    "mend": pgettext_lazy("principle", "Mend the weak side"),
    "breakthrough": pgettext_lazy("principle", "Break through where it counts"),
    "all_guns": pgettext_lazy("principle", "All guns"),
    "steer": pgettext_lazy("principle", "Steer by numbers"),
    "always_up": pgettext_lazy("principle", "Always up"),
    "ask_everyone": pgettext_lazy("principle", "Ask everyone"),
    "everyone_helps": pgettext_lazy("principle", "Everyone helps"),
    "yes": pgettext_lazy("answer", "Yes"),
    "no": pgettext_lazy("answer", "No"),
}
SECTIONS: Final[dict[str, Text]] = {
    "customers": gettext_lazy("Customers"),
    "people": gettext_lazy("Key persons"),
    "chains": gettext_lazy("Decision chains"),
}
"""Lists that share their key with the figure that counts them."""
TERMS: Final[tuple[dict[str, Term], ...]] = (
    terms.DEGREES,
    terms.GRADES,
    terms.VOTES,
    terms.FIGURES,
    terms.MATTERS,
    terms.COMPARISONS,
    terms.STANCE_GROUPS,
    terms.READINGS,
    terms.STRATEGIES,
)


def section(key: str) -> str:
    """The heading of a section of a report."""
    return str(SECTIONS[key]) if key in SECTIONS else label(key)


def label(key: str) -> str:
    """The words of a key; of a path such as `closeness.change` the words of each part.

    A key that is data (a strategy's precondition, a principle) stays as it is.
    """
    parts = [_one(part) for part in key.split(".") if part != "value" or "." not in key]
    return " ".join(part for part in parts if part)


def _one(key: str) -> str:
    if key in OTHERS:
        return str(OTHERS[key])
    for family in TERMS:
        if key in family:
            return str(family[key].label)
    return key
