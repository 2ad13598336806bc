"""What an employee answers for: what has to be handed over by the time the employee leaves."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from renmai.store.models import Customer, Employee, Influence, Opportunity, Ownership, Team
from renmai.web.access import Viewer

NAMED: Final = 10


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """`some` are the first `NAMED` of the customers owned today."""

    customers: int
    some: list[Customer]
    opportunities: int
    influences: int
    teams: list[Team]

    def __bool__(self) -> bool:
        return bool(self.customers or self.opportunities or self.influences or self.teams)


def left_behind(viewer: Viewer, employee: Employee) -> LeftBehind:
    """Ownerships and influences that last, open opportunities, and teams led."""
    lasting = Q(valid_to=None) | Q(valid_to__gt=viewer.today)
    owned = Ownership.objects.visible_to(viewer.scope, viewer.today).filter(lasting, employee=employee)
    swayed = Influence.objects.visible_to(viewer.scope, viewer.today).filter(lasting, employee=employee)
    open_ones = Opportunity.objects.visible_to(viewer.scope, viewer.today).filter(owner=employee, status="open")
    is_told = not viewer.scope.hides or employee.pk == viewer.employee.pk
    return LeftBehind(
        owned.count(),
        [each.customer for each in owned.select_related("customer").order_by("customer__name")[:NAMED]],
        open_ones.count(),
        swayed.count() if is_told else 0,
        list(Team.objects.filter(leader=employee).order_by("name")),
    )
