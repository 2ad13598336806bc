"""The figures of account indicators and of coverage, explained where they stand."""

from typing import Final

from django.utils.translation import gettext_lazy, pgettext_lazy

from renmai.wording.terms import Term

INDICATORS: Final = {
    "captured": Term(
        gettext_lazy("Captured opportunities"),
        gettext_lazy("New within the period; they came from the customer or a tender."),
        pgettext_lazy("opportunities, short", "Captured"),
    ),
    "incubated": Term(
        gettext_lazy("Incubated opportunities"),
        gettext_lazy("New within the period; we raised them ourselves."),
        pgettext_lazy("opportunities, short", "Incubated"),
    ),
    "new_opportunities": Term(
        gettext_lazy("New opportunities"),
        gettext_lazy("Opportunities opened within the period that ends on the as-of day, whatever became of them."),
    ),
    "relationship": Term(
        gettext_lazy("Overall relationship"),
        gettext_lazy("Three averages over all key persons, and how many customers rose or fell by a grade."),
    ),
    "behaviour": Term(
        gettext_lazy("Project behaviour"),
        gettext_lazy("What we do about the open deals: activities, and members whom nobody met."),
    ),
    "activities": Term(
        gettext_lazy("Activities"), gettext_lazy("Visits, calls, meetings and the like within the period.")
    ),
    "per_chain": Term(
        gettext_lazy("Activities per chain"),
        gettext_lazy("Activities within the period, divided by the open decision chains."),
        pgettext_lazy("activities, short", "Per chain"),
    ),
    "untouched_members": Term(
        gettext_lazy("Members without contact"),
        gettext_lazy("Members of open decision chains whom no activity of the period names; each counts once."),
        pgettext_lazy("members, short", "No contact"),
    ),
}
