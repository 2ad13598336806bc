"""The strategies line of real bundles (spec 1.7, 3)."""

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from renmai.analytics import strategy_fit
from renmai.analytics.moment import moment
from renmai.analytics.panel import Panel
from renmai.analytics.reports import report
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.periods import Period
from renmai.domain.question import Filters, Question, View
from renmai.domain.scope import EVERYTHING
from renmai.domain.strategies.base import Contribution
from tests.bundles import bundle_of, shared_bundle
from tests.panels import panel_of

AS_OF = date(2026, 9, 30)
NOW = Question(AS_OF)
LONG_AGO = date(2020, 1, 1)


@pytest.fixture(scope="module")
def tiny() -> Panel:
    return panel_of(shared_bundle("tiny"))


def rows(panel: Panel, question: Question = NOW) -> dict[str, Any]:
    customers = report(panel, "strategies", question, EVERYTHING)["customers"]
    assert [row["code"] for row in customers] == sorted(row["code"] for row in customers)
    return {row["code"]: row for row in customers}


def evidence(row: Any, strategy: str, code: str) -> Any:
    return next(each["evidence"] for each in row["preconditions"][strategy] if each["code"] == code)


@pytest.mark.parametrize(
    ("file", "question"),
    [
        ("strategies_company_month", NOW),
        ("strategies_company_quarter_region", Question(AS_OF, Period.QUARTER, filters=Filters(region="华南"))),
    ],
)
def test_tiny_gives_the_expected_report(tiny: Panel, shared_data: Path, file: str, question: Question) -> None:
    expected = json.loads((shared_data / "tiny" / "expected" / f"{file}.json").read_text("utf-8"))
    answer = report(tiny, "strategies", question, EVERYTHING)
    told = [
        {key: row[key] for key in ("code", "recommended", "completeness", "key_people", "holds")}
        for row in answer["customers"]
    ]
    assert answer | {"customers": told} == expected


def test_rows_have_the_keys_of_the_contract(tiny: Panel) -> None:
    for row in rows(tiny).values():
        assert list(row) == [
            "code",
            "name",
            "recommended",
            "chosen",
            "holds",
            "preconditions",
            "completeness",
            "key_people",
        ]
        assert row["chosen"] is None
        assert list(row["preconditions"]) == list(row["holds"])
        assert all(
            set(each) == {"code", "met", "evidence"} for tested in row["preconditions"].values() for each in tested
        )
    json.dumps(rows(tiny))


def test_hand_check_of_tiny_is_reproduced(tiny: Panel) -> None:
    found = rows(tiny)
    assert {code: row["recommended"] for code, row in found.items()} == {
        "C1": "win_back",
        "C2": "retain",
        "C3": "watch",
        "C4": "grow",
        "C5": "acquire",
        "C6": "undecided",
    }
    assert found["C1"]["completeness"] == 27 / 28
    assert found["C6"]["completeness"] == 9 / 21
    price = evidence(found["C1"], "win_back", "sharp_drop")["degrees"][2]
    assert price == {"degree": "price", "now": 0.0, "previous": 0.75, "year_ago": 0.75, "met": True}
    by_hand = evidence(found["C2"], "grow", "contribution_not_high")
    assert by_hand == {"high": True, "by_hand": True, "won": 30000.0, "rank": 2, "ranked": 2}
    assert evidence(found["C3"], "watch", "grade_poor")["degrees"][0]["grade"] == "poor"
    assert evidence(found["C4"], "acquire", "few_people") == {"key_people": 2, "at_most": 2}


def test_customer_line_shows_the_same_strategy(tiny: Panel) -> None:
    recommended = {code: row["recommended"] for code, row in rows(tiny).items()}
    for party in ("ours", "R1"):
        customers = report(tiny, "customer", Question(AS_OF, party=party), EVERYTHING)["customers"]
        assert {row["code"]: row["strategy"] for row in customers} == recommended


def test_view_lists_its_customers_only(tiny: Panel) -> None:
    assert list(rows(tiny, Question(AS_OF, view=View.parse("team:S2")))) == ["C2", "C3", "C4", "C6"]
    assert list(rows(tiny, Question(AS_OF, view=View.parse("personal:E2")))) == ["C1"]
    assert list(rows(tiny, Question(date(2026, 9, 9), view=View.parse("personal:E2")))) == ["C1", "C2"]
    assert rows(tiny, Question(AS_OF, view=View.parse("personal:E5"))) == {}


def test_strategies_take_no_competitor(tiny: Panel) -> None:
    with pytest.raises(RenmaiError) as refused:
        report(tiny, "strategies", Question(AS_OF, party="R1"), EVERYTHING)
    assert refused.value.code is ErrorCode.COMPETITOR_NOT_ALLOWED


def test_empty_company_has_no_rows() -> None:
    assert rows(panel_of(bundle_of())) == {}


def wins(*given: tuple[str, str, date]) -> Panel:
    """A company whose customers C1 … C4 won these: (customer, amount, day)."""
    return company([f"C{number}" for number in range(1, 5)], given)


def company(customers: Iterable[str], given: Iterable[tuple[str, str, date]], **flags: dict[str, Any]) -> Panel:
    return panel_of(
        bundle_of(
            customers=[
                {"code": code, "name": code, "created_on": date(2020, 1, 1), **flags.get(code, {})}
                for code in customers
            ],
            opportunities=[
                {
                    "code": f"O{number}",
                    "customer": customer,
                    "name": "deal",
                    "amount": Decimal(amount),
                    "status": "won",
                    "opened_on": LONG_AGO,
                    "closed_on": day,
                }
                for number, (customer, amount, day) in enumerate(given)
            ],
        )
    )


def contribution(panel: Panel, customer: str, question: Question = NOW) -> Contribution:
    cases = strategy_fit.cases_of(panel, question)
    place = [str(code) for slab in panel.slabs for code in slab.customers.code].index(customer)
    return cases.case(place).contribution


def high(panel: Panel, question: Question = NOW) -> list[str]:
    codes = [str(code) for slab in panel.slabs for code in slab.customers.code]
    return [code for code in codes if contribution(panel, code, question).high]


LATELY = date(2026, 5, 5)


@pytest.mark.parametrize(
    ("count", "expected"), [(1, ["C1"]), (2, ["C1"]), (3, ["C1"]), (4, ["C1", "C2"]), (7, ["C1", "C2", "C3"])]
)
def test_first_third_contributes_much(count: int, expected: list[str]) -> None:
    codes = [f"C{number}" for number in range(1, count + 1)]
    panel = company([*codes, "C9"], [(code, str(100 - at), LATELY) for at, code in enumerate(codes)])
    assert high(panel) == expected


def test_ties_of_contribution_go_by_code() -> None:
    panel = wins(("C2", "5", LATELY), ("C1", "5", LATELY), ("C3", "4.9999", LATELY))
    assert high(panel) == ["C1"]
    assert [contribution(panel, code).rank for code in ("C1", "C2", "C3", "C4")] == [1, 2, 3, None]


def test_won_amounts_are_added_and_compared_exactly() -> None:
    huge = "999999999999999999.9998"
    panel = wins(("C1", huge, LATELY), ("C2", huge, LATELY), ("C2", "0.0001", LATELY), ("C3", "0.0001", LATELY))
    assert [contribution(panel, code).rank for code in ("C1", "C2", "C3")] == [2, 1, 3]


@pytest.mark.parametrize(
    ("day", "counts"),
    [(date(2025, 9, 30), False), (date(2025, 10, 1), True), (AS_OF, True), (date(2026, 10, 1), False)],
)
def test_contribution_counts_one_year_back(day: date, counts: bool) -> None:
    assert high(wins(("C3", "1", day))) == (["C3"] if counts else [])


def test_lost_open_and_worthless_opportunities_contribute_nothing(tiny: Panel) -> None:
    assert high(wins(("C1", "0", LATELY))) == []
    assert [contribution(tiny, code).won for code in ("C1", "C2", "C3")] == [90000.0, 30000.0, 0.0]


def test_hand_overrules_rank_but_keeps_its_place() -> None:
    given = [("C1", "9", LATELY), ("C2", "8", LATELY), ("C3", "7", LATELY)]
    codes = ["C1", "C2", "C3", "C4"]
    assert high(company(codes, given, C1={"contribution": "low"})) == []
    assert high(company(codes, given, C4={"contribution": "high"})) == ["C1", "C4"]
    assert contribution(company(codes, given, C1={"contribution": "low"}), "C1").rank == 1


def test_customers_that_do_not_exist_leave_the_ranking() -> None:
    given = [("C1", "9", LATELY), ("C2", "8", LATELY), ("C3", "7", LATELY), ("C4", "6", LATELY)]
    codes = ["C1", "C2", "C3", "C4"]
    assert high(company(codes, given)) == ["C1", "C2"]
    assert high(company(codes, given, C1={"closed_on": AS_OF})) == ["C2"]


def test_ranking_is_company_wide_whatever_the_view_and_filter() -> None:
    given = [("C1", "9", LATELY), ("C2", "8", LATELY), ("C3", "7", LATELY)]
    panel = company(["C1", "C2", "C3"], given, C2={"region": "north"}, C3={"region": "north"})
    assert high(panel, Question(AS_OF, filters=Filters(region="north"))) == ["C1"]


def test_recommended_answers_in_the_order_asked(tiny: Panel) -> None:
    assert strategy_fit.recommended(tiny, NOW, np.array([4, 0, 2])) == ["acquire", "win_back", "watch"]
    assert strategy_fit.recommended(tiny, NOW, np.array([], dtype=np.intp)) == []


def test_list_renders_any_part_of_itself(tiny: Panel) -> None:
    listing = strategy_fit.listing(tiny, NOW, EVERYTHING)
    assert len(listing) == int(moment(tiny, AS_OF, 0).exists.sum())
    assert [row["code"] for row in listing[2:4]] == ["C3", "C4"]
    assert listing[5] == listing[:][5]
