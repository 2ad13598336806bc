"""The influence figures of a view as a whole."""

from typing import Any

from renmai.analytics import influence_line
from renmai.analytics.panel import Panel
from renmai.domain.principles.cases import Movement, Step, ViewCase
from renmai.domain.question import Question, View, ViewKind
from renmai.domain.stance import DEGREES


def view_case(panel: Panel, question: Question) -> ViewCase:
    report = influence_line.figures(panel, question)
    return ViewCase(
        code=str(question.view),
        name=_name(panel, question.view),
        whole_company=question.view.kind is ViewKind.COMPANY,
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
