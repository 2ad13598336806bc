"""The tab of coverage: who of us covers whom at the customer, and the rounds that are planned."""

from dataclasses import dataclass

from renmai.analytics.coverage_matrix import matrix
from renmai.analytics.panel import Panel
from renmai.domain.question import Question
from renmai.store.models import Customer
from renmai.web.access import Viewer
from renmai.web.pages.coverage.matrix import Table, table
from renmai.web.pages.coverage.rounds import RoundRow, rounds_of


@dataclass(frozen=True, slots=True)
class CoverageTab:
    table: Table
    rounds: list[RoundRow]


def coverage_tab(viewer: Viewer, panel: Panel, customer: Customer, question: Question) -> CoverageTab:
    """`panel` holds this customer only."""
    found = matrix(panel, question.as_of)
    return CoverageTab(
        table=table(panel, question, customer.code, found),
        rounds=rounds_of(viewer, customer, question.as_of),
    )
