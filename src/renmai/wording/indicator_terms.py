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
    "coverage": Term(
        gettext_lazy("Coverage"),
        gettext_lazy("Which key persons our people have met lately, and how many of us."),
    ),
    "covered": Term(
        pgettext_lazy("key persons", "Covered"),
        gettext_lazy(
            "Somebody of us who still works here met the person within the days after which a value is stale."
        ),
    ),
    "single": Term(
        pgettext_lazy("key persons", "By one of us only"),
        gettext_lazy("Exactly one of us covers the person: if that colleague leaves, the thread is cut."),
    ),
    "never": Term(
        pgettext_lazy("key persons", "Never met"), gettext_lazy("No activity up to the day names the person.")
    ),
    "uncovered": Term(
        pgettext_lazy("key persons", "Not covered"),
        gettext_lazy("Nobody of us met the person lately, or only somebody who has left."),
    ),
    "rounds": Term(
        gettext_lazy("Rounds of coverage"),
        gettext_lazy(
            "Contacts planned together, several of us with several key persons; the activities say what was met."
        ),
    ),
}
