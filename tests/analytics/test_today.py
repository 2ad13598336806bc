"""What the page of today adds to the lines: stale values, closes, moved grades, features known."""

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings

from renmai.analytics import stale, upcoming
from renmai.analytics.completeness import features_known
from renmai.analytics.grade_moves import grade_moves
from renmai.analytics.panel import Panel
from renmai.analytics.recent import assessed_since
from renmai.analytics.reports import report
from renmai.domain.question import OURS, Question, View
from renmai.domain.scope import EVERYTHING
from renmai.domain.stance import DEGREES, FEATURES
from tests.bundles import Bundle, bundle_of, read_bundle
from tests.docs.pages import METRICS, bundle, tables
from tests.panels import panel_of
from tests.random_bundles import Case, cases

AS_OF = date(2026, 9, 30)
LONG_AGO = date(2024, 1, 1)
Row = dict[str, Any]


def company(assessments: Iterable[Row] = (), opportunities: Iterable[Row] = ()) -> Bundle:
    """E owns C1 with P1 and P2, M owns C2 with P3."""
    return bundle_of(
        employees=[{"code": "E"}, {"code": "M"}],
        competitors=[{"code": "R"}],
        customers=[{"code": one, "created_on": LONG_AGO} for one in ("C1", "C2")],
        ownerships=[
            {"customer": "C1", "employee": "E", "valid_from": LONG_AGO},
            {"customer": "C2", "employee": "M", "valid_from": LONG_AGO},
        ],
        key_people=[
            {"code": code, "customer": customer, "joined_on": LONG_AGO}
            for code, customer in (("P1", "C1"), ("P2", "C1"), ("P3", "C2"))
        ],
        assessments=assessments,
        opportunities=opportunities,
    )


def said(person: str, days_ago: int, **cells: Any) -> Row:
    return {"key_person": person, "effective_on": AS_OF - timedelta(days=days_ago), "closeness": 1, **cells}


def asked(view: str = "company") -> Question:
    return Question(AS_OF, view=View.parse(view))


def stale_people(made: Bundle, view: str = "company") -> list[tuple[str, int]]:
    rows = stale.listing(panel_of(made), asked(view), EVERYTHING)[:]
    return [(row["code"], row["days"]) for row in rows]


def test_stale_begins_on_the_day_after_the_limit() -> None:
    assert stale_people(company([said("P1", 90), said("P2", 91)])) == [("P2", 91)]


def test_longest_ago_comes_first_and_only_of_the_view() -> None:
    made = company([said("P1", 100), said("P2", 300), said("P3", 200)])
    assert stale_people(made) == [("P2", 300), ("P3", 200), ("P1", 100)]
    assert stale_people(made, "personal:M") == [("P3", 200)]


def test_later_assessment_refreshes_one_towards_a_competitor_does_not() -> None:
    again = [said("P1", 200), said("P1", 10), said("P2", 200), said("P2", 10, party="R")]
    assert stale_people(company(again)) == [("P2", 200)]


def test_who_was_never_assessed_or_has_left_is_not_stale() -> None:
    made = company([said("P1", 200)])
    made["key_people"][0]["left_on"] = AS_OF
    assert stale_people(made) == []


def test_stale_people_of_the_page_are_found(tmp_path: Path) -> None:
    [page] = [rows for rows in tables((METRICS / "today.md").read_text("utf-8")) if "stale" in rows[0]]
    for name, text in bundle(METRICS / "README.md").items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    days = {row["person"]: int(row["days"]) for row in page if row["stale"] == "yes"}
    assert dict(stale_people(read_bundle(tmp_path))) == days


def deal(code: str, days: int | None, **cells: Any) -> Row:
    expected = None if days is None else AS_OF + timedelta(days=days)
    row = {"code": code, "customer": "C1", "amount": 5, "status": "open", "opened_on": LONG_AGO}
    return {**row, "expected_on": expected, **cells}


def closes(made: Bundle, view: str = "company") -> list[tuple[str, int]]:
    rows = upcoming.listing(panel_of(made), asked(view), EVERYTHING)[:]
    return [(row["code"], row["days"]) for row in rows]


def test_closes_come_by_day_with_the_overdue_before() -> None:
    made = company(opportunities=[deal("late", 40), deal("overdue", -3), deal("soon", 0), deal("never", None)])
    assert closes(made) == [("overdue", -3), ("soon", 0), ("late", 40)]


def test_what_is_closed_or_not_opened_or_of_others_does_not_close() -> None:
    made = company(
        opportunities=[
            deal("won", 9, status="won", closed_on=AS_OF),
            deal("tomorrow", 9, opened_on=AS_OF + timedelta(days=1)),
            deal("theirs", 9, customer="C2"),
        ]
    )
    assert closes(made) == [("theirs", 9)]
    assert closes(made, "personal:E") == []


def test_grade_that_moved_is_told_with_its_averages() -> None:
    made = company([said("P1", 30), said("P1", 3, closeness=-1), said("P3", 30), said("P3", 3)])
    (move,) = grade_moves(panel_of(made), asked(), AS_OF - timedelta(days=7), 10)
    assert (move.customer, move.degree, move.before, move.now) == ("C1", "closeness", "excellent", "poor")
    assert (move.average_before, move.average) == (1.0, -1.0)
    assert grade_moves(panel_of(made), asked(), AS_OF - timedelta(days=2), 10) == []
    assert grade_moves(panel_of(made), asked("personal:M"), AS_OF - timedelta(days=7), 10) == []


def test_customer_of_this_week_moved_no_grade() -> None:
    made = company([said("P1", 2)])
    made["customers"][0]["created_on"] = AS_OF - timedelta(days=3)
    assert grade_moves(panel_of(made), asked(), AS_OF - timedelta(days=7), 10) == []


def test_people_assessed_lately_come_latest_first() -> None:
    made = company([said("P1", 9), said("P2", 2), said("P3", 1, party="R")])
    panel = panel_of(made)
    ids = {"P1": 1, "P2": 2, "P3": 3}
    week = AS_OF - timedelta(days=7)
    assert assessed_since(panel, asked(), week, 10) == [ids["P3"], ids["P2"]]
    assert assessed_since(panel, asked("personal:E"), week, 10) == [ids["P2"]]
    assert assessed_since(panel, asked(), week, 1) == [ids["P3"]]


@settings(deadline=None, max_examples=30, suppress_health_check=list(HealthCheck))
@given(case=cases())
def test_features_and_grades_are_those_of_the_rows(case: Case) -> None:
    made, question = case
    ours = Question(question.as_of, view=question.view, filters=question.filters)
    panel = panel_of(made)
    people = report(panel, "key-person", ours, EVERYTHING)["people"]
    known = round(sum(row["completeness"] for row in people) * FEATURES)
    assert features_known(panel, ours) == (known, FEATURES * len(people))
    previous = ours.comparison.previous
    then = {row["code"]: row["grades"] for row in grades(panel, Question(previous))}
    now = {row["code"]: row["grades"] for row in grades(panel, ours)}
    expected = {
        (code, degree)
        for code, one in now.items()
        for degree in DEGREES
        if code in then and one[degree] != then[code][degree]
    }
    assert {(move.customer, move.degree) for move in grade_moves(panel, ours, previous, 10_000)} == expected


def grades(panel: Panel, question: Question) -> list[Row]:
    assert question.party == OURS
    rows: list[Row] = report(panel, "customer", question, EVERYTHING)["customers"]
    return rows
