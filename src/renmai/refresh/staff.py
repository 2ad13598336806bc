"""Our people, teams and competitors, read whole."""

from renmai.analytics import facts as f
from renmai.store import models as store


def load_staff() -> f.Staff:
    return f.Staff(employees=_employees(), teams=_teams(), competitors=_competitors())


def _employees() -> tuple[f.Employee, ...]:
    return tuple(
        f.Employee(
            one.pk,
            one.code,
            one.name,
            one.team_id or 0,
            one.role,
            one.sales,
            f.ordinal(one.joined_on, f.EVER),
            f.ordinal(one.left_on, f.NEVER),
        )
        for one in store.Employee.objects.order_by("code")
    )


def _teams() -> tuple[f.Team, ...]:
    return tuple(
        f.Team(one.pk, one.code, one.name, one.parent_id or 0, one.leader_id or 0)
        for one in store.Team.objects.order_by("code")
    )


def _competitors() -> tuple[f.Competitor, ...]:
    return tuple(f.Competitor(one.pk, one.code, one.name) for one in store.Competitor.objects.order_by("code"))
