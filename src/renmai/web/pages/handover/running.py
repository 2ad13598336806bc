"""Handovers that go on: those that the viewer takes over, or answers for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import Final

from django.db.models import Q, QuerySet
from django.urls import reverse

from renmai.store.models import Handover
from renmai.web.access import Viewer
from renmai.web.pages.handover.checklist import checklist, items_of

MOST: Final = 20
LATELY: Final = timedelta(days=180)
"""The latest ones: a handover of longer ago is worked through or forgotten."""


@dataclass(frozen=True, slots=True)
class Running:
    url: str
    giver: str
    successor: str
    day: str
    customers: int
    done: int
    needed: int

    @property
    def is_done(self) -> bool:
        return self.done == self.needed


def taken_by(viewer: Viewer) -> list[Running]:
    """What the viewer has taken over and not worked through, the earliest first. Two statements."""
    rows = _lately(viewer).filter(to_employee=viewer.employee).select_related("from_employee", "to_employee")
    found = _running(viewer, list(rows.order_by("-day", "-pk")[:MOST]))
    return [one for one in reversed(found) if not one.is_done]


def in_reach(viewer: Viewer) -> list[Running]:
    """Those from or to employees in the viewer's reach, the latest first. Two statements."""
    rows = _lately(viewer).select_related("from_employee", "to_employee")
    if not viewer.scope.everything:
        mine = viewer.scope.employees
        rows = rows.filter(Q(from_employee__code__in=mine) | Q(to_employee__code__in=mine))
    return _running(viewer, list(rows.order_by("-day", "-pk")[:MOST]))


def _lately(viewer: Viewer) -> QuerySet[Handover]:
    return Handover.objects.filter(day__gte=viewer.today - LATELY)


def _running(viewer: Viewer, handovers: Sequence[Handover]) -> list[Running]:
    """Of some handovers those of which the viewer may see a customer."""
    items = sorted(items_of(viewer, handovers), key=lambda item: item.handover_id)
    by_handover = {pk: list(some) for pk, some in groupby(items, key=lambda item: item.handover_id)}
    found = []
    for one in handovers:
        customers = checklist(viewer, one, by_handover.get(one.pk, []))
        if customers:
            found.append(
                Running(
                    reverse("handover", args=[one.code]),
                    one.from_employee.name,
                    one.to_employee.name,
                    one.day.isoformat(),
                    len(customers),
                    sum(at.done for at in customers),
                    sum(at.needed for at in customers),
                )
            )
    return found
