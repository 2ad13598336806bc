"""Our own people, how many key persons they have named, and whether a survey waits for them."""

from collections.abc import Callable, Iterator

import numpy as np

from renmai.analytics import facts as f
from renmai.analytics.panel import Panel
from renmai.domain.principles.cases import EmployeeCase
from renmai.domain.question import Question


def employee_cases(panel: Panel, question: Question) -> Iterator[EmployeeCase]:
    """The view's employees employed on D; filters of customers say nothing about them."""
    day = question.as_of.toordinal()
    recorded = _influences_by_employee(panel, day)
    waits = _waiting(panel, day)
    for employee in panel.roster.employees_in(question.view):
        if employee.start <= day < employee.stop:
            yield EmployeeCase(
                employee.code, employee.name, employee.sales, recorded.get(employee.id, 0), waits(employee.id)
            )


def _waiting(panel: Panel, day: int) -> Callable[[int], bool | None]:
    """By employee id, what `EmployeeCase.asked` tells."""
    asked = [one for one in panel.roster.staff.asked if one.start <= day]
    is_open = any(day < one.stop for one in asked)
    missing = {one.employee for one in asked if day < one.stop and one.answered > day}
    answered = {one.employee for one in asked if one.answered <= day}

    def waits(employee: int) -> bool | None:
        if is_open:
            return employee in missing
        return False if employee in answered else None

    return waits


def _influences_by_employee(panel: Panel, day: int) -> dict[int, int]:
    """By employee id, the influences that counted on any day up to `day`, wherever they are."""
    found = [np.zeros(0, np.int64)]
    for slab in panel.slabs:
        table = slab.influences
        found.append(table.giver[(table.kind == f.OURS) & (table.start <= day)])
    employees, counts = np.unique(np.concatenate(found), return_counts=True)
    return dict(zip(employees.tolist(), counts.tolist(), strict=True))
