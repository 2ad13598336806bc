"""Whose influence a row tells of, to somebody who looks (ADR 0022)."""

from datetime import date

from django.db.models import Q

from renmai.domain.look import note
from renmai.domain.scope import Scope
from renmai.store.models import Employee, Influence, InfluenceKind, InfluenceUse


def ended_unnamed(today: date) -> Q:
    """Influences of colleagues who are not named and have left: they count no more, and their days tell nobody who."""
    return Q(kind=InfluenceKind.OURS, employee=None, private__employee__left_on__lte=today)


def named_to(row: Influence | InfluenceUse, scope: Scope) -> Employee | None:
    """The employee, None where there is none, or none that the viewer may be told."""
    employee = row.employee
    if employee is None or (scope.hides and employee.code != scope.viewer):
        return None
    return employee


def shown_name(row: Influence | InfluenceUse, scope: Scope) -> Employee | None:
    """As `named_to`, of a row that is about to be shown: a look is noted."""
    employee = named_to(row, scope)
    note(employee.pk if employee else 0, row.key_person_id)
    return employee
