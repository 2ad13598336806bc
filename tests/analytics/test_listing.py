"""Every number opens a list that is as long as the number, in every line and view."""

from datetime import date
from types import ModuleType
from typing import Any

import pytest

from renmai.analytics import customer_line, decision_chain_line, influence_line, key_person_line
from renmai.analytics.cell import UNINSIGHTED, Cell
from renmai.domain.question import Question, View
from renmai.domain.scope import EVERYTHING
from tests.bundles import shared_bundle
from tests.panels import panel_of

LINES = {
    "customers": customer_line,
    "known": influence_line,
    "people": key_person_line,
    "chains": decision_chain_line,
}
VIEWS = ["company", "team:TC1", "personal:E006"]


def cells(figures: dict[str, Any], noun: str) -> dict[str, int]:
    """The value of every number of the matrix, the votes and the trend that opens a list."""
    numbers = {
        f"{degree}:{value}": metric for degree, row in figures["degrees"].items() for value, metric in row.items()
    }
    numbers |= {
        f"{vote}:{value}": metric for vote, row in figures.get("votes", {}).items() for value, metric in row.items()
    }
    if UNINSIGHTED in figures["trend"]:
        numbers[UNINSIGHTED] = figures["trend"][UNINSIGHTED]
    return {cell: metric.get(noun, metric)["value"] for cell, metric in numbers.items()}


@pytest.mark.parametrize(("noun", "line"), LINES.items())
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("party", ["ours", "R2"])
def test_every_number_opens_a_list_of_that_length(noun: str, line: ModuleType, view: str, party: str) -> None:
    panel = panel_of(shared_bundle("maven"))
    question = Question(date(2026, 9, 30), view=View.parse(view), party=party)
    figures = line.figures(panel, question)
    assert len(line.listing(panel, question, EVERYTHING)) == figures["trend"][noun]["value"]
    opened = {cell: len(line.listing(panel, question, EVERYTHING, Cell.parse(cell))) for cell in cells(figures, noun)}
    assert opened == cells(figures, noun)
    assert sum(opened.values()) > 0


def test_page_of_a_list_is_a_slice_of_the_whole() -> None:
    panel = panel_of(shared_bundle("maven"))
    rows = customer_line.listing(panel, Question(date(2026, 9, 30)), EVERYTHING)
    assert rows[10:20] == rows[:][10:20]
    assert rows[3] == rows[:][3]


def test_people_of_a_customer_are_the_rows_of_the_whole_list() -> None:
    panel = panel_of(shared_bundle("maven"))
    question = Question(date(2026, 9, 30))
    whole = [row for row in key_person_line.listing(panel, question, EVERYTHING)[:] if row["customer"] == "C026"]
    assert key_person_line.people_of(panel, question, EVERYTHING, "C026")[:] == whole
    assert whole


@pytest.mark.parametrize("customer", ["C001", "no such customer", "", "Z"])
def test_people_of_a_customer_out_of_scope_are_none(customer: str) -> None:
    panel = panel_of(shared_bundle("maven"))
    question = Question(date(2026, 9, 30), view=View.parse("personal:E006"))
    assert key_person_line.people_of(panel, question, EVERYTHING, customer)[:] == []
