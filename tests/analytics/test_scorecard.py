"""Scorecards of many views from one ledger: each figure is that of the rows, asked one by one."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings

from renmai.analytics import decision_chain_line
from renmai.analytics.account_line import window_start
from renmai.analytics.completeness import features_known
from renmai.analytics.panel import Panel
from renmai.analytics.reports import report
from renmai.analytics.review import customer, key_person
from renmai.analytics.scorecard import Planned, cards, neglected, planned_in
from renmai.domain.policy import POLICY
from renmai.domain.question import COMPANY, Filters, Question, View, ViewKind
from renmai.domain.reading import Reading
from renmai.domain.scope import EVERYTHING
from renmai.domain.scorecard import Card, Moves, Plan, total, weighed
from renmai.domain.stance import DEGREES
from tests.bundles import Bundle, bundle_of
from tests.panels import panel_of
from tests.random_bundles import Case, cases

AS_OF = date(2026, 9, 30)
LONG_AGO = date(2024, 1, 1)
PREVIOUS = date(2026, 8, 31)
ASKED = Question(AS_OF)
Row = dict[str, Any]


def company(assessments: Iterable[Row] = (), ownerships: Iterable[Row] = ()) -> Bundle:
    """Team T: E and M; S alone in team U without a leader; E owns C1, S owns C2, nobody owns C3."""
    usual: list[Row] = [
        {"customer": "C1", "employee": "E", "valid_from": LONG_AGO},
        {"customer": "C2", "employee": "S", "valid_from": LONG_AGO},
    ]
    return bundle_of(
        teams=[{"code": "T", "leader": "E"}, {"code": "U"}],
        employees=[{"code": "E", "team": "T"}, {"code": "M", "team": "T"}, {"code": "S", "team": "U"}],
        customers=[{"code": code, "created_on": LONG_AGO} for code in ("C1", "C2", "C3")],
        ownerships=list(ownerships) or usual,
        key_people=[
            {"code": f"P{customer}{number}", "customer": customer, "joined_on": LONG_AGO}
            for customer in ("C1", "C2", "C3")
            for number in range(2)
        ],
        assessments=assessments,
    )


def said(person: str, day: date, **cells: Any) -> Row:
    return {"key_person": person, "effective_on": day, "closeness": 1, **cells}


def card(made: Bundle, view: str, question: Question = ASKED, steps: Iterable[Planned] = ()) -> Card | None:
    seen = View.parse(view)
    return cards(panel_of(made), question, [seen], list(steps))[seen][0]


def moves(made: Bundle, view: str) -> Moves:
    found = card(made, view)
    assert found is not None
    return found.moves


def test_what_moved_before_a_handover_is_nobodys_alone_but_the_teams() -> None:
    handed_over = date(2026, 9, 10)
    rows = [said("PC10", LONG_AGO, closeness=-1), said("PC10", date(2026, 9, 20), closeness=2)]
    owners = [
        {"customer": "C1", "employee": "M", "valid_from": LONG_AGO, "valid_to": handed_over},
        {"customer": "C1", "employee": "E", "valid_from": handed_over},
    ]
    made = company(rows, owners)
    assert moves(made, "personal:E") == Moves(0, 0, 0, 0)
    assert moves(made, "team:T") == Moves(1, 0, 3, 1)
    assert moves(made, "company") == Moves(1, 0, 3, 1)


def test_new_salesperson_has_no_comparisons() -> None:
    owners = [{"customer": "C1", "employee": "E", "valid_from": date(2026, 9, 15)}]
    view = View.parse("personal:E")
    now, previous, year_ago = cards(panel_of(company([said("PC10", LONG_AGO)], owners)), ASKED, [view], [])[view]
    assert now is not None
    assert now.book.customers == 1
    assert (previous, year_ago) == (None, None)


def test_past_day_is_read_with_the_book_of_that_day() -> None:
    owners = [{"customer": "C1", "employee": "E", "valid_from": LONG_AGO, "valid_to": date(2026, 9, 1)}]
    assert card(company((), owners), "personal:E") is None
    past = card(company((), owners), "personal:E", Question(PREVIOUS))
    assert past is not None
    assert past.book.customers == 1


def test_team_of_one_without_a_leader_has_the_card_of_its_one() -> None:
    made = company([said("PC20", date(2026, 9, 1))])
    assert card(made, "team:U") == card(made, "personal:S") is not None


def test_customers_of_nobody_are_the_companys() -> None:
    found = card(company(), "company")
    assert found is not None
    assert (found.book.customers, found.book.owners) == (3, 2)


def test_empty_company_has_no_card() -> None:
    assert card(bundle_of(employees=[{"code": "E"}]), "company") is None
    assert card(bundle_of(employees=[{"code": "E"}]), "personal:E") is None


def step(owner: int, due: date = AS_OF, **changes: Any) -> Planned:
    usual = Planned("S", owner, "C1", "PC10", "closeness", "0", "1", "done", due)
    return usual._replace(**changes)


def test_steps_count_where_owner_and_customer_are_in_the_view() -> None:
    made, e, s = company([said("PC10", LONG_AGO)]), 1, 3
    steps = [step(e), step(e, status="open"), step(e, status="dropped"), step(s), step(e, goal="2")]
    assert plan(made, "personal:E", steps) == Plan(3, 2, 1, 1)
    assert plan(made, "personal:S", steps) == Plan(0, 0, 0, 0)
    assert plan(made, "company", steps) == Plan(4, 3, 2, 1)


def plan(made: Bundle, view: str, steps: Iterable[Planned]) -> Plan:
    found = card(made, view, steps=steps)
    assert found is not None
    return found.plan


def test_steps_outside_the_period_or_about_nothing_do_not_count() -> None:
    made = company([said("PC10", LONG_AGO)])
    outside = [step(1, PREVIOUS), step(1, AS_OF + timedelta(days=1)), step(1, customer="gone")]
    assert plan(made, "personal:E", outside) == Plan(0, 0, 0, 0)
    assert plan(made, "personal:E", [step(1, person="gone")]) == Plan(1, 1, 0, 0)
    panel = panel_of(made)
    asked = Question(AS_OF, view=View.parse("personal:E"))
    assert planned_in(panel, asked, [*outside, step(1)]) == [(step(1), True)]


def test_whoever_was_met_or_assessed_in_time_is_no_neglected_person() -> None:
    limit = AS_OF - timedelta(days=POLICY.stale_days)
    made = company([said("PC10", limit), said("PC20", limit - timedelta(days=1))])
    rows = neglected(panel_of(made), ASKED)[:]
    assert "PC10" not in {row["code"] for row in rows}
    assert [row["code"] for row in rows][-1] == "PC20"
    assert rows[0]["assessed_on"] is None


def every_view(panel: Panel) -> list[View]:
    people = [View(ViewKind.PERSONAL, one.code) for one in panel.roster.staff.employees]
    return [COMPANY, *people, *(View(ViewKind.TEAM, one.code) for one in panel.roster.staff.teams)]


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(case=cases())
def test_card_of_every_view_is_that_of_its_rows(case: Case) -> None:
    made, asked = case
    panel, question = panel_of(made), Question(asked.as_of, asked.period)
    found = cards(panel, question, every_view(panel), [])
    for view, (now, previous, year_ago) in found.items():
        for day, told in zip(question.comparison.days, (now, previous, year_ago), strict=True):
            check(panel, Question(day, question.period, view, filters=Filters()), told)


def check(panel: Panel, question: Question, found: Card | None) -> None:
    rows = report(panel, "customer", question, EVERYTHING)["customers"]
    assert (found is None) == (not rows)
    if found is None:
        return
    known, features = features_known(panel, question)
    assert (found.completeness.known, 7 * found.completeness.people) == (known, features)
    well = [row["grades"][degree] for row in rows for degree in DEGREES]
    assert found.grades.well == sum(grade in ("excellent", "good") for grade in well)
    assert found.grades.graded == sum(grade != "ungraded" for grade in well)
    check_moves(panel, question, found)
    chains = decision_chain_line.listing(panel, question, EVERYTHING)[:]
    assert found.chains.number == {reading: sum(row["reading"] == reading for row in chains) for reading in Reading}
    assert sum(found.chains.number.values()) + found.chains.bare == sum(row["opportunities"]["value"] for row in rows)
    assert sum(found.chains.amount.values(), found.chains.bare_amount) == found.book.amount
    assert found.upkeep.people - found.upkeep.fresh == len(neglected(panel, question))
    assert 0 <= (total(weighed(found, panel.policy)) or Decimal(0)) <= 100.000001


def check_moves(panel: Panel, question: Question, found: Card) -> None:
    since = window_start(question.as_of, question.period)
    grades = customer.graded_otherwise(panel, replace(question), since)[:]
    assert (found.moves.up, found.moves.down) == (
        sum(row["is_up"] for row in grades),
        sum(not row["is_up"] for row in grades),
    )
    values = key_person.felt_otherwise(panel, question, since)[:]
    assert found.moves.moved == sum(row["after"] - row["before"] for row in values)
