"""Our own people, and the influence figures of a view as a whole."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from renmai.analytics import facts as f
from renmai.analytics import influence_line
from renmai.analytics.panel import Panel
from renmai.domain.principles.cases import EmployeeCase, Movement, Step, ViewCase
from renmai.domain.question import Question, View, ViewKind
from renmai.domain.stance import DEGREES


def employee_cases(panel: Panel, question: Question) -> Iterator[EmployeeCase]:
    """The view's employees employed on D; filters of customers say nothing about them."""
    day = question.as_of.toordinal()
    recorded = _influences_by_employee(panel, day)
    for employee in panel.roster.employees_in(question.view):
        if employee.start <= day < employee.stop:
            yield EmployeeCase(employee.code, employee.name, employee.sales, recorded.get(employee.id, 0))


def _influences_by_employee(panel: Panel, day: int) -> dict[int, int]:
    """By employee id, the influences that counted on any day up to `day`, wherever they are."""
    found = [np.zeros(0, np.int64)]
    for slab in panel.slabs:
        table = slab.influences
        found.append(table.outer[(table.kind == f.OURS) & (table.start <= day)])
    employees, counts = np.unique(np.concatenate(found), return_counts=True)
    return dict(zip(employees.tolist(), counts.tolist(), strict=True))


def view_case(panel: Panel, question: Question) -> ViewCase:
    report = influence_line.figures(panel, question)
    return ViewCase(
        code=str(question.view),
        name=_name(panel, question.view),
        figures=tuple(Step(name, figure["value"], figure["previous"]) for name, figure in report["figures"].items()),
        averages=tuple(_movement(degree, report["trend"][degree]) for degree in DEGREES),
    )


def _movement(name: str, figure: dict[str, Any]) -> Movement:
    return Movement(name, figure["value"], figure["previous"], figure["year_ago"])


def _name(panel: Panel, view: View) -> str:
    """The team's or employee's name; the company goes without."""
    if view.kind is ViewKind.TEAM:
        return panel.roster.team_of_code[view.code].name
    return panel.employee_name(view.code) if view.kind is ViewKind.PERSONAL else ""
