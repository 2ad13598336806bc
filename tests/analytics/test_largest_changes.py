"""The largest changes, found once more in the rows of the reports of the two days."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from renmai.analytics import largest_changes
from renmai.analytics.panel import Panel
from renmai.analytics.reports import report
from renmai.domain.policy import POLICY
from renmai.domain.question import Question, View
from renmai.domain.scope import EVERYTHING, Scope
from renmai.domain.stance import DEGREES
from tests.bundles import shared_bundle
from tests.panels import panel_of
from tests.random_bundles import Case, cases

AS_OF = date(2026, 9, 30)
Found = list[tuple[str, str, float | None, float | None]]


def rows(panel: Panel, line: str, rows_of: str, question: Question, code: str) -> dict[str, dict[str, Any]]:
    return {row[code]: row for row in report(panel, line, question, EVERYTHING)[rows_of]}


def of_two_days(panel: Panel, line: str, rows_of: str, question: Question, code: str) -> Found:
    """Whoever is in the report on both days, with both values."""
    now = rows(panel, line, rows_of, question, code)
    before = rows(panel, line, rows_of, replace(question, as_of=question.comparison.previous), code)
    return [
        (one, degree, before[one][degree], now[one][degree]) for one in now.keys() & before.keys() for degree in DEGREES
    ]


def of_customers(panel: Panel, question: Question) -> Found:
    """The report's own rows have the value of the previous day, whoever owned the customer then."""
    return [
        (row["code"], degree, row[degree]["previous"], row[degree]["value"])
        for row in report(panel, "customer", question, EVERYTHING)["customers"]
        for degree in DEGREES
        if row["key_people"]["value"] >= POLICY.change_people
    ]


def largest(pairs: Found) -> list[float]:
    """The sizes of the largest differences that there are."""
    sizes = [abs(after - before) for *_, before, after in pairs if before is not None and after is not None]
    return sorted((round(size, 9) for size in sizes if round(size, 9)), reverse=True)[: largest_changes.MOST]


def agrees(found: list[largest_changes.Moved], pairs: Found) -> None:
    known = {(code, degree): (before, after) for code, degree, before, after in pairs}
    assert sorted((round(abs(moved.change), 9) for moved in found), reverse=True) == largest(pairs)
    changes = [round(moved.change, 9) for moved in found]
    assert changes == sorted(changes)
    assert len({(moved.code, moved.degree) for moved in found}) == len(found)
    for moved in found:
        assert (moved.before, moved.after) == pytest.approx(known[moved.code, moved.degree])


def check(panel: Panel, question: Question) -> None:
    agrees(largest_changes.of_customers(panel, question, EVERYTHING), of_customers(panel, question))
    chains = of_two_days(panel, "decision-chain", "chains", question, "opportunity")
    agrees(largest_changes.of_chains(panel, question, EVERYTHING), chains)
    company = replace(question, view=View.parse("company"))
    everybody = of_two_days(panel, "key-person", "people", company, "code")
    for line, found in (
        ("key-person", largest_changes.of_people(panel, question, EVERYTHING)),
        ("influence", largest_changes.of_known_persons(panel, question, EVERYTHING)),
    ):
        in_line = rows(panel, line, "people", question, "code")
        agrees(found, [pair for pair in everybody if pair[0] in in_line])


@pytest.mark.parametrize("view", ["company", "team:TC1", "personal:E006"])
@pytest.mark.parametrize("party", ["ours", "R2"])
def test_largest_changes_of_a_company(view: str, party: str) -> None:
    check(panel_of(shared_bundle("maven")), Question(AS_OF, view=View.parse(view), party=party))


@settings(deadline=None, max_examples=40)
@given(cases())
def test_largest_changes_of_random_companies(case: Case) -> None:
    bundle, question = case
    check(panel_of(bundle), question)


def test_masked_persons_are_not_named_in_the_influence_line() -> None:
    panel = panel_of(shared_bundle("maven"))
    question = Question(AS_OF)
    assert largest_changes.of_known_persons(panel, question, EVERYTHING)
    nobody = Scope("E006", employees=frozenset(), teams=frozenset())
    assert largest_changes.of_known_persons(panel, question, nobody) == []
