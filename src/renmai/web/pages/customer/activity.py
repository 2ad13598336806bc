"""What we did with a customer: who met whom, when, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch
from django.urls import reverse

from renmai.store.models import Activity, ActivityPerson, Customer, Opportunity
from renmai.web.access import Viewer
from renmai.web.shown import PAGE_SIZE, Pager, Shown, pager
from renmai.wording.columns import WORDS, Text


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class ActivityRow:
    day: str
    kind: Text
    colleague: str
    people: list[Link]
    opportunity: Link | None
    note: str


@dataclass(frozen=True, slots=True)
class ActivityTab:
    rows: list[ActivityRow]
    pager: Pager


def activity_tab(
    viewer: Viewer, customer: Customer, shown: Shown, opportunity: Opportunity | None = None
) -> ActivityTab:
    """Activities up to the day, latest first; of one opportunity where one is given."""
    found = Activity.objects.visible_to(viewer.scope, viewer.today).filter(
        customer=customer, occurred_on__lte=shown.question.as_of
    )
    if opportunity:
        found = found.filter(opportunity=opportunity)
    met = (
        ActivityPerson.objects.visible_to(viewer.scope, viewer.today).select_related("key_person").order_by("position")
    )
    page = (
        found.select_related("employee", "opportunity")
        .prefetch_related(Prefetch("people", queryset=met))
        .order_by("-occurred_on", "-pk")[shown.first_row : shown.first_row + PAGE_SIZE]
    )
    return ActivityTab(activity_rows(page), pager(shown, found.count()))


def activity_rows(activities: Iterable[Activity]) -> list[ActivityRow]:
    """Of activities fetched with their people, employee and opportunity."""
    return [_row(one) for one in activities]


def _row(activity: Activity) -> ActivityRow:
    deal = activity.opportunity
    return ActivityRow(
        day=activity.occurred_on.isoformat(),
        kind=WORDS["kind"].get(activity.kind, ""),
        colleague=activity.employee.name,
        people=[
            Link(one.key_person.name, reverse("key-person", args=[one.key_person.code]))
            for one in activity.people.all()
        ],
        opportunity=Link(deal.name, reverse("opportunity", args=[deal.code])) if deal else None,
        note=activity.note,
    )
