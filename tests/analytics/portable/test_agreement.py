"""The panel and the portable derivation agree on the example bundles (docs/adr/0006)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import cycle, islice

import pytest

from renmai.analytics.panel import Panel
from renmai.analytics.portable.reports import REPORTS
from renmai.analytics.portable.tables import Tables
from renmai.analytics.reports import report
from renmai.domain.periods import Period
from renmai.domain.question import ABOUT_US, OURS, Filters, Question, View
from renmai.domain.scope import EVERYTHING
from tests.analytics.portable.likeness import differences, told
from tests.bundles import Bundle, Row, bundle_of, shared_bundle
from tests.panels import panel_of

DAYS = {
    "tiny": ((2026, 9, 30), (2026, 9, 15), (2026, 3, 20), (2026, 10, 1), (2025, 9, 30)),
    "maven": ((2026, 9, 30), (2026, 6, 30), (2025, 12, 31), (2026, 8, 31), (2026, 7, 28)),
}
VIEWS = {
    "tiny": ("company", "team:S", "personal:E2", "team:S1", "personal:E5", "team:S2", "personal:E4"),
    "maven": ("company", "team:THQ", "personal:E001", "team:TC", "personal:E099", "team:TC1", "personal:E024"),
}
PARTIES = (OURS, "R1", OURS, "R2")
FILTERS = {
    "tiny": (Filters(), Filters(region="华南"), Filters(focus=True)),
    "maven": (Filters(), Filters(industry="科技"), Filters(region="东区", focus=True)),
}
QUESTIONS = 8


@cache
def derivations(name: str) -> tuple[Panel, Tables]:
    bundle = shared_bundle(name)
    return panel_of(bundle), Tables.on_duckdb(bundle)


def questions(name: str) -> Iterator[Question]:
    """Every choice beside every other in turn: the numbers of choices have no common divisor with most others."""
    choices = zip(
        cycle(DAYS[name]), cycle(Period), cycle(VIEWS[name]), cycle(PARTIES), cycle(FILTERS[name]), strict=False
    )
    for day, period, view, party, filters in islice(choices, QUESTIONS):
        yield Question(date(*day), period, View.parse(view), party, filters)


@pytest.mark.parametrize("name", DAYS)
@pytest.mark.parametrize("line", REPORTS)
def test_derivations_agree_on_examples(name: str, line: str) -> None:
    panel, tables = derivations(name)
    for question in questions(name):
        asked = replace(question, party=OURS) if line in ABOUT_US else question
        assert differences(REPORTS[line](tables, asked), told(report(panel, line, asked, EVERYTHING))) == [], asked


def bare() -> list[Bundle]:
    """Nothing at all; customers whom nobody owns or knows; people of whom nothing is known."""
    customers: list[Row] = [{"code": code, "created_on": date(2020, 1, 1)} for code in ("a", "B", "é")]
    people: list[Row] = [{"code": f"p{code}", "customer": "a", "joined_on": date(2020, 1, 1)} for code in range(4)]
    deals: list[Row] = [
        {"code": "o", "customer": "a", "amount": Decimal(0), "status": "open", "opened_on": date(2020, 1, 1)},
        {
            "code": "w",
            "customer": "B",
            "amount": Decimal(0),
            "status": "won",
            "opened_on": date(2020, 1, 1),
            "closed_on": date(2026, 9, 30),
        },
    ]
    members = [{"opportunity": "o", "key_person": f"p{code}"} for code in range(2)]
    return [
        bundle_of(),
        bundle_of(customers=customers, opportunities=deals),
        bundle_of(customers=customers, key_people=people, opportunities=deals, chain_members=members),
    ]


@pytest.mark.parametrize("bundle", bare(), ids=["nothing", "no people", "nothing known"])
def test_derivations_agree_where_little_is_known(bundle: Bundle) -> None:
    panel, tables = panel_of(bundle), Tables.on_duckdb(bundle)
    question = Question(date(2026, 9, 30))
    for line, derived in REPORTS.items():
        assert differences(derived(tables, question), told(report(panel, line, question, EVERYTHING))) == [], line
