"""Figures of the small bundle that were worked out by hand, as of 30 September 2026 by month."""

from datetime import date
from functools import cache
from typing import Any

import pytest

from renmai.analytics.portable.reports import REPORTS
from renmai.analytics.portable.tables import Tables
from renmai.domain.periods import Period
from renmai.domain.question import OURS, Question, View
from tests.bundles import shared_bundle

AS_OF = date(2026, 9, 30)


@cache
def tables() -> Tables:
    return Tables.on_duckdb(shared_bundle("tiny"))


@cache
def answer(line: str, view: str = "company", party: str = OURS, period: Period = Period.MONTH) -> dict[str, Any]:
    return REPORTS[line](tables(), Question(AS_OF, period, View.parse(view), party))


def three(metric: dict[str, float | None]) -> list[float | None]:
    return [metric["value"], metric["previous"], metric["year_ago"]]


def row(line: str, rows: str, code: str, *, key: str = "code") -> dict[str, Any]:
    (found,) = (row for row in answer(line)[rows] if row[key] == code)
    return dict(found)


def test_customer_begins_within_the_month() -> None:
    assert three(answer("customer")["trend"]["customers"]) == [6, 5, 5]
    assert three(row("customer", "customers", "C5")["key_people"]) == [0, None, None]


def test_mean_weighs_each_known_person() -> None:
    trend = answer("customer")["trend"]
    assert three(trend["closeness"]) == pytest.approx([6 / 14, 8 / 15, 4 / 12])
    assert trend["solution"]["value"] == pytest.approx(8 / 14)
    assert trend["price"]["value"] == 0


def test_person_who_leaves_on_the_day_is_out_and_who_joins_is_in() -> None:
    codes = [person["code"] for person in answer("key-person")["people"]]
    assert ("K15" in codes, "K16" in codes) == (False, True)
    assert three(answer("key-person")["trend"]["people"]) == [15, 15, 15]


def test_later_row_of_a_day_holds_and_tomorrows_does_not_yet() -> None:
    first, fifth = (row("key-person", "people", code) for code in ("K01", "K05"))
    assert [first["closeness"], first["solution"], first["price"]] == [1, 1, 0]
    assert fifth["closeness"] == 2


def test_blank_of_a_later_assessment_means_unknown() -> None:
    assert row("key-person", "people", "K14")["price"] is None
    assert row("customer", "customers", "C6")["known"]["price"] == 0


@pytest.mark.parametrize(
    ("customer", "degree", "grade"),
    [
        ("C1", "solution", "good"),
        ("C3", "price", "medium"),
        ("C6", "closeness", "medium"),
        ("C6", "solution", "good"),
        ("C6", "price", "ungraded"),
    ],
)
def test_grades(customer: str, degree: str, grade: str) -> None:
    assert row("customer", "customers", customer)["grades"][degree] == grade


def test_matrix_weighs_each_customer_the_same() -> None:
    cell = answer("customer")["degrees"]["solution"]["good"]
    assert cell["customers"]["value"] == 4
    assert cell["average"]["value"] == pytest.approx((1 / 2 + 1 / 3 + 1 / 3 + 1 / 2) / 4)


def test_known_person_counts_once_and_only_while_the_influencer_is_there() -> None:
    report = answer("influence")
    assert [person["code"] for person in report["people"]] == ["K01", "K05", "K09", "K11", "K14"]
    assert three(report["trend"]["known"])[:2] == [5, 6]
    assert three(report["figures"]["potential"])[:2] == pytest.approx([5 / 15, 6 / 15])


def test_contribution_counts_what_was_won_in_the_year_of_each_day() -> None:
    figures = answer("influence")["figures"]
    assert three(figures["contribution_count"]) == [1 / 2, 1, None]
    assert three(figures["contribution_amount"]) == [0.25, 1, None]


def test_team_is_credited_with_its_own_people() -> None:
    report = answer("influence", view="team:S1")
    assert [person["code"] for person in report["people"]] == ["K01", "K09"]
    assert report["figures"]["contribution_count"]["value"] == 0


def test_competitor_view_asks_for_degrees_towards_the_competitor() -> None:
    report = answer("influence", party="R1", period=Period.QUARTER)
    assert [(person["code"], person["closeness"]) for person in report["people"]] == [("K04", None), ("K08", 2)]
    assert report["figures"].keys() == {"potential"}
    assert three(report["trend"]["closeness"])[:2] == [2, None]


def test_chain_is_open_until_the_day_before_it_closes() -> None:
    trend = answer("decision-chain")["trend"]
    assert three(trend["amount"])[:2] == [250000.5, 320000.5]
    assert three(trend["closeness"])[:2] == pytest.approx([4 / 10, 4 / 9])


@pytest.mark.parametrize(
    ("opportunity", "reading", "facts"),
    [
        ("O1", "contested", [("approver_short", "K01")]),
        ("O2", "open", []),
        ("O3", "blocked", [("veto_opposed", "K08"), ("approver_short", "K08")]),
        ("O5", "unsafe", [("approver_missing", None)]),
    ],
)
def test_readings(opportunity: str, reading: str, facts: list[tuple[str, str | None]]) -> None:
    chain = row("decision-chain", "chains", opportunity, key="opportunity")
    assert chain["reading"] == reading
    assert [(fact["code"], fact.get("person")) for fact in chain["facts"]] == facts


def test_lead_is_over_the_best_competitor_of_each_degree() -> None:
    lead = row("decision-chain", "chains", "O3", key="opportunity")["lead"]
    assert lead["closeness"] == pytest.approx(-4 / 3 - 3 / 2)
    assert lead["solution"] == pytest.approx(1 / 3 - 2)


def test_strategies() -> None:
    rows = answer("strategies")["customers"]
    assert {row["code"]: row["recommended"] for row in rows} == {
        "C1": "win_back",
        "C2": "retain",
        "C3": "watch",
        "C4": "grow",
        "C5": "acquire",
        "C6": "undecided",
    }
    assert [row["completeness"] for row in rows if row["code"] in {"C1", "C6"}] == pytest.approx([27 / 28, 9 / 21])
