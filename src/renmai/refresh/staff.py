"""Our people, teams, surveys and competitors, read whole."""

from django.db.models import F

from renmai.analytics import facts as f
from renmai.store import models as store


def load_staff() -> f.Staff:
    return f.Staff(employees=_employees(), teams=_teams(), competitors=_competitors(), asked=_asked())


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
            hides=bool(one.hides),
        )
        for one in store.Employee.objects.annotate(hides=F("network_choice__hidden")).order_by("code")
    )


def _asked() -> tuple[f.Asked, ...]:
    rows = store.SurveyInvitation.objects.order_by("survey__opens_on", "pk").values_list(
        "employee_id", "survey__opens_on", "survey__closes_on", "survey__closed", "answered_on"
    )
    return tuple(
        f.Asked(
            employee,
            opens.toordinal(),
            opens.toordinal() if closed else closes.toordinal() + 1,
            f.ordinal(answered, f.NEVER),
        )
        for employee, opens, closes, closed, answered in rows
    )


def _teams() -> tuple[f.Team, ...]:
    return tuple(
        f.Team(one.pk, one.code, one.name, one.parent_id or 0, one.leader_id or 0)
        for one in store.Team.objects.order_by("code")
    )


def _competitors() -> tuple[f.Competitor, ...]:
    return tuple(f.Competitor(one.pk, one.code, one.name) for one in store.Competitor.objects.order_by("code"))
