"""The seven reports of the contract (spec 3): one question, one answer, for every face."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from renmai.analytics import (
    account_line,
    customer_line,
    decision_chain_line,
    influence_line,
    key_person_line,
    next_actions,
    strategy_fit,
)
from renmai.analytics.customer_places import words_seen
from renmai.analytics.panel import Panel
from renmai.analytics.visible import view_choices
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.principles.mark import Mark
from renmai.domain.question import ABOUT_US, Question
from renmai.domain.scope import Scope

Report = dict[str, Any]
Answer = Callable[[Panel, Question, Scope], Report]
Marks = Sequence[Mark]


def _customer(panel: Panel, question: Question, scope: Scope) -> Report:
    figures = customer_line.figures(panel, question)
    return figures | {"customers": customer_line.listing(panel, question, scope)[:]}


def _influence(panel: Panel, question: Question, scope: Scope) -> Report:
    figures = influence_line.figures(panel, question)
    return figures | {"people": influence_line.listing(panel, question, scope, tells=True)[:]}


def _key_person(panel: Panel, question: Question, scope: Scope) -> Report:
    figures = key_person_line.figures(panel, question)
    return figures | {"people": key_person_line.listing(panel, question, scope)[:]}


def _decision_chain(panel: Panel, question: Question, scope: Scope) -> Report:
    figures = decision_chain_line.figures(panel, question)
    return figures | {"chains": decision_chain_line.listing(panel, question, scope)[:]}


def _strategies(panel: Panel, question: Question, scope: Scope) -> Report:
    return {"customers": strategy_fit.report_rows(panel, question, scope)}


def _actions(panel: Panel, question: Question, scope: Scope, marks: Marks = ()) -> Report:
    return {"actions": next_actions.report_rows(panel, question, scope, marks)}


def _account(panel: Panel, question: Question, scope: Scope) -> Report:
    return {"customers": account_line.report_rows(panel, question, scope)}


ANSWERS: Final[dict[str, Answer]] = {
    "customer": _customer,
    "influence": _influence,
    "key-person": _key_person,
    "decision-chain": _decision_chain,
    "strategies": _strategies,
    "actions": _actions,
    "account": _account,
}
ACTIONS: Final = "actions"
"""The one line that marks say something about."""
LINES: Final = tuple(ANSWERS)
SOME: Final = 6


def report(panel: Panel, line: str, question: Question, scope: Scope, marks: Marks = ()) -> Report:
    """The whole report; the actions without what is marked. Raises `RenmaiError` for what may not be seen."""
    check(panel, line, question, scope)
    if line == ACTIONS and marks:
        return header(line, question) | _actions(panel, question, scope, marks)
    return header(line, question) | ANSWERS[line](panel, question, scope)


def header(line: str, question: Question) -> Report:
    days = question.comparison
    return {
        "line": line,
        "as_of": days.as_of.isoformat(),
        "previous": days.previous.isoformat(),
        "year_ago": days.year_ago.isoformat(),
        "period": question.period.value,
        "view": str(question.view),
        "party": question.party,
    }


def check(panel: Panel, line: str, question: Question, scope: Scope) -> None:
    """Raises the same `RenmaiError` for what does not exist and for what may not be seen."""
    if line not in ANSWERS:
        raise RenmaiError(ErrorCode.UNKNOWN_LINE, line=line, lines=", ".join(LINES))
    if not scope.sees(question.view) or not panel.roster.exists(question.view):
        raise RenmaiError(ErrorCode.UNKNOWN_VIEW, view=str(question.view), open=_some_views(panel, scope))
    _check_party(panel, line, question)
    _check_filters(panel, question, scope)
    try:
        _ = question.comparison
    except ValueError:
        raise RenmaiError(ErrorCode.DATE_OUT_OF_RANGE, date=question.as_of.isoformat()) from None


def _some_views(panel: Panel, scope: Scope) -> str:
    """A few views that are open to the viewer, for the error's sentence."""
    choices = [choice.view for choice in view_choices(panel, scope)]
    return ", ".join(choices[:SOME]) + (", …" if len(choices) > SOME else "")


def _check_party(panel: Panel, line: str, question: Question) -> None:
    if question.ours:
        return
    if line in ABOUT_US:
        raise RenmaiError(ErrorCode.COMPETITOR_NOT_ALLOWED, line=line)
    if question.party not in panel.roster.competitor_of_code:
        known = ", ".join(code for code, _ in panel.competitors)
        raise RenmaiError(ErrorCode.UNKNOWN_COMPETITOR, competitor=question.party, known=known)


def _check_filters(panel: Panel, question: Question, scope: Scope) -> None:
    filters = question.filters
    if filters.industry is not None and filters.industry not in (known := words_seen(panel, scope, "industry")):
        raise RenmaiError(ErrorCode.UNKNOWN_INDUSTRY, industry=filters.industry, known=", ".join(known))
    if filters.region is not None and filters.region not in (known := words_seen(panel, scope, "region")):
        raise RenmaiError(ErrorCode.UNKNOWN_REGION, region=filters.region, known=", ".join(known))
