"""The weekly review's changes and risks: each is that of the rows on both days, for any facts."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from renmai.analytics import decision_chain_line, stale
from renmai.analytics.panel import Panel
from renmai.analytics.reports import report
from renmai.analytics.review import customer, key_person, opportunity
from renmai.domain.question import Question, View
from renmai.domain.review import SOON, CustomerTurn, Risk, Span
from renmai.domain.scope import EVERYTHING, Scope
from renmai.domain.stance import VOTES
from tests.analytics.deal import assessed, changed, deal
from tests.bundles import Bundle, bundle_of
from tests.panels import panel_of
from tests.random_bundles import Case, cases

AS_OF = date(2026, 9, 30)
WEEK = date(2026, 9, 23)
LONG_AGO = date(2024, 1, 1)
ASKED = Question(AS_OF)
FOR_US = (1, 1, 1, True, True)
AGAINST = (-1, -1, -1, True, True)


def readings(made: Bundle) -> list[tuple[str, str, int]]:
    rows = opportunity.read_otherwise(panel_of(made), ASKED, WEEK)[:]
    return [(row["before"], row["after"], row["better"]) for row in rows]


def test_chain_that_turned_is_told_with_was_and_is() -> None:
    made = deal(P=FOR_US)
    made["assessments"].append(assessed("P", AS_OF, AGAINST))
    assert readings(made) == [("open", "blocked", -1)]


def test_chain_that_came_is_neither_better_nor_worse() -> None:
    made = deal(P=FOR_US)
    assert readings(changed(made, "opportunities", opened_on=WEEK + timedelta(days=1))) == [("", "open", 0)]
    assert readings(changed(made, "key_people", left_on=AS_OF)) == [("open", "", 0)]
    assert readings(made) == []


def test_closed_opportunity_is_told_as_won_and_not_as_read_otherwise() -> None:
    made = changed(deal(P=FOR_US), "opportunities", status="won", closed_on=AS_OF)
    assert readings(made) == []
    assert [(row["code"], row["turn"]) for row in opportunity.turned(panel_of(made), ASKED, WEEK)[:]] == [("O", "won")]


def test_opened_and_won_within_the_span_is_told_once() -> None:
    made = changed(deal(P=FOR_US), "opportunities", opened_on=AS_OF, status="lost", closed_on=AS_OF)
    assert [row["turn"] for row in opportunity.turned(panel_of(made), ASKED, WEEK)[:]] == ["lost"]


def risks(made: Bundle) -> list[Risk]:
    rows = opportunity.risks(panel_of(made), ASKED).listing()[:]
    return rows[0]["risks"] if rows else []


@pytest.mark.parametrize(
    ("days", "found"), [(-1, [Risk.OVERDUE]), (0, [Risk.CLOSING]), (SOON, [Risk.CLOSING]), (SOON + 1, [])]
)
def test_close_is_overdue_or_soon(days: int, found: list[Risk]) -> None:
    made = deal(P=FOR_US)
    made["assessments"] = [assessed("P", AS_OF, FOR_US)]
    assert risks(changed(made, "opportunities", expected_on=AS_OF + timedelta(days=days))) == found


def test_behind_needs_a_better_rival_in_every_degree() -> None:
    made = deal(P=FOR_US)
    made["assessments"] = [assessed("P", AS_OF, FOR_US)]
    rival = {"closeness": 2, "solution": 2, "price": 1, "veto": None, "approver": None}
    one = made | {"assessments": [*made["assessments"], _towards("R", rival)]}
    assert risks(one) == []
    two = one | {"assessments": [*one["assessments"], _towards("S", rival | {"price": 2, "closeness": None})]}
    assert risks(two) == [Risk.BEHIND]


def _towards(party: str, cells: dict[str, Any]) -> Any:
    values = tuple(cells[name] for name in ("closeness", "solution", "price", "veto", "approver"))
    return assessed("P", AS_OF, values, party)


def test_opportunity_without_a_chain_is_a_risk_of_its_own() -> None:
    assert risks(deal(P=FOR_US) | {"chain_members": []}) == [Risk.NO_CHAIN]


def handed_over() -> Panel:
    """C went from E to M within the week; D is new, G is gone."""
    return panel_of(
        bundle_of(
            employees=[{"code": "E", "name": "Eva"}, {"code": "M", "name": "Max"}],
            customers=[
                {"code": "C", "created_on": LONG_AGO},
                {"code": "D", "created_on": AS_OF},
                {"code": "G", "created_on": LONG_AGO, "closed_on": AS_OF},
            ],
            ownerships=[
                {"customer": "C", "employee": "E", "valid_from": LONG_AGO, "valid_to": AS_OF},
                {"customer": "C", "employee": "M", "valid_from": AS_OF},
                {"customer": "D", "employee": "E", "valid_from": AS_OF},
                {"customer": "G", "employee": "E", "valid_from": LONG_AGO},
            ],
        )
    )


def turns(view: str, scope: Scope = EVERYTHING) -> dict[str, tuple[str, str, str]]:
    rows = customer.turns(handed_over(), Question(AS_OF, view=View.parse(view)), WEEK, scope)[:]
    return {row["code"]: (row["turn"], row["before"], row["owner"]) for row in rows}


def test_customers_come_and_go_as_seen_from_the_view() -> None:
    assert turns("personal:E") == {
        "C": ("handed_over", "Eva", "Max"),
        "D": ("new", "", "Eva"),
        "G": ("closed", "Eva", ""),
    }
    assert turns("personal:M") == {"C": ("taken_over", "Eva", "Max")}
    assert set(turns("company")) == {"D", "G"}


def test_who_has_a_customer_now_is_not_told_to_whom_it_is_no_business() -> None:
    only_me = Scope("E", employees=frozenset({"E"}))
    assert turns("personal:E", only_me)["C"] == ("handed_over", "Eva", "")


def test_span_goes_back_by_days_or_months() -> None:
    assert [span.since(date(2026, 3, 31)) for span in Span] == [
        date(2026, 3, 24),
        date(2026, 3, 17),
        date(2026, 2, 28),
        date(2025, 12, 31),
        date(2025, 3, 31),
    ]


def test_nothing_breaks_in_an_empty_company_or_before_all_facts() -> None:
    empty = panel_of(bundle_of(employees=[{"code": "E"}]))
    for panel, day in ((empty, AS_OF), (panel_of(deal(P=FOR_US)), date(1990, 1, 1))):
        asked, since = Question(day), day - timedelta(days=7)
        assert [len(found(panel, asked, since)) for found in CHANGES] == [0] * len(CHANGES)
        assert len(customer.turns(panel, asked, since, EVERYTHING)) == 0
        assert len(opportunity.risks(panel, asked).listing()) == 0


CHANGES = (
    customer.graded_otherwise,
    key_person.felt_otherwise,
    key_person.votes_learnt,
    opportunity.turned,
    opportunity.read_otherwise,
)


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(case=cases())
def test_changes_and_risks_are_those_of_the_rows(case: Case) -> None:
    made, asked = case
    panel = panel_of(made)
    question = Question(asked.as_of, view=asked.view, filters=asked.filters)
    since = question.comparison.previous
    now, then = (_chains(panel, replace(question, as_of=day)) for day in (question.as_of, since))
    found = opportunity.read_otherwise(panel, question, since)[:]
    told = {row["code"]: (row["before"], row["after"]) for row in found}
    assert {code: ends for code, ends in told.items() if all(ends) and code in then} == {
        code: (then[code], now[code]) for code in now.keys() & then.keys() if now[code] != then[code]
    }
    rows = {row["code"]: row for row in opportunity.risks(panel, question).listing()[:]}
    for reading in (Risk.BLOCKED, Risk.UNSAFE, Risk.CONTESTED):
        assert {code for code, row in rows.items() if reading in row["risks"]} == {
            code for code, value in now.items() if value == reading.value
        }
    check_customers(panel, question, since)
    check_votes(panel, question, since)


def _chains(panel: Panel, question: Question) -> dict[str, str]:
    rows = decision_chain_line.listing(panel, question, EVERYTHING)[:]
    return {str(row["opportunity"]): str(row["reading"]) for row in rows}


def _customers(panel: Panel, question: Question) -> set[str]:
    return {row["code"] for row in report(panel, "customer", question, EVERYTHING)["customers"]}


def check_customers(panel: Panel, question: Question, since: date) -> None:
    now, then = (_customers(panel, replace(question, as_of=day)) for day in (question.as_of, since))
    rows = customer.turns(panel, question, since, EVERYTHING)[:]
    came = {row["code"] for row in rows if row["turn"] in (CustomerTurn.NEW, CustomerTurn.TAKEN_OVER)}
    assert (came, {row["code"] for row in rows} - came) == (now - then, then - now)


def check_votes(panel: Panel, question: Question, since: date) -> None:
    now = {row["code"]: row for row in report(panel, "key-person", question, EVERYTHING)["people"]}
    everybody = Question(since)
    then = {row["code"]: row for row in report(panel, "key-person", everybody, EVERYTHING)["people"]}
    learnt = {
        (code, vote)
        for code, row in now.items()
        for vote in VOTES
        if row[vote] != "unknown" and then.get(code, {}).get(vote, "unknown") == "unknown"
    }
    rows = key_person.votes_learnt(panel, question, since)[:]
    assert {(row["code"], row["vote"]) for row in rows} == learnt


@settings(deadline=None, max_examples=20, suppress_health_check=list(HealthCheck))
@given(case=cases())
def test_stale_risk_is_a_stale_member(case: Case) -> None:
    made, asked = case
    panel, question = panel_of(made), Question(asked.as_of)
    old = {row["code"] for row in stale.listing(panel, question, EVERYTHING)[:]}
    members = {(row["opportunity"], row["key_person"]) for row in made.get("chain_members", [])}
    chains = _chains(panel, question)
    expected = {deal for deal, person in members if person in old and deal in chains}
    found = opportunity.risks(panel, question).listing(Risk.STALE)[:]
    assert {row["code"] for row in found} == expected
